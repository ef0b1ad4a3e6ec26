package help

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
)

// Columns is the annotation of a command that explains the heads of its tables.
const Columns = "columns"

// Annotate attaches the explanations of table heads to their commands, for
// documents made from the whole tree.
func Annotate(s *cli.Session) {
	for c, all := range s.Legends {
		if c.Annotations == nil {
			c.Annotations = map[string]string{}
		}
		c.Annotations[Columns] = strings.TrimSpace(legends(all))
	}
}

// Reference is the command reference as Markdown: every command's help, in
// the order that help lists them.
func Reference(root *cobra.Command) []byte {
	var b bytes.Buffer
	b.WriteString("# Command reference\n\nMade from the commands' own help by `make docs`; a test fails when it is stale.\n")
	for _, g := range root.Groups() {
		fmt.Fprintf(&b, "\n## %s\n", strings.TrimSuffix(g.Title, ":"))
		for _, c := range root.Commands() {
			if c.GroupID == g.ID && c.IsAvailableCommand() {
				refer(&b, c, "###")
			}
		}
	}
	return b.Bytes()
}

func refer(b *bytes.Buffer, c *cobra.Command, level string) {
	fmt.Fprintf(b, "\n%s %s\n\n", level, c.CommandPath())
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	fmt.Fprintf(b, "%s\n\n```console\n", strings.TrimSpace(text))
	if !c.HasAvailableSubCommands() {
		fmt.Fprintf(b, "%s\n\n", cli.UseLine(c))
	}
	fmt.Fprintf(b, "%s\n```\n", strings.TrimRight(c.Example, "\n"))
	if flags := strings.TrimRight(c.NonInheritedFlags().FlagUsagesWrapped(80), "\n"); c.HasAvailableLocalFlags() && flags != "" {
		fmt.Fprintf(b, "\n```text\n%s\n```\n", flags)
	}
	if heads := c.Annotations[Columns]; heads != "" {
		fmt.Fprintf(b, "\n```text\n%s\n```\n", heads)
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			refer(b, sub, "####")
		}
	}
}
