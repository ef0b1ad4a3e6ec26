package noting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/jotting"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Options say who is to read what is noted.
type Options struct {
	Private, Shared bool
	DryRun          bool
	As              cli.Format // of the inbox
}

func (o Options) aim() notes.Aim {
	switch {
	case o.Private:
		return notes.AimPrivate
	case o.Shared:
		return notes.AimShared
	}
	return notes.Unaimed
}

// Note writes down lines about the people that the first argument names. The
// other arguments are the line; "-" or a pipe gives several, and with nothing the
// editor opens.
func Note(ctx context.Context, s *cli.Session, args []string, o Options) error {
	if o.As.Data() {
		return cli.Usagef("--json and --csv list the inbox: leave PERSON out")
	}
	people := strings.Split(args[0], ",")
	if err := known(s, people); err != nil {
		return err
	}
	typed, keep, err := words(ctx, s, people, args[1:])
	if err != nil {
		return err
	}
	lines := linesOf(typed)
	if len(lines) == 0 {
		return keep(cli.Hinted(cli.Usagef("nothing to note"), "oneonone note %s TEXT", args[0]))
	}
	if len(lines) > mostLines {
		return keep(cli.Hinted(cli.Usagef("%d lines are too many to note at once", len(lines)), "oneonone import takes a whole document"))
	}
	_, err = write(ctx, s, people, lines, "", o)
	return keep(err)
}

// mostLines is how many lines can be noted at once, mostLine how many bytes one
// may have; anything more is a document.
const (
	mostLines = 500
	mostLine  = 8 << 10
)

// known checks that everybody named exists, before the user types anything.
func known(s *cli.Session, people []string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	for _, word := range people {
		if _, err := w.Find(word); err != nil {
			return err
		}
	}
	return nil
}

// linesOf returns the lines worth noting, without the bullets they came with.
// Nested items are appended to the line they belong to.
func linesOf(typed []string) []string {
	var lines []string
	from, last := -1, 0 // the indent of a line that others may be nested under, and the depth of the last one
	for _, line := range typed {
		line = strings.ReplaceAll(line, "\t", "    ")
		words, at := jotting.Text(line), len(line)-len(strings.TrimLeft(line, " "))
		switch {
		case words == "":
		case from >= 0 && at >= from+2 && jotting.StartsItem(line):
			last = min(at-from, last+4) // any deeper would be code
			lines[len(lines)-1] += "\n" + strings.Repeat(" ", last) + "- " + words
		default:
			lines = append(lines, words)
			if from, last = at, 0; !jotting.StartsItem(line) {
				from = -1
			}
		}
	}
	return lines
}

// write records lines about people: one commit in each repository. waited is the
// inbox line they come from, "" for none; known are the notes that already had
// one of them.
func write(ctx context.Context, s *cli.Session, people, lines []string, waited string, o Options) (known []string, err error) {
	for _, line := range lines {
		if !utf8.ValidString(line) {
			return nil, cli.Usagef("not UTF-8: %s", cli.Cut(strings.ToValidUTF8(line, "?"), 60))
		}
		if len(line) > mostLine {
			return nil, cli.Hinted(cli.Usagef("a line of %d KB is too long to note: %s", len(line)>>10, cli.Cut(line, 40)), "oneonone import takes a whole document")
		}
	}
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		j := notes.Jotter{Folder: w.Folder}
		var all []told
		known = nil
		for _, word := range people {
			p, err := w.Find(word)
			if err != nil {
				return nil, err
			}
			for _, line := range lines {
				jotted, err := j.Jot(p.Handle, line, o.aim())
				if err != nil {
					return nil, o.instead(p, err)
				}
				if jotted.Known {
					known = append(known, jotted.Path)
				}
				all = append(all, told{p, jotted})
			}
		}
		m := messageOf("note", all)
		m.Inbox = history.FromInbox{Line: waited, Into: keeperOf(all)}
		return &cli.Plan{Changes: j.Changes, Message: m, Said: said(w, all), Untold: true}, nil
	})
	return known, err
}

// keeperOf is the note whose commit remembers the inbox line: a private one if
// there is any, since the line shows who else it is about.
func keeperOf(all []told) string {
	i := slices.IndexFunc(all, func(t told) bool { return !t.Known && page.ParsePath(t.Path).Private })
	if i < 0 {
		i = slices.IndexFunc(all, func(t told) bool { return !t.Known })
	}
	if i < 0 {
		return ""
	}
	return all[i].Path
}

// instead says what to do about a note that cannot be written.
func (o Options) instead(p *notes.Person, err error) error {
	err = fmt.Errorf("noting it about %s: %w", p.Handle, err)
	var at *markdown.Problem
	if o.Private || !errors.As(err, &at) {
		return err
	}
	return cli.Hinted(err, "%s; or --private keeps it in %s meanwhile", at.Hint, page.PrivateDir)
}

// told is a line that was noted about somebody.
type told struct {
	*notes.Person
	notes.Jotted
}

// messageOf says what was done, in each repository only with what it keeps.
func messageOf(verb string, all []told) history.Message {
	about := func(paths []string) (string, string) {
		var people, lines []string
		for _, t := range all {
			if t.Known || !slices.Contains(paths, t.Path) {
				continue
			}
			if !slices.Contains(people, t.Handle) {
				people = append(people, t.Handle)
			}
			if !slices.Contains(lines, t.Text) {
				lines = append(lines, t.Text)
			}
		}
		if len(lines) == 0 {
			return verb, ""
		}
		return cli.SubjectLine(strings.Join(people, ", ")+": "+verb+": ", lines), ""
	}
	var paths []string
	for _, t := range all {
		paths = append(paths, t.Path)
	}
	subject, _ := about(paths)
	return history.Message{Subject: subject, About: about}
}

// said says what was written in each note, and who can read it.
func said(w *cli.Workspace, all []told) []string {
	var out []string
	for i, t := range all {
		switch {
		case t.Known:
			out = append(out, fmt.Sprintf("%s: already noted: %s", t.Handle, t.Text))
		case !slices.ContainsFunc(all[:i], func(b told) bool { return b.Path == t.Path && !b.Known }):
			n := 0
			for _, b := range all {
				if b.Path == t.Path && !b.Known {
					n++
				}
			}
			out = append(out, saidOf(w, t, n))
		}
	}
	return out
}

func saidOf(w *cli.Workspace, t told, n int) string {
	line := t.Handle + ": noted"
	if n > 1 {
		line = fmt.Sprintf("%s: %s noted", t.Handle, text.Count(n, "line", "lines"))
	}
	switch info := page.ParsePath(t.Path); {
	case info.Private:
	case info.Kind == page.KindTopPage:
		line += " for the next entry"
	default:
		line += " in " + cli.ShortPath(t.Path)
	}
	if !t.Archived.IsZero() {
		line += fmt.Sprintf("; archived since %s", t.Archived)
	}
	if readers := w.Readers([]string{t.Path}); readers != "" {
		line += " (" + readers + ")"
	}
	return line
}
