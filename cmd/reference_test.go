package cmd

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/help"
)

// A reference that is stale sends people to flags that are not there.
func TestDocsReferenceIsFresh(t *testing.T) {
	const file = "REFERENCE.md"
	want := help.Reference(Root(&cli.Env{Dir: t.TempDir()}))
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("cmd/%s is stale (make docs writes it anew):\n%s", file, cmp.Diff(string(got), string(want)))
	}
}

// Help is where people learn a command, so every one leads with what it does
// and shows it typed.
func TestEveryCommandHasHelp(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: its short help is empty or ends in a period: %q", c.CommandPath(), c.Short)
		}
		if c.Example == "" && c.Name() != "help" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if c.Args == nil && !c.DisableFlagParsing && c.Name() != "help" {
			t.Errorf("%s does not check its arguments", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(Root(&cli.Env{Dir: t.TempDir()}))
}
