package handover

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// files splits a page into the notes of the next folder: a section headed by a
// day is an entry, and what comes before the first is the top page.
func files(p *notes.Person, src []byte) (changes []page.Change, err error) {
	if fault := markdown.FrontFault("the page", src); fault != nil {
		return nil, fault
	}
	texts := map[string]*bytes.Buffer{}
	var order []string
	into := page.TopPagePath(p.Handle)
	for line := range bytes.Lines(page.WithoutComments(src)) {
		if day, n, ok := dayHeading(line); ok {
			into = page.EntryPath(p.Handle, day, n)
			if texts[into] != nil {
				return nil, fmt.Errorf("the page has two sections %s", strings.TrimSpace(string(line)))
			}
			texts[into], order = bytes.NewBufferString(fmt.Sprintf("---\ndate: %s\n---\n\n# %s · %s\n", day, p.FirstName(), cli.LongDate(day))), append(order, into)
			continue
		}
		if texts[into] == nil {
			texts[into], order = &bytes.Buffer{}, append(order, into)
		}
		texts[into].Write(line)
	}
	for _, path := range order {
		if struck := path != order[0] && !written(markdown.Body(texts[path].Bytes())); !struck {
			changes = append(changes, page.Change{Path: path, New: append(bytes.TrimSpace(texts[path].Bytes()), '\n')})
		}
	}
	return changes, nil
}

// written reports whether anything but headings is left of an entry.
func written(body []byte) bool {
	for line := range bytes.Lines(body) {
		if line = bytes.TrimSpace(line); len(line) > 0 && !bytes.HasPrefix(line, []byte("#")) {
			return true
		}
	}
	return false
}

// makeFolder makes the folder from a page: its notes and nothing else, in one
// commit. It is made under another name and renamed when complete.
func makeFolder(ctx context.Context, s *cli.Session, dir string, p *notes.Person, src []byte) error {
	changes, err := files(p, src)
	if err != nil {
		return err
	}
	if len(changes) == 0 || changes[0].Path != page.TopPagePath(p.Handle) {
		return errors.New("nothing is left on the page")
	}
	defer cli.NarrowMask()()
	parent, name := filepath.Split(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	beside := filepath.Join(parent, "."+name+".handover")
	if err := os.RemoveAll(beside); err != nil { // left by a killed run
		return err
	}
	defer os.RemoveAll(beside)
	if err := found(ctx, s, beside, p, changes); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) { // it is empty
		return err
	}
	if err := os.Rename(beside, dir); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, dir)
	return said(s, dir, p)
}

// found begins a folder in which only the commit says who made it.
func found(ctx context.Context, s *cli.Session, dir string, p *notes.Person, changes []page.Change) error {
	opt := s.HistoryOptions(dir, settings.Default())
	if err := history.Init(opt); err != nil {
		return err
	}
	first, err := cli.FirstFiles(dir, settings.New("", ""))
	if err != nil {
		return err
	}
	hist, err := history.Open(opt)
	if err != nil {
		return err
	}
	defer hist.Close()
	if _, err := hist.Apply(ctx, append(first, changes...), history.Message{Subject: "Hand over the notes about " + p.FullName()}); err != nil {
		return err
	}
	return hist.SetDriver(ctx)
}

// said tells what the next manager will find, by reading the new folder.
func said(s *cli.Session, dir string, p *notes.Person) error {
	w, err := s.OpenAt(config.Folder{Dir: dir})
	if err != nil {
		return err
	}
	defer w.History.Close()
	all, problems := w.Standings(w.People(), s.Today())
	s.SayProblems(problems)
	goals := 0
	if top := w.Top(p.Handle); top != nil {
		goals = len(top.Goals())
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return err
	}
	s.Say("handed over: %s, %s, %s", text.Count(goals, "goal", "goals"), text.Count(all[0].Open, "open promise", "open promises"), text.Count(len(refs), "entry", "entries"))
	s.Say("next: give %s to whoever meets %s from now on; they say who they are: oneonone --dir %s config me NAME", dir, p.FirstName(), text.ShellWord(dir))
	return nil
}

// dayHeading reads the heading of a day's section: ## 2026-11-20.
func dayHeading(line []byte) (day when.Date, n int, ok bool) {
	name, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("## "))
	if !ok {
		return day, 0, false
	}
	return page.ParseEntryName(string(bytes.TrimSpace(name)) + ".md")
}
