package theming

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/lookup"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/notes/themes"
)

// Join records that themes, or lines with some words, belong to the first of them.
func Join(ctx context.Context, s *cli.Session, args []string, o Edit) error {
	return keep(ctx, s, o, func(w *cli.Workspace, src []byte, all []screen.Obstacle) (page.Change, string, error) {
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

// Split records that the lines of a theme with some words are a theme of their
// own.
func Split(ctx context.Context, s *cli.Session, args []string, o Edit) error {
	return keep(ctx, s, o, func(w *cli.Workspace, src []byte, all []screen.Obstacle) (page.Change, string, error) {
		of, err := obstacleKind().named(all, args[0])
		if err != nil {
			return page.Change{}, "", err
		}
		words := strings.Join(args[1:], " ")
		if err := fit(w, words); err != nil {
			return page.Change{}, "", err
		}
		n := themes.Having(w.Folder, of.Lines, words)
		switch {
		case n == 0:
			return page.Change{}, "", &lookup.NotFoundError{What: "line", Name: words, Next: "oneonone themes obstacles " + of.Short + " shows the lines of " + text.ShellWord(of.Name)}
		case n == len(of.Lines):
			return page.Change{}, "", fmt.Errorf("all lines of %q have %q: there is nothing to split", of.Name, words)
		}
		return themes.Split(src, words), "split theme: " + words, nil
	})
}

// keep changes themes.md.
func keep(ctx context.Context, s *cli.Session, o Edit, plan func(w *cli.Workspace, src []byte, all []screen.Obstacle) (page.Change, string, error)) error {
	from, err := s.Since(o.Since)
	if err != nil {
		return err
	}
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		_, src, err := themes.ReadKept(w.Folder)
		if err != nil {
			return nil, err
		}
		all, _, err := obstacles(w, from)
		if err != nil {
			return nil, err
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

// meant resolves what an argument calls a theme: a listed one, with the words of
// its lines, or words as such.
func meant(w *cli.Workspace, all []screen.Obstacle, arg string) (name string, terms []string, err error) {
	found, err := obstacleKind().named(all, arg)
	if err == nil && (lookup.Fold(found.Name) == lookup.Fold(arg) || strings.HasPrefix(found.ID, strings.ToLower(arg))) {
		name = unsigned.Replace(found.Name)
		return name, slices.DeleteFunc(found.Terms, func(t string) bool { return strings.EqualFold(t, name) }), nil
	}
	if err := fit(w, arg); err != nil {
		return "", nil, err
	}
	var ambiguous *lookup.AmbiguousError
	if err == nil || errors.As(err, &ambiguous) || themes.Having(w.Folder, linesOf(all), arg) > 0 {
		return arg, []string{arg}, nil
	}
	return "", nil, err
}

func linesOf(all []screen.Obstacle) (lines []themes.Line) {
	for _, o := range all {
		lines = append(lines, o.Lines...)
	}
	return lines
}

// unsigned replaces the characters in a name that have a meaning in themes.md.
var unsigned = strings.NewReplacer(",", " and", ":", "", "<!--", "")

// fit returns an error if words cannot name a theme.
func fit(w *cli.Workspace, words string) error {
	switch {
	case strings.ContainsAny(words, ":,") || strings.Contains(words, "<!--") || strings.ContainsFunc(words, unicode.IsControl):
		return cli.Hinted(cli.Usagef("invalid words %q", words), "a theme is words without commas and colons")
	}
	if themes.IsName(w.Folder, words) {
		return cli.Usagef("%q is a name, not a theme", words)
	}
	return nil
}
