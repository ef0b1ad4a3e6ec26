package roster

import (
	"context"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/writing"
	"oneonone/notes/page"
)

// setOnTopPage sets keys in a top page's front matter and reports it.
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
		if err != nil {
			return nil, err
		}
		mine, err := w.Unset(p.Handle, set)
		if err != nil {
			return nil, err
		}
		var changes []page.Change
		for _, c := range []*page.Change{change, mine} {
			if c != nil {
				changes = append(changes, *c)
			}
		}
		if len(changes) == 0 {
			return nil, nil
		}
		name, _ := set["name"].(string)
		aliases, _ := set["aliases"].([]string)
		given, err := w.GiveAway(append(aliases, name)...)
		if err != nil {
			return nil, err
		}
		given = slices.DeleteFunc(given, func(c page.Change) bool { return c.Path == page.TopPagePath(p.Handle) })
		changes = append(changes, given...)
		return &cli.Plan{Changes: changes, Message: naming(page.TopPagePath(p.Handle), p.Handle+": set "+strings.Join(keys, ", "))}, nil
	})
	if err == nil && result == nil && !dryRun {
		s.Say("nothing to change: the page already says so")
	}
	return err
}

// Edit sets what o says about somebody; if it says nothing, it opens the top page
// in the editor.
func Edit(ctx context.Context, s *cli.Session, word string, o Front, dryRun bool) error {
	if err := o.check(s); err != nil {
		return err
	}
	set := map[string]any{"name": o.Name, "role": o.Role, "cadence": o.Cadence, "day": o.Day,
		"time": o.Time, "started": o.Started, "field": o.Field, "template": o.Template}
	if len(o.Aliases) > 0 {
		set["aliases"] = o.Aliases
	}
	if err := o.setWhen(s, set); err != nil {
		return err
	}
	for k, v := range set {
		if v == "" {
			delete(set, k)
		}
	}
	if len(set) > 0 {
		return setOnTopPage(ctx, s, word, set, dryRun)
	}
	return writing.TopPage(ctx, s, word)
}
