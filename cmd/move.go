package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newMoveCmd(s *session) *cobra.Command {
	var date, to string
	var dryRun bool
	c := &cobra.Command{
		Use:   "move PERSON --to DAY",
		Short: "Move a meeting to another day",
		Long: `Move the next planned meeting, or the one of --date, to another day.

An entry that is there for it is renamed; else one is written for the new day.
Either says where it was moved from: a moved meeting is no cancelled one.`,
		Example: `  oneonone move alice --to thursday
  oneonone move alice --date 2026-11-25 --to "1 dec"`,
		Args:              argsBetween(1, 1),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			if to == "" {
				return hinted(usagef("--to is missing: the day to move to"), "oneonone move %s --to thursday", args[0])
			}
			return s.runMove(c.Context(), args[0], date, to, dryRun)
		},
	}
	c.Flags().StringVar(&to, "to", "", "the new day")
	c.Flags().StringVar(&date, "date", "", "the day it was planned for (default: the next one planned)")
	dryRunFlag(c.Flags(), &dryRun)
	s.completeFlag(c, "to", s.completeDates)
	s.completeFlag(c, "date", s.completeDates)
	return c
}

func (s *session) runMove(ctx context.Context, word, date, toWord string, dryRun bool) error {
	to, err := when.ParseFrom(toWord, s.today(), when.Future)
	if err != nil {
		return &usageError{err}
	}
	var said string
	_, err = s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		p, r, err := s.rhythmOf(w, word)
		if err != nil {
			return nil, err
		}
		from, err := s.plannedDay(r, date)
		if err != nil {
			return nil, err
		}
		changes, err := s.planMove(w, p, from, to)
		if err != nil {
			return nil, err
		}
		said = fmt.Sprintf("%s: moved from %s to %s", p.Handle, longDate(from), longDate(to))
		if leave, away := r.Away.On(to); away {
			said += fmt.Sprintf("\nwarning: that day is in the leave %s", leave)
		}
		subject := fmt.Sprintf("%s: move 1:1 of %s to %s", p.Handle, from, to)
		return &plan{changes: changes, message: history.Message{Subject: subject}}, nil
	})
	if err == nil && !dryRun {
		s.say("%s", said)
	}
	return err
}

func (s *session) planMove(w *workspace, p *notes.Person, from, to when.Date) ([]page.Change, error) {
	if from == to {
		return nil, usagef("the meeting with %s is on %s already", p.Handle, from)
	}
	ref, taken, err := entryOfDay(w, p.Handle, to, false)
	if err != nil {
		return nil, err
	}
	if taken {
		return nil, hinted(fmt.Errorf("there is an entry for %s already: %s", to, ref.Path), "choose another day, or oneonone skip %s --date %s", p.Handle, from)
	}
	old, there, err := entryOfDay(w, p.Handle, from, false)
	if err != nil {
		return nil, err
	}
	if !there {
		return s.planMovedEntry(w, p, ref, from)
	}
	e, err := w.Read(old)
	if err != nil {
		return nil, err
	}
	return w.PlanMove(e, to, 1)
}

// soonDays is how far ahead a moved meeting takes the topics that wait along: it
// is then the next one. Before a later one there will be others.
const soonDays = 14

// planMovedEntry plans the entry of a new day for a meeting that had none yet.
func (s *session) planMovedEntry(w *workspace, p *notes.Person, ref page.EntryRef, from when.Date) ([]page.Change, error) {
	plan, _, err := s.planEntry(w, p, ref, newOptions{noTopics: ref.Date.Sub(s.today()) > soonDays})
	if err != nil {
		return nil, err
	}
	for i, c := range plan.changes {
		if c.Path != ref.Path {
			continue
		}
		if plan.changes[i].New, err = w.SetMovedFrom(c.Path, c.New, []when.Date{from}); err != nil {
			return nil, err
		}
	}
	return plan.changes, nil
}
