package cmd

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/followup"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// runExplain says of every checkbox, marker and bold span why it is an action
// or not, in the notes of people or in files, which may lie anywhere.
func runExplain(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, err := s.Open()
	if err != nil {
		entries := followup.Files(s, words)
		if entries == nil {
			return err
		}
		return printVerdicts(ctx, s, entries, as)
	}
	if len(words) == 0 {
		for _, p := range w.Present() {
			words = append(words, p.Handle)
		}
	}
	var all []*page.Entry
	for _, word := range words {
		entries, err := followup.ToExplain(s, w, word)
		if err != nil {
			return err
		}
		all = append(all, entries...)
	}
	return printVerdicts(ctx, s, all, as)
}

func printVerdicts(ctx context.Context, s *cli.Session, entries []*page.Entry, as cli.Format) error {
	l := &render.Listing[screen.Verdict]{Columns: screen.Verdicts}
	for _, e := range entries {
		s.SayProblems(e.Problems)
		for _, v := range e.Explain() {
			l.Rows = append(l.Rows, screen.Verdict{Verdict: v, Today: s.Today()})
		}
	}
	return cli.Print(ctx, s, as, l, "no checkbox, marker or bold text in "+text.Count(len(entries), "note", "notes"))
}
