package roster

import (
	"context"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/reading"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes"
)

// List lists the people you meet.
func List(ctx context.Context, s *cli.Session, all bool, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	people := w.Present()
	if all {
		people = w.People()
	}
	l := render.Listing[screen.Person]{Columns: screen.People}
	for _, p := range people {
		s.SayProblems(p.Problems)
		row, err := personOf(s, w, p)
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, row)
	}
	s.SayProblems(w.Problems)
	return cli.Print(ctx, s, as, &l, reading.NobodyYet)
}

// Show shows somebody's top page.
func Show(ctx context.Context, s *cli.Session, word string, raw bool, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	p, err := w.Find(word)
	if err != nil {
		return err
	}
	top := w.Top(p.Handle)
	if top == nil {
		return cli.Hinted(fmt.Errorf("%s has no top page", p.Handle), "oneonone people edit %s writes one", p.Handle)
	}
	if !as.Data() {
		return reading.Notes(ctx, s, []screen.Note{{Path: top.Path, Src: top.Src, Raw: raw}}, as)
	}
	row, err := personOf(s, w, p)
	if err != nil {
		return err
	}
	row.Top = top.Src
	return cli.PrintOne(s, as, screen.TopPage, row)
}

// personOf is somebody as people list and people show present them.
func personOf(s *cli.Session, w *cli.Workspace, p *notes.Person) (screen.Person, error) {
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return screen.Person{}, err
	}
	return screen.Person{Person: p, Entries: refs, Last: w.LastMet(refs, s.Today())}, nil
}
