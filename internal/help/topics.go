package help

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
	"oneonone/template"
)

// Topics returns the help pages besides those on commands.
func Topics(s *cli.Session) []*cobra.Command {
	page := func(name, short string, src []byte) *cobra.Command {
		return newTopic(s, name, short, func(_ *cobra.Command, out render.Output) error {
			return screen.WriteNotes(out, []screen.Note{{Src: src}})
		})
	}
	data := newTopic(s, "json", "The fields that commands print with --json and --csv",
		func(c *cobra.Command, out render.Output) error { return writeFields(out, c.Long, s.Records) })
	data.Long = fieldsIntro
	return []*cobra.Command{
		newTopic(s, "all", "All commands", func(c *cobra.Command, out render.Output) error {
			_, err := out.W.Write([]byte(strings.TrimLeft(listCommands(c.Root(), nil), "\n") + "\n"))
			return err
		}),
		page("1on1", "How to run a 1:1, on one page", template.Practice()),
		page("format", "What the notes mean: the whole format", notes.FormatPage()),
		data,
		newTopic(s, "environment", "The environment variables oneonone reads", func(_ *cobra.Command, out render.Output) error {
			return writeTerms(out, len(cli.Variables), func(i int) (string, string) { return cli.Variables[i].Name, cli.Variables[i].Doc })
		}),
		newTopic(s, "exit-codes", "What the exit codes mean", func(_ *cobra.Command, out render.Output) error {
			return writeTerms(out, len(cli.ExitCodes), func(i int) (string, string) {
				return strconv.Itoa(cli.ExitCodes[i].Code), cli.ExitCodes[i].Doc
			})
		}),
	}
}

// newTopic makes a page of help.
func newTopic(s *cli.Session, name, short string, write func(c *cobra.Command, out render.Output) error) *cobra.Command {
	c := &cobra.Command{Use: name, Short: short, Example: "  oneonone help " + name, Args: cli.ArgsBetween(0, 0)}
	c.SetHelpFunc(func(c *cobra.Command, _ []string) {
		if err := s.Paged(c.Context(), func(out render.Output) error { return write(c, out) }); err != nil {
			s.Say("oneonone: %v", err)
		}
	})
	return c
}

// writeTerms writes terms and what they mean, one below the other.
func writeTerms(out render.Output, n int, term func(i int) (name, doc string)) error {
	width := 0
	for i := range n {
		name, _ := term(i)
		width = max(width, len(name))
	}
	p := cli.Printer{Out: out}
	for i := range n {
		name, doc := term(i)
		p.Hanging(render.Plain, cli.Pad(name, width+2), strings.Repeat(" ", width+2), doc)
	}
	return p.Err
}
