package cmd

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

type logOptions struct {
	since, until, author string
	limit                int
	full, asJSON         bool
	private              bool
}

func newLogCmd(s *session) *cobra.Command {
	var o logOptions
	c := &cobra.Command{
		Use:   "log [PERSON [DATE]]",
		Short: "Show what was recorded, newest first",
		Example: `  oneonone log
  oneonone log alice --since "3 months ago"
  oneonone log alice 2026-11-13           one entry
  oneonone log --full --author sam`,
		Args:              argsBetween(0, 2),
		ValidArgsFunction: s.completePersonAndEntry,
		RunE:              func(c *cobra.Command, args []string) error { return s.runLog(c.Context(), args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.since, "since", "", "from a day on")
	f.StringVar(&o.until, "until", "", "up to and including a day")
	f.StringVar(&o.author, "author", "", "by someone: a part of their name or address")
	f.IntVarP(&o.limit, "number", "n", 0, "at most so many")
	f.BoolVar(&o.full, "full", false, "with author, time and files")
	f.BoolVar(&o.private, "private", false, "private notes too")
	jsonFlag(f, &o.asJSON)
	s.completeFlag(c, "since", s.completePastDates)
	s.completeFlag(c, "until", s.completePastDates)
	return c
}

// commitJSON is a commit as log --json gives it.
type commitJSON struct {
	Hash    string     `json:"hash"`
	Repo    string     `json:"repo"`
	Time    time.Time  `json:"time"`
	Author  string     `json:"author"`
	Email   string     `json:"email"`
	Subject string     `json:"subject"`
	Body    string     `json:"body"`
	Files   []fileJSON `json:"files"`
}

type fileJSON struct {
	Path string           `json:"path"`
	Kind history.EditKind `json:"kind"`
}

func (s *session) runLog(ctx context.Context, args []string, o logOptions) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	q, err := s.logQuery(w, args, o)
	if err != nil {
		return err
	}
	if o.asJSON {
		rows := []commitJSON{}
		for c, err := range w.hist.Log(ctx, q) {
			if err != nil {
				return err
			}
			rows = append(rows, commitAsJSON(c))
		}
		return render.JSON(s.env.Stdout, rows)
	}
	return s.paged(ctx, func(out render.Output) error {
		if !o.full {
			return s.shortLog(ctx, w, q, out)
		}
		for c, err := range w.hist.Log(ctx, q) {
			if err != nil {
				return err
			}
			if err := writeCommit(out, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) logQuery(w *workspace, args []string, o logOptions) (q history.Query, err error) {
	q.Author, q.Limit = o.author, o.limit
	if q.Since, err = s.startOf(o.since); err != nil {
		return q, err
	}
	if q.Until, err = s.endOf(o.until); err != nil {
		return q, err
	}
	q.Private = o.private
	q.Paths, err = s.pathsOf(w, args, o.private)
	return q, err
}

// pathsOf are the files that a person, or a person's entries of a day, name;
// nobody named is the whole folder. A person's private notes count when they
// are asked for.
func (s *session) pathsOf(w *workspace, args []string, private bool) ([]string, error) {
	if len(args) == 0 {
		return nil, nil
	}
	p, err := w.Find(args[0])
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		paths := []string{"people/" + p.Handle}
		if private {
			paths = append(paths, page.PrivateDir+"/people/"+p.Handle)
		}
		return paths, nil
	}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	on, err := s.entriesOn(p, refs, args[1])
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, r := range on {
		paths = append(paths, r.Path)
	}
	return paths, nil
}

// startOf and endOf are the first and the last moment of a day a person named,
// where they are; nothing named is the zero time.
func (s *session) startOf(word string) (time.Time, error) {
	if word == "" {
		return time.Time{}, nil
	}
	d, err := when.ParseFrom(word, s.today(), when.Past)
	if err != nil {
		return time.Time{}, &usageError{err}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, s.env.Now().Location()), nil
}

func (s *session) endOf(word string) (time.Time, error) {
	t, err := s.startOf(word)
	if err != nil || t.IsZero() {
		return t, err
	}
	return t.AddDate(0, 0, 1).Add(-time.Second), nil
}

func commitAsJSON(c history.Commit) commitJSON {
	j := commitJSON{Hash: c.Hash, Repo: c.Repo, Time: c.Time, Author: c.Author, Email: c.Email,
		Subject: c.Subject, Body: c.Body, Files: []fileJSON{}}
	for _, p := range c.Paths {
		j.Files = append(j.Files, fileJSON{p.Path, p.Kind})
	}
	return j
}

const shortHash = 7

func (s *session) shortLog(ctx context.Context, w *workspace, q history.Query, out render.Output) error {
	table := render.Table{Columns: []render.Column{{Name: "commit", Fixed: true}, {Name: "when", Fixed: true}, {Name: "in", Fixed: true}, {Name: "what"}}}
	for c, err := range w.hist.Log(ctx, q) {
		if err != nil {
			return err
		}
		at := c.Time.In(s.env.Now().Location())
		table.Add(render.Cell{Text: c.Hash[:min(shortHash, len(c.Hash))], Style: render.Muted},
			render.Cell{Text: at.Format("2006-01-02 15:04"), Piped: at.Format(time.RFC3339)},
			render.Cell{Text: c.Repo, Style: render.Warn}, render.Text(c.Subject))
	}
	if table.Len() == 0 {
		s.say("nothing was recorded that fits")
	}
	return table.Write(out)
}

func writeCommit(out render.Output, c history.Commit) error {
	head := render.Painted(out.Paint(render.Name, c.Hash[:min(shortHash, len(c.Hash))]))
	if err := out.Printf("%s  %s\n", head, c.Subject); err != nil {
		return err
	}
	if err := out.Printf("  %s <%s>, %s\n", c.Author, c.Email, c.Time.Format("Mon 2 Jan 2006 15:04")); err != nil {
		return err
	}
	for line := range strings.Lines(strings.TrimSpace(c.Body)) {
		if err := out.Printf("  %s", line); err != nil {
			return err
		}
	}
	if c.Body != "" {
		fmt.Fprintln(out.W)
	}
	for _, p := range c.Paths {
		if err := out.Printf("  %-9s %s\n", string(p.Kind), p.Path); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(out.W)
	return err
}
