package gitstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Settings that are included are read as deep as git reads them, and no deeper.
func TestIncludesAsDeepAsGit(t *testing.T) {
	f := newFixture(t)
	f.git("config", "include.path", "../1.conf")
	for i := 1; i <= 12; i++ {
		f.write(fmt.Sprintf("%d.conf", i), fmt.Sprintf("[filter \"at%d\"]\nclean = cat\n[include]\npath = %d.conf\n", i, i+1))
	}
	names := f.repo().OwnFilters()
	slices.Sort(names)
	want := []string{"at1", "at10", "at2", "at3", "at4", "at5", "at6", "at7", "at8", "at9"}
	if !slices.Equal(names, want) {
		t.Errorf("the filters are %v, want %v", names, want)
	}
}

// A name of one letter is a name.
func TestStatusNamesShortFiles(t *testing.T) {
	f := newFixture(t)
	f.write("a", "a\n")
	lines, err := f.repo().Status(context.Background(), []string{"."})
	f.must(err)
	var got []string
	for _, l := range lines {
		got = append(got, l.Path)
	}
	if strings.Join(got, " ") != "a" {
		t.Errorf("status names %q", got)
	}
}
