package reading

import (
	"context"
	"fmt"
	"slices"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/agreement"
)

// Agreements shows what was agreed with people on working together, or lists
// who has no agreement, or an old one.
func Agreements(ctx context.Context, s *cli.Session, words []string, missing bool, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := &render.Listing[*screen.Agreement]{Columns: screen.Agreements}
	for _, p := range people {
		if missing && len(words) == 0 && !wantsAgreement(p) {
			continue
		}
		a, err := newestAgreement(ctx, s, w, p)
		if err != nil {
			return err
		}
		if !missing || a.Agreement == nil || a.Old() {
			l.Rows = append(l.Rows, a)
		}
	}
	if missing || as.Data() {
		return cli.Print(ctx, s, as, l, "everyone has an agreement")
	}
	return s.Paged(ctx, func(out render.Output) error {
		for i, a := range l.Rows {
			if i > 0 {
				if err := out.Printf("\n"); err != nil {
					return err
				}
			}
			if err := showAgreement(s, out, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// AgreementPoints lists what is still to be agreed, or to be looked at again, with
// everybody an agreement is wanted with.
func AgreementPoints(ctx context.Context, s *cli.Session, as cli.Format) error {
	w, people, err := s.OpenWith(nil)
	if err != nil {
		return err
	}
	l := &render.Listing[screen.OpenPoint]{Columns: screen.AgreementPoints}
	for _, p := range people {
		if !wantsAgreement(p) {
			continue
		}
		a, err := newestAgreement(ctx, s, w, p)
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, a.OpenPoints()...)
	}
	return cli.Print(ctx, s, as, l, "everything is agreed on, and within a year")
}

// showAgreement prints an agreement; in a pipe, any remark on it goes to standard
// error.
func showAgreement(s *cli.Session, out render.Output, a *screen.Agreement) error {
	if a.Agreement == nil {
		s.Say("%s: no agreement yet", a.With)
		s.Say("hint: oneonone new %s --template first-ten/02 has the points to talk about", a.With)
		return nil
	}
	if !out.TTY {
		for _, line := range a.Remarks() {
			s.Say("%s", line)
		}
	}
	return screen.WriteAgreement(out, a)
}

// wantsAgreement reports whether somebody is met often and long enough for an
// agreement to be missed.
func wantsAgreement(p *notes.Person) bool {
	return (p.Role == "report" || p.Role == "manager" || p.Role == "peer") && p.Cadence.Days() > 0
}

// newestAgreement finds the agreement that holds: the top page's, unless an entry
// newer than its last change has one.
func newestAgreement(ctx context.Context, s *cli.Session, w *cli.Workspace, p *notes.Person) (*screen.Agreement, error) {
	top, entry, problems := w.Agreements(p.Handle)
	s.SayProblems(problems)
	a := &screen.Agreement{Agreement: top, With: p.Handle, Role: p.Role, Today: s.Today()}
	if top != nil {
		var err error
		if a.Day, err = agreedOn(ctx, w, top, a.Today, nil); err != nil {
			return nil, fmt.Errorf("looking up when the agreement with %s was written: %w", p.Handle, err)
		}
	}
	if entry != nil && (top == nil || entry.Date.After(a.Day)) {
		a.Agreement, a.Day = entry, entry.Date
	}
	if a.Agreement == nil || a.Agreement != top || a.Old() {
		return a, nil
	}
	// The page was changed within the year: each point has a day of its own.
	a.Since = map[string]when.Date{}
	for _, point := range top.Points {
		if point.Answer == "" {
			continue
		}
		since, err := agreedOn(ctx, w, top, a.Today, &point)
		if err != nil {
			return nil, fmt.Errorf("looking up when %q was agreed on with %s: %w", point.Label, p.Handle, err)
		}
		a.Since[point.Label] = since
	}
	return a, nil
}

// agreedOn is the day git first recorded the agreement a top page has now, or its
// answer to one point; today when neither is recorded yet.
func agreedOn(ctx context.Context, w *cli.Workspace, a *agreement.Agreement, today when.Date, point *agreement.Point) (when.Date, error) {
	since, err := w.History.Since(ctx, a.Path, func(src []byte) bool {
		was := agreement.OnPage(w.Grammar(), a.Person, src)
		if was == nil || point == nil {
			return was != nil && was.Text == a.Text
		}
		return slices.ContainsFunc(was.Points, func(p agreement.Point) bool { return p.Label == point.Label && p.Answer == point.Answer })
	})
	if err != nil || since.IsZero() {
		return today, err
	}
	return when.Of(since), nil
}
