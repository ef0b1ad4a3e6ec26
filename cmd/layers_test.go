package cmd

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// house are the packages of the project, one floor a line, the top floor
// first. A package imports only from floors below its own: ARCHITECTURE.md
// says what each knows.
const house = `
cmd/oneonone  internal/man  internal/bench  internal/mutate  internal/sbom  internal/nixhash
cmd
internal/agenda  internal/roster  internal/templating
internal/reading  internal/retrace  internal/theming
internal/sharing  internal/health
internal/manual  internal/followup  internal/meeting  internal/intake  internal/exchange  internal/searching  internal/reviewing  internal/founding  internal/demo  internal/handover  internal/handout  internal/noting
internal/help  internal/writing  internal/erasing
internal/draft  internal/screen
internal/cli
internal/history  internal/sealed  internal/render  internal/pages  internal/calendar  notes/importer  internal/config  internal/editor  template  internal/benchfolder  internal/bench/bare
internal/shared  internal/mergedriver  notes/week  notes/coverage
notes/owed  notes/themes
internal/remote  internal/gitmerge  internal/gitrewrite  internal/memory  internal/noterepo  notes/actions  notes/check  notes/search  notes/review  notes/advice
notes/counts
notes  internal/gitstore  internal/treemerge
notes/recall  notes/agreement  notes/goals
notes/promise  notes/settings  notes/habits  notes/seat  notes/wish  notes/page/pagetest  notes/jotting
notes/cadence
notes/page
internal/merge
notes/clause
notes/markdown
internal/pack  internal/gitconfig  internal/gitignore  internal/gitformat
internal/pack/packtest  internal/org  internal/rootfs  internal/lookup  internal/edit  internal/role
internal/when  internal/text  internal/columns
internal/lazyregexp  internal/quickdisk  internal/gittest  internal/sliptest  notes/words
`

// strangers are what the rooms of the format must not know.
var strangers = map[string][]string{
	"notes":           {"os", "os/exec", "net", "net/http", "github.com/spf13/cobra", "github.com/go-git/go-git/v5"},
	"notes/markdown":  {"oneonone/internal/when", "oneonone/internal/lookup"},
	"template":        {"os", "oneonone/notes"},
	"internal/screen": {"os", "github.com/spf13/cobra", "oneonone/internal/history"},
}

// A room that outgrows these is two rooms. cmd has a file a command, so only its
// lines are counted.
const (
	mostLines = 5100
	mostFiles = 40
)

func TestImportsRunDownwards(t *testing.T) {
	floor := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(house), "\n") {
		for _, room := range strings.Fields(line) {
			floor["oneonone/"+room] = i
		}
	}
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports ","}}`, "oneonone/...").Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(line), " ")
		at, drawn := floor[pkg]
		if !drawn {
			t.Errorf("%s has no place in the house: draw it here and in ARCHITECTURE.md", pkg)
			continue
		}
		seen++
		for imp := range strings.SplitSeq(imports, ",") {
			if below, ours := floor[imp]; ours && below <= at {
				t.Errorf("%s imports %s, which is not below it", pkg, imp)
			}
			for room, banned := range strangers {
				if (pkg == "oneonone/"+room || strings.HasPrefix(pkg, "oneonone/"+room+"/")) && slices.Contains(banned, imp) {
					t.Errorf("%s imports %s, which it should not know", pkg, imp)
				}
			}
		}
	}
	if seen != len(floor) {
		t.Errorf("%d packages are drawn, %d are there", len(floor), seen)
	}
}

func TestNoRoomIsAHall(t *testing.T) {
	type size struct{ files, lines int }
	rooms := map[string]*size{}
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		room := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(path, "../")))
		if rooms[room] == nil {
			rooms[room] = &size{}
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		rooms[room].files++
		for sc := bufio.NewScanner(f); sc.Scan(); {
			rooms[room].lines++
		}
		return nil
	})
	if err != nil || len(rooms) < 10 {
		t.Fatalf("%d rooms: %v", len(rooms), err)
	}
	for room, s := range rooms {
		if s.lines > mostLines || s.files > mostFiles && room != "cmd" {
			t.Errorf("%s has %d files and %d lines: part it", room, s.files, s.lines)
		}
	}
}
