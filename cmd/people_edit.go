package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/notes/page"
)

func newPeopleEditCmd(s *session) *cobra.Command {
	var o personOptions
	var away []string
	var minutes int
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON",
		Short: "Edit someone's top page, or set what it says at the top",
		Example: `  oneonone people edit alice                        in the editor
  oneonone people edit alice --cadence biweekly --day tuesday
  oneonone people edit alice --away 2026-12-20..2027-01-05`,
		Args:              argsBetween(1, 1),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(s); err != nil {
				return err
			}
			set := map[string]any{"name": o.name, "role": o.role, "cadence": o.cadence, "day": o.day,
				"time": o.time, "started": o.started, "template": o.template}
			if len(o.aliases) > 0 {
				set["aliases"] = o.aliases
			}
			if err := setWhen(set, away, minutes); err != nil {
				return err
			}
			for k, v := range set {
				if v == "" {
					delete(set, k)
				}
			}
			if len(set) > 0 {
				return s.setOnTopPage(c.Context(), args[0], set, dryRun)
			}
			return s.editTopPage(c.Context(), args[0])
		},
	}
	o.bind(s, c)
	c.Flags().StringVar(&o.name, "name", "", "their full name")
	c.Flags().StringSliceVar(&away, "away", nil, "when they are away, as 2026-12-20..2027-01-05; may be given again")
	c.Flags().IntVar(&minutes, "minutes", 0, "how long you meet")
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

// setOnTopPage writes keys of a top page's front matter and says so.
func (s *session) setOnTopPage(ctx context.Context, word string, set map[string]any, dryRun bool) error {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	result, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		change, err := w.SetOnTopPage(p.Handle, keys, set)
		if err != nil || change == nil {
			return nil, err
		}
		return &plan{changes: []page.Change{*change}, message: history.Message{Subject: p.Handle + ": set " + strings.Join(keys, ", ")}}, nil
	})
	if err == nil && result == nil && !dryRun {
		s.say("nothing to change: the page says so already")
	}
	return err
}

func (s *session) editTopPage(ctx context.Context, word string) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	path := page.TopPagePath(p.Handle)
	if !s.interactive() {
		fmt.Fprintln(s.env.Stdout, w.shown(path))
		return nil
	}
	editsErr := s.saveEdits(ctx, w, []string{path})
	if editsErr != nil && ctx.Err() != nil {
		return editsErr
	}
	editErr := s.edit(ctx, w, path, 1)
	_, err = w.hist.Record(context.WithoutCancel(ctx), []string{path}, history.Message{Subject: "Save edits to " + shortPath(path), Edits: true})
	if err = s.tellBoth(err, editsErr); err != nil {
		return errors.Join(err, editErr)
	}
	return editErr
}
