package theming

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/promise"
	"oneonone/notes/themes"
)

// Options say what is listed, and how.
type Options struct {
	Since string
	All   bool // including what came up only once, or is answered
	As    cli.Format
}

// Edit says how far back to look for what is to be changed, and whether to change it.
type Edit struct {
	Since  string
	DryRun bool
}

// openSince opens the folder, and returns the first day asked for.
func openSince(s *cli.Session, since string) (*cli.Workspace, when.Date, error) {
	from, err := s.Since(since)
	if err != nil {
		return nil, from, err
	}
	w, err := s.Open()
	return w, from, err
}

// kind is what is listed: themes or questions.
type kind[T any] struct {
	what    string // one of them
	list    string // the command that lists all
	columns []render.Column[T]
	theme   func(T) themes.Theme
	short   func(T) string
	shown   func(T) bool // shown even without --all
	write   func(out render.Output, rows []T, whole bool) error
}

// print lists those that are shown, or those that words name. left is how many others
// are left out.
func (k *kind[T]) print(ctx context.Context, s *cli.Session, all []T, words []string, o Options, none func(left int) string) (left int, err error) {
	l := render.Listing[T]{Columns: k.columns}
	if len(words) > 0 {
		one, err := k.named(all, strings.Join(words, " "))
		if err != nil {
			return 0, err
		}
		l.Rows = []T{one}
	} else {
		for _, t := range all {
			if o.All || k.shown(t) {
				l.Rows = append(l.Rows, t)
			}
		}
		left = len(all) - len(l.Rows)
	}
	if o.As.Data() || len(l.Rows) == 0 || !s.Output().TTY {
		return left, cli.Print(ctx, s, o.As, &l, none(left))
	}
	return left, s.Paged(ctx, func(out render.Output) error { return k.write(out, l.Rows, len(words) > 0) })
}

// mostMatches is how many candidates are listed when words are ambiguous.
const mostMatches = 8

// named is the one that words name: by its handle, or by words in its name or lines.
func (k *kind[T]) named(all []T, words string) (one T, err error) {
	if strings.TrimSpace(words) == "" {
		return one, cli.Usagef("the name of the %s is empty", k.what)
	}
	for _, fits := range []func(t themes.Theme) bool{
		func(t themes.Theme) bool { return len(words) >= 2 && strings.HasPrefix(t.ID, strings.ToLower(words)) },
		func(t themes.Theme) bool { return lookup.Fold(t.Name) == lookup.Fold(words) },
		func(t themes.Theme) bool { return strings.Contains(lookup.Fold(t.Name), lookup.Fold(words)) },
		func(t themes.Theme) bool { return saidIn(t, words) },
	} {
		var found []T
		for _, t := range all {
			if fits(k.theme(t)) {
				found = append(found, t)
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], nil
		}
		e := &lookup.AmbiguousError{What: k.what, Name: words, More: max(0, len(found)-mostMatches)}
		for _, t := range found[:len(found)-e.More] {
			e.Matches = append(e.Matches, k.short(t)+"  "+k.theme(t).Name)
		}
		return one, e
	}
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = k.theme(t).Name
	}
	return one, &lookup.NotFoundError{What: k.what, Name: words, Near: lookup.Near(words, names), Next: k.list + " lists them"}
}

// saidIn reports whether a line of a theme has some words.
func saidIn(t themes.Theme, words string) bool {
	for _, l := range t.Lines {
		if strings.Contains(lookup.Fold(l.Text), lookup.Fold(words)) {
			return true
		}
	}
	return false
}

// shortened returns handles as short as they can be and still be unique.
func shortened[T any](all []T, id func(T) string) map[string]string {
	ids := make([]string, len(all))
	for i, t := range all {
		ids[i] = id(t)
	}
	return promise.ShortIDs(ids)
}

// completions returns all handles, with their names, and the names that begin with
// what is typed.
func (k *kind[T]) completions(all []T, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, t := range all {
		id, name := k.short(t), k.theme(t).Name
		switch typed := lookup.Fold(toComplete); {
		case strings.HasPrefix(id, toComplete):
			out = append(out, cobra.CompletionWithDesc(id, name))
		case strings.HasPrefix(lookup.Fold(name), typed):
			out = append(out, cobra.CompletionWithDesc(name, id))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
