package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/noting"
)

func newNoteCmd(s *cli.Session) *cobra.Command {
	var o noting.Options
	c := &cobra.Command{
		Use:   "note [PERSON TEXT]",
		Short: "Note a line about someone, or go through the inbox",
		Long: `Note a line about someone, with tags as you type them. It goes into today's
entry; where there is none it waits on the top page, under its day, and the next
entry takes it. Where the person reads the doc too, and for feedback you have yet
to give ("to Alice: …"), it goes into your private notes instead.

Without PERSON it goes through inbox.md in the notes folder, a file that any app
can append a line to and that git never takes: each line goes to whom it names,
and leaves the file once it is recorded.`,
		Example: `  oneonone note tom "ran the incident well #win"
  oneonone note alice,bob "the demo is moved to May"
  oneonone note alice "to Alice: the demo ran long"     listed by feedback until it is said
  pbpaste | oneonone note alice           a line each
  oneonone note alice                     in the editor
  oneonone note                           the inbox`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return noting.Inbox(c.Context(), s, o)
			}
			return noting.Note(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.BoolVar(&o.Private, "private", false, "into your private notes")
	f.BoolVar(&o.Shared, "shared", false, "into the notes even where the person reads them too")
	cli.Exclude(c, "private", "shared")
	cli.DryRunFlag(f, &o.DryRun)
	cli.BindFormat(s, c, &o.As, noting.Lines)
	return c
}
