package cmd

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/cli"
)

// Nobody holds more than twenty commands in the head.
func TestHelpCanBeHeld(t *testing.T) {
	root := Root(&cli.Env{Dir: t.TempDir()})
	shown, all := 0, 0
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		all++
		if c.GroupID == "" {
			t.Errorf("%s is in no group, so help does not list it", c.Name())
		}
		if !slices.Contains(groupsForLater, c.GroupID) {
			shown++
		}
	}
	if shown > 20 || shown < 10 || all < 25 {
		t.Errorf("help lists %d commands of %d", shown, all)
	}
}

// A run builds the one command that it names, so it has to find it by the
// name that the command gives itself.
func TestEveryCommandIsFoundByItsName(t *testing.T) {
	for _, g := range groups() {
		for _, c := range g.commands {
			root := newRoot(cli.NewSession(&cli.Env{Dir: t.TempDir()}), []string{c.name})
			found, _, err := root.Find([]string{c.name})
			if err != nil || found.Name() != c.name || found.GroupID != g.id {
				t.Errorf("%s finds %v, %v", c.name, found.Name(), err)
			}
		}
	}
}

// The README's table of exit codes is that of the program.
func TestReadmeHasTheExitCodes(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	for _, e := range cli.ExitCodes {
		fmt.Fprintf(&table, "| %d | %s |\n", e.Code, e.Doc)
	}
	if !strings.Contains(string(readme), table.String()) {
		t.Errorf("the README lacks\n%s", table.String())
	}
}

var variable = regexp.MustCompile(`"([A-Z][A-Z_]+)"`)

// notThePrograms are rooms that no user runs.
var notThePrograms = []string{"bench", "gittest", "sliptest", "sbom", "nixhash"}

// A variable that is read and not listed would be found by nobody.
func TestHelpHasEveryVariable(t *testing.T) {
	var listed []string
	for _, v := range cli.Variables {
		listed = append(listed, v.Name)
	}
	read := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || slices.ContainsFunc(notThePrograms, func(room string) bool { return strings.Contains(path, room) }) {
			return err
		}
		src, err := os.ReadFile(path)
		for line := range strings.Lines(string(src)) {
			if !strings.Contains(line, "env") || strings.Contains(path, "cli/env.go") {
				continue
			}
			for _, m := range variable.FindAllStringSubmatch(line, -1) {
				read[m[1]] = true
				if !slices.Contains(listed, m[1]) && !strings.HasPrefix(m[1], "GIT_") {
					t.Errorf("%s reads $%s, which help environment does not list", path, m[1])
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range listed {
		if !read[name] && name != "GIT_*" {
			t.Errorf("help environment lists %s, which nothing reads", name)
		}
	}
}
