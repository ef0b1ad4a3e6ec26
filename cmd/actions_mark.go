package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/when"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/promise"
)

func newActionsDoneCmd(s *cli.Session) *cobra.Command {
	return markCmd(s, "done", clause.Done, "Tick actions where they stand",
		`  oneonone actions done k4m
  oneonone actions done k4m k2w           several at once, one commit
  oneonone actions done alice migration   by words, when they fit just one`)
}

func newActionsDropCmd(s *cli.Session) *cobra.Command {
	return markCmd(s, "drop", clause.Dropped, "Drop actions nobody will do; the notes keep them",
		`  oneonone actions drop k4m
  oneonone actions drop alice migration`)
}

func newActionsReopenCmd(s *cli.Session) *cobra.Command {
	return markCmd(s, "reopen", clause.Open, "Reopen actions; the note becomes what it was before", `  oneonone actions reopen k4m`)
}

func markCmd(s *cli.Session, name string, to clause.State, short, example string) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               name + " ID...",
		Short:             short,
		Example:           example,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: s.CompleteActions(to),
		RunE: func(c *cobra.Command, args []string) error {
			return runMark(c.Context(), s, args, name, to, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func runMark(ctx context.Context, s *cli.Session, args []string, verb string, to clause.State, dryRun bool) error {
	fits := func(t *promise.Thread) bool { return (t.State == clause.Open) != (to == clause.Open) }
	return followup.Change(ctx, s, args, fits, verb, dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if t.State == to {
			s.Say("%s: already %s: %s", t.Person, to, t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: %s: %s", t.Person, verb, t.Text), p.Mark(t, to, s.Today())
	})
}

func newActionsDueCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "due ID... DATE",
		Short: "Set when an action is due, or none",
		Example: `  oneonone actions due k4m friday
  oneonone actions due alice migration 2026-12-04
  oneonone actions due k4m none`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: completeActionThen(s, cli.CompleteDates(s)),
		RunE: func(c *cobra.Command, args []string) error {
			args, due, err := dueArgument(s, args)
			if err != nil {
				return err
			}
			return runActionsDue(c.Context(), s, args, due, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// dueArgument takes the day off the end of the arguments, which may be
// several words: in 3 days.
func dueArgument(s *cli.Session, args []string) (rest []string, due when.Date, err error) {
	for n := min(3, len(args)-1); n > 0; n-- {
		cut := len(args) - n
		word := strings.Join(args[cut:], " ")
		if word == "none" {
			return args[:cut], due, nil
		}
		if due, err = s.ParseDue(word); err == nil {
			return args[:cut], due, nil
		}
	}
	return nil, due, err
}

func runActionsDue(ctx context.Context, s *cli.Session, args []string, due when.Date, dryRun bool) error {
	return followup.Change(ctx, s, args, followup.IsOpen, "due "+dueWords(due), dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if t.Due == due && !t.Newest().DueSpoken {
			s.Say("%s: already due %s: %s", t.Person, dueWords(due), t.Text)
			return "", nil
		}
		what := fmt.Sprintf("%s: due %s: %s", t.Person, dueWords(due), t.Text)
		if due.IsZero() && t.Newest().DueSpoken {
			return "", cli.Hinted(fmt.Errorf("the due date %s is part of the text of %s:%d", t.Due, t.Newest().Path, t.Newest().Line),
				"give it another date, or reword it with oneonone edit %s", t.Person)
		}
		return what, p.SetDue(t, due)
	})
}

// completeActionThen offers open actions, and behind the first also what they
// are given.
func completeActionThen(s *cli.Session, then cli.Completer) cli.Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		all, directive := s.CompleteActions(clause.Done)(c, args, toComplete)
		if len(args) > 0 {
			more, _ := then(c, args, toComplete)
			all = append(more, all...)
		}
		return all, directive
	}
}

func dueWords(due when.Date) string {
	if due.IsZero() {
		return "none"
	}
	return due.String()
}

func newActionsAssignCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "assign ID... OWNER",
		Short: "Give an action to someone",
		Example: `  oneonone actions assign k4m bob
  oneonone actions assign alice migration me
  oneonone actions assign k4m @carol      someone you keep no notes about`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: completeActionThen(s, cli.CompletePeople(s)),
		RunE: func(c *cobra.Command, args []string) error {
			last := len(args) - 1
			return runAssign(c.Context(), s, args[:last], args[last], dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func runAssign(ctx context.Context, s *cli.Session, args []string, word string, dryRun bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	owner, err := w.NamedOwner(word)
	if err != nil {
		return err
	}
	who := cli.OwnersText([]string{owner})
	return followup.Change(ctx, s, args, followup.IsOpen, "assign to "+who, dryRun, func(p *actions.Plan, t *promise.Thread) (string, error) {
		if len(t.Owners) == 1 && t.Owners[0] == owner {
			s.Say("%s: already %s: %s", t.Person, cli.Possessive(owner), t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: now %s: %s", t.Person, cli.Possessive(owner), t.Words()), p.SetOwner(t, owner)
	})
}
