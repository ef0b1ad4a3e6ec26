package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
)

func newWrapCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "wrap PERSON",
		Short: "Look over the meeting in its last two minutes: who does what by when",
		Long: `Look over the latest meeting in its last two minutes: what was promised, with
owner and due date as understood, what is still open from before, what was
decided and learned, and the topics nobody got to.

On a terminal it asks about lines that may be promises, one key each: y gives
the line a box, n leaves a comment that shows nowhere, so that it is not asked
again. Then it asks for the owners and due dates that are missing, and writes
the answers in one commit. It ends by asking whether the meeting was useful,
which is theirs to answer, from 1 to 5; prep shows the answers as they are. A
note that is open in an editor with unsaved changes is not written.`,
		Example: `  oneonone wrap alice
  oneonone wrap alice --no-input          only look
  oneonone wrap alice --json`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runWrap(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, screen.OwedActions)
	return c
}

func runWrap(ctx context.Context, s *cli.Session, word string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	ref, err := w.EntryToAddTo(p.Handle)
	if err != nil {
		return err
	}
	e, err := w.Read(ref)
	if err != nil {
		return err
	}
	m := followup.ReadMeeting(s, w, e)
	if as.Data() {
		return cli.Print(ctx, s, as, &render.Listing[screen.Owed]{Columns: screen.OwedActions, Rows: m.Promises(s.Today())}, "")
	}
	if err := m.View.Page(s.Output(), p.FullName(), p.Handle, ref.Date, s.Today()); err != nil {
		return err
	}
	s.SayProblems(m.View.Problems)
	if u := s.Unsaved(w.Dir, ref.Path); u != nil {
		s.Say("%s has unsaved changes to %s: they are not shown here, and nothing is written", cli.Said(u), cli.ShortPath(ref.Path))
		return nil
	}
	if m, err = followup.Settled(ctx, s, w, p, e, m); err != nil {
		return err
	}
	if err := followup.FillGaps(ctx, s, w, p, m); err != nil {
		return err
	}
	return followup.AskUseful(ctx, s, p, e)
}
