package theming

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

// Join says by hand that themes, or lines with some words, are the first of them.
func Join(ctx context.Context, s *cli.Session, args []string, since string, dryRun bool) error {
	return keep(ctx, s, since, dryRun, func(w *cli.Workspace, src []byte, all []themes.Theme) (page.Change, string, error) {
		var name string
		var phrases []string
		for i, arg := range args {
			called, terms, err := meant(w, all, arg)
			if err != nil {
				return page.Change{}, "", err
			}
			if i == 0 {
				name = called
			}
			phrases = append(phrases, terms...)
		}
		return themes.Join(src, name, phrases), "join themes: " + name, nil
	})
}

// Split says by hand that the lines of a theme that have some words are a theme of
// their own.
func Split(ctx context.Context, s *cli.Session, args []string, since string, dryRun bool) error {
	return keep(ctx, s, since, dryRun, func(w *cli.Workspace, src []byte, all []themes.Theme) (page.Change, string, error) {
		found, err := named(all, args[0], func(t themes.Theme) themes.Theme { return t })
		if err != nil {
			return page.Change{}, "", err
		}
		words := strings.Join(args[1:], " ")
		if err := fit(w, words); err != nil {
			return page.Change{}, "", err
		}
		n := themes.Having(w.Folder, found[0].Lines, words)
		switch {
		case n == 0:
			return page.Change{}, "", &lookup.NotFoundError{What: "line", Name: words, Next: "oneonone themes obstacles " + found[0].ID[:4] + " shows the lines of " + text.ShellWord(found[0].Name)}
		case n == len(found[0].Lines):
			return page.Change{}, "", fmt.Errorf("all lines of %q have %q: there is nothing to split", found[0].Name, words)
		}
		return themes.Split(src, words), "split theme: " + words, nil
	})
}

// keep changes themes.md.
func keep(ctx context.Context, s *cli.Session, since string, dryRun bool, plan func(w *cli.Workspace, src []byte, all []themes.Theme) (page.Change, string, error)) error {
	from, err := s.Since(since)
	if err != nil {
		return err
	}
	_, err = s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		_, src, err := themes.ReadKept(w.Folder)
		if err != nil {
			return nil, err
		}
		found, _, err := themes.Obstacles(w.Folder, themes.Window{Since: from})
		if err != nil {
			return nil, err
		}
		all := make([]themes.Theme, len(found))
		for i, o := range found {
			all[i] = o.Theme
		}
		change, what, err := plan(w, src, all)
		if err != nil {
			return nil, err
		}
		if string(change.Old) == string(change.New) {
			return &cli.Plan{Said: []string{page.ThemesFile + " says so already"}}, nil
		}
		return &cli.Plan{Changes: []page.Change{change}, Message: history.Message{Subject: cli.SubjectLine("", []string{what})},
			Said: []string{page.ThemesFile + ": " + what}}, nil
	})
	return err
}

// meant is what an argument calls a theme: one that is listed, with the words its
// lines have, or words themselves.
func meant(w *cli.Workspace, all []themes.Theme, arg string) (name string, terms []string, err error) {
	if err := fit(w, arg); err != nil {
		return "", nil, err
	}
	found, err := named(all, arg, func(t themes.Theme) themes.Theme { return t })
	var ambiguous *lookup.AmbiguousError
	switch {
	case err == nil && (lookup.Fold(found[0].Name) == lookup.Fold(arg) || strings.HasPrefix(found[0].ID, strings.ToLower(arg))):
		name = strings.ReplaceAll(found[0].Name, ",", " and")
		return name, slices.DeleteFunc(found[0].Terms, func(t string) bool { return strings.EqualFold(t, name) }), nil
	case err == nil, errors.As(err, &ambiguous):
		return arg, []string{arg}, nil
	}
	return "", nil, err
}

// fit reports why words cannot name a theme.
func fit(w *cli.Workspace, words string) error {
	if strings.ContainsAny(words, ":\n") || strings.TrimSpace(words) == "" {
		return cli.Hinted(cli.Usagef("invalid words %q", words), "words without a colon")
	}
	if themes.IsName(w.Folder, words) {
		return cli.Usagef("%q is what somebody is called, and no theme", words)
	}
	return nil
}
