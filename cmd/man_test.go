package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"oneonone/internal/cli"
	"oneonone/internal/manual"
)

// Every page says how it may end, what it reads, and where the notes are; and
// man lays it out without a complaint.
func TestManPages(t *testing.T) {
	dir := t.TempDir()
	if err := manual.Write(dir, Root(&cli.Env{Dir: dir})); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil || len(pages) < 40 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{".SH NAME", ".SH EXIT STATUS", ".SH ENVIRONMENT", ".SH FILES"} {
			if strings.Count(string(text), want) != 1 {
				t.Errorf("%s has %q %d times", filepath.Base(page), want, strings.Count(string(text), want))
			}
		}
	}
	shown := map[string]string{
		"oneonone.1":              "interrupted",
		"oneonone-actions-done.1": "ONEONONE_DIR",
		"oneonone-stats.1":        "met how many days you met on",
		"oneonone-format.5":       "Unknown keys are kept.",
	}
	if _, err := exec.LookPath("man"); err != nil || testing.Short() {
		t.Skip("no man to lay the pages out, or no time")
	}
	for page, want := range shown {
		c := exec.Command("man", "--warnings=all", "-E", "utf8", "-l", filepath.Join(dir, page))
		c.Env = append(os.Environ(), "MANPAGER=cat", "MANWIDTH=80", "LC_ALL=C.UTF-8", "MANROFFOPT=-c")
		var complaints strings.Builder
		c.Stderr = &complaints
		text, err := c.Output()
		if err != nil || complaints.Len() > 0 {
			t.Errorf("man %s: %v\n%s", page, err, complaints.String())
		}
		if flat := strings.Join(strings.Fields(string(text)), " "); !strings.Contains(flat, want) {
			t.Errorf("%s does not say %q:\n%.3000s", page, want, text)
		}
	}
}
