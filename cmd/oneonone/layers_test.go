package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed says which packages of the project each may import: the layers of
// ARCHITECTURE.md. What is not listed may import nothing of ours.
var allowed = map[string][]string{
	"oneonone/cmd/oneonone":         {"oneonone/cmd"},
	"oneonone/cmd":                  {"oneonone/internal/config", "oneonone/internal/editor", "oneonone/internal/history", "oneonone/internal/render", "oneonone/internal/when", "oneonone/notes", "oneonone/template"},
	"oneonone/internal/history":     {"oneonone/notes", "oneonone/internal/when"},
	"oneonone/internal/render":      {"oneonone/notes"},
	"oneonone/notes":                {"oneonone/internal/edit", "oneonone/internal/when"},
	"oneonone/internal/bench":       {"oneonone/internal/benchfolder"},
	"oneonone/internal/man":         {"oneonone/cmd"},
	"oneonone/internal/benchfolder": {"oneonone/internal/when", "oneonone/notes"},
}

// outside is what package notes, the statement of the format, must not know.
var outside = []string{"os", "os/exec", "net", "github.com/spf13/cobra", "github.com/go-git/go-git/v5"}

func TestImportsRunOneWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports ","}}`, "oneonone/...").Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 10 {
		t.Fatalf("only %d packages listed:\n%s", len(lines), out)
	}
	for _, line := range lines {
		pkg, imports, _ := strings.Cut(line, " ")
		for imp := range strings.SplitSeq(imports, ",") {
			if strings.HasPrefix(imp, "oneonone/") && !slices.Contains(allowed[pkg], imp) {
				t.Errorf("%s imports %s: the layers run one way", pkg, imp)
			}
			if pkg == "oneonone/notes" && slices.Contains(outside, imp) {
				t.Errorf("%s imports %s: the format knows no files, commands or git", pkg, imp)
			}
		}
	}
}
