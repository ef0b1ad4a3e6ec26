package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/when"
	"oneonone/notes/clause"
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
			return followup.Mark(c.Context(), s, args, name, to, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
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
			return followup.SetDue(c.Context(), s, args, due, dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// dueArgument splits the due day off the end of the arguments; it may be several
// words, as in "in 3 days".
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

// completeActionThen offers open actions, and after the first one what then
// offers.
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
			return followup.Assign(c.Context(), s, args[:last], args[last], dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}
