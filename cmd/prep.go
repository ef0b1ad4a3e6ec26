package cmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/exchange"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
)

func newPrepCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "prep PERSON",
		Short: "Get ready for a meeting, on one screen",
		Long: `Get ready for a meeting: the last one in five lines, what each side promised and
has not done, goals, topics, what you agreed on, mood, dates, and a few things
to talk about, each with its reason. oneonone PERSON is short for it.`,
		Example: `  oneonone prep alice
  oneonone alice
  oneonone prep alice | mail -s "1:1" me@example.org
  oneonone prep alice --json`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE:              func(c *cobra.Command, args []string) error { return runPrep(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, screen.Preps)
	return c
}

func runPrep(ctx context.Context, s *cli.Session, word string, as cli.Format) error {
	exchange.Auto(ctx, s)
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	prep, problems := w.Prep(people[0], s.Today())
	s.SayProblems(problems)
	if err := sharing.Added(ctx, w, people[0], prep.Topics); err != nil {
		return err
	}
	if as.Data() {
		return cli.PrintOne(s, as, screen.Preps, prep)
	}
	return s.Paged(ctx, func(out render.Output) error {
		return errors.Join(screen.WritePrep(out, prep), screen.WritePrompts(out, draft.Prompts(w, people[0])))
	})
}
