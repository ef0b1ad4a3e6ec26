package cmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/internal/writing"
	"oneonone/notes/cadence"
	"oneonone/notes/page"
)

func newPeopleEditCmd(s *cli.Session) *cobra.Command {
	var o personOptions
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON",
		Short: "Edit someone's top page, or set what it says at the top",
		Example: `  oneonone people edit alice                        in the editor
  oneonone people edit alice --cadence biweekly --day tuesday
  oneonone people edit alice --away 2026-12-20..2027-01-05`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(s); err != nil {
				return err
			}
			set := map[string]any{"name": o.Name, "role": o.Role, "cadence": o.Cadence, "day": o.Day,
				"time": o.Time, "started": o.Started, "template": o.Template}
			if len(o.Aliases) > 0 {
				set["aliases"] = o.Aliases
			}
			if err := setWhen(set, s.Today(), o.away, o.minutes); err != nil {
				return err
			}
			for k, v := range set {
				if v == "" {
					delete(set, k)
				}
			}
			if len(set) > 0 {
				return setOnTopPage(c.Context(), s, args[0], set, dryRun)
			}
			return writing.TopPage(c.Context(), s, args[0])
		},
	}
	o.bind(s, c)
	c.Flags().StringVar(&o.Name, "name", "", "their full name")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// setOnTopPage writes keys of a top page's front matter and says so.
func setOnTopPage(ctx context.Context, s *cli.Session, word string, set map[string]any, dryRun bool) error {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	result, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(word)
		if err != nil {
			return nil, err
		}
		change, err := w.SetOnTopPage(p.Handle, keys, set)
		if err != nil || change == nil {
			return nil, err
		}
		changes := []page.Change{*change}
		name, _ := set["name"].(string)
		aliases, _ := set["aliases"].([]string)
		given, err := w.GiveAway(append(aliases, name)...)
		if err != nil {
			return nil, err
		}
		given = slices.DeleteFunc(given, func(c page.Change) bool { return c.Path == change.Path })
		changes = append(changes, given...)
		return &cli.Plan{Changes: changes, Message: naming(change.Path, p.Handle+": set "+strings.Join(keys, ", "))}, nil
	})
	if err == nil && result == nil && !dryRun {
		s.Say("nothing to change: the page already says so")
	}
	return err
}

// setWhen adds to the keys of a page when somebody is away, and how long you
// meet. All leave is given at once; what was there before is replaced.
func setWhen(set map[string]any, today when.Date, away []string, minutes int) error {
	if len(away) > 0 {
		leaves, err := spelledLeaves(today, away)
		if err != nil {
			return err
		}
		set["away"] = leaves
	}
	switch {
	case minutes < 0 || minutes > 8*60:
		return cli.Usagef("invalid meeting length %d: try 30 (minutes)", minutes)
	case minutes > 0:
		set["minutes"] = minutes
	}
	return nil
}

// spelledLeaves are leaves as notes have them, of words a person typed.
func spelledLeaves(today when.Date, words []string) ([]string, error) {
	leaves := make([]string, len(words))
	for i, word := range words {
		l, err := cadence.LeaveFrom(strings.TrimSpace(word), today)
		if err != nil {
			return nil, cli.Usage(err)
		}
		leaves[i] = l.String()
	}
	return leaves, nil
}
