// Package manual writes the man pages: one for each command, made from the command
// tree, and one on the format of the notes.
package manual

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"oneonone/internal/cli"
	"oneonone/internal/help"
	"oneonone/notes"
)

// Write writes the pages of a tree of commands into a directory.
func Write(dir string, root *cobra.Command) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	if err := writeCommand(dir, root, sections()); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "oneonone-format.5"), formatPage(), 0o644)
}

// writeCommand writes the page of a command and those of the commands below
// it. Every page has the sections, before its SEE ALSO.
func writeCommand(dir string, c *cobra.Command, sections []byte) error {
	// A real date would make every build differ; a release's date is its tag's.
	date := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	header := &doc.GenManHeader{Section: "1", Date: &date, Source: "oneonone", Manual: "oneonone"}
	var page bytes.Buffer
	if err := doc.GenMan(c, header, &page); err != nil {
		return fmt.Errorf("writing the page of %s: %w", c.CommandPath(), err)
	}
	body, also, referring := bytes.Cut(page.Bytes(), []byte("\n.SH SEE ALSO\n"))
	body = append(append(append(body, '\n'), columns(c)...), sections...)
	if referring {
		body = append(append(body, ".SH SEE ALSO\n"...), also...)
	}
	name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
	if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if !sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := writeCommand(dir, sub, sections); err != nil {
			return err
		}
	}
	return nil
}

// columns explains the heads of the tables that a command prints.
func columns(c *cobra.Command) []byte {
	heads := c.Annotations[help.Columns]
	if heads == "" {
		return nil
	}
	roff := md2man.Render([]byte("## COLUMNS\n\n```\n" + heads + "\n```\n"))
	return roff[bytes.Index(roff, []byte(".SH")):]
}

// files are what the FILES section says.
const files = `
~/oneonone/oneonone.yaml
: marks the notes folder and holds its settings

~/oneonone/people/HANDLE/README.md
: the top of a person's running doc: goals, hopper, working agreement

~/oneonone/people/HANDLE/2026-11-20.md
: one entry a meeting

~/oneonone/private/
: your own notes, a repository of its own that no command pushes

~/oneonone/templates/, ~/oneonone/questions/
: your own templates and questions
`

// sections are the sections at the end of every page.
func sections() []byte {
	var md strings.Builder
	md.WriteString("## EXIT STATUS\n")
	for _, e := range cli.ExitCodes {
		fmt.Fprintf(&md, "\n%d\n: %s\n", e.Code, e.Doc)
	}
	md.WriteString("\n## ENVIRONMENT\n")
	for _, v := range cli.Variables {
		fmt.Fprintf(&md, "\n%s\n: %s\n", strings.ReplaceAll(v.Name, "*", `\*`), v.Doc)
	}
	md.WriteString("\n## FILES\n" + files + "\n**oneonone-format**(5) says what is in them.\n")
	roff := md2man.Render([]byte(md.String()))
	return roff[bytes.Index(roff, []byte(".SH")):]
}

// A man page is narrower than a table, so its rows become terms and what they
// mean.
var (
	tableHead = regexp.MustCompile(`(?m)^\|.*\|\n\|[-|]+\|\n`)
	tableRow  = regexp.MustCompile(`(?m)^\| (.*?) \| (.*) \|$`)
)

// formatPage is FORMAT.md as a man page.
func formatPage() []byte {
	_, text, _ := bytes.Cut(notes.FormatPage(), []byte("\n")) // its title
	text = tableRow.ReplaceAll(tableHead.ReplaceAll(text, nil), []byte("\n$1\n: $2\n"))
	head := "% ONEONONE-FORMAT 5 \"Jan 2026\" \"oneonone\" \"oneonone\"\n\n## NAME\n\noneonone-format - what the notes mean\n\n## DESCRIPTION\n"
	return md2man.Render(append([]byte(head), text...))
}
