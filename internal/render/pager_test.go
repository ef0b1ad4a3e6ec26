package render

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh to stand in for a pager")
	}
	long := strings.Repeat("line\n", 100_000)
	paged := []string{"sh", "-c", `echo "paged $MARK"; cat`}
	for _, c := range []struct {
		name, text string
		tty        bool
		args       []string
		want       string
	}{
		{"long", long, true, paged, "paged yes\n" + long},
		{"short", "a\nb\n", true, paged, "a\nb\n"},
		{"pipe", long, false, paged, long},
		{"none", long, true, nil, long},
		{"missing", long, true, []string{"no-such-pager-here"}, long},
		{"left early", long, true, []string{"sh", "-c", "exit 1"}, ""},
	} {
		var out bytes.Buffer
		o := Output{W: &out, TTY: c.tty, Height: 10}
		err := Page(context.Background(), o, c.args, []string{"MARK=yes", "PATH=/usr/bin:/bin"}, []byte(c.text))
		if err != nil || out.String() != c.want {
			t.Errorf("%s: %v, %d bytes, want %d", c.name, err, out.Len(), len(c.want))
		}
	}
	if err := Page(context.Background(), Output{W: failing{}}, nil, nil, []byte("x")); !errors.Is(err, errFull) {
		t.Errorf("a failing writer gives %v", err)
	}
}
