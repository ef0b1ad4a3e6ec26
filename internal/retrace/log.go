package retrace

import (
	"context"
	"fmt"
	"strings"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
)

// LogOptions say which commits are shown, and how.
type LogOptions struct {
	Since, Until, Author string
	Limit                int
	Full                 bool
	As                   cli.Format
	Private              bool
}

// Commits are the fields of a commit.
func Commits(s *cli.Session) []render.Column[history.Commit] {
	at := func(c history.Commit) time.Time { return c.Time.In(s.Env.Now().Location()) }
	return []render.Column[history.Commit]{
		{Name: "hash", Doc: "its name in git", Title: "commit", Fixed: true, Value: func(c history.Commit) any { return c.Hash },
			Cell: func(c history.Commit) render.Cell {
				return render.Cell{Text: cli.ShortHash(c.Hash), Style: render.Muted}
			},
			Piped: func(c history.Commit) string { return cli.ShortHash(c.Hash) }},
		{Name: "time", Doc: "when it was recorded", Title: "when", Fixed: true, Value: func(c history.Commit) any { return at(c) },
			Cell: func(c history.Commit) render.Cell { return render.Text(at(c).Format("2006-01-02 15:04")) }},
		{Name: "repo", Doc: "the repository inside the folder, when it is not the folder's own", Title: "in", Fixed: true, Value: func(c history.Commit) any { return c.Repo },
			Cell: func(c history.Commit) render.Cell { return render.Cell{Text: c.Repo, Style: render.Warn} }},
		{Name: "subject", Doc: "what was done", Title: "what", Shown: true, Value: func(c history.Commit) any { return c.Subject }},
		{Name: "author", Doc: "who did it", Value: func(c history.Commit) any { return c.Author }},
		{Name: "email", Doc: "their address", Value: func(c history.Commit) any { return c.Email }},
		{Name: "body", Doc: "the rest of the message", Value: func(c history.Commit) any { return c.Body }},
		render.Nested("files", "the files changed", changedColumns, func(c history.Commit) []history.ChangedPath { return c.Paths }),
	}
}

var changedColumns = []render.Column[history.ChangedPath]{
	{Name: "path", Doc: "the file", Value: func(p history.ChangedPath) any { return p.Path }},
	{Name: "kind", Doc: "new, modified, deleted or renamed", Value: func(p history.ChangedPath) any { return string(p.Kind) }},
}

// Log shows what was recorded, newest first.
func Log(ctx context.Context, s *cli.Session, args []string, o LogOptions) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	q, err := logQuery(s, w, args, o)
	if err != nil {
		return err
	}
	l := render.Listing[history.Commit]{Columns: Commits(s)}
	for c, err := range w.History.Log(ctx, q) {
		if err != nil {
			return err
		}
		l.Rows = append(l.Rows, c)
	}
	if err := w.History.Kept(); err != nil && len(l.Rows) == 0 {
		return err
	}
	if !o.Full || o.As.Data() {
		return cli.Print(ctx, s, o.As, &l, "no matching commits")
	}
	return s.Paged(ctx, func(out render.Output) error {
		p := cli.Printer{Out: out}
		for _, c := range l.Rows {
			writeCommit(&p, c)
		}
		return p.Err
	})
}

func logQuery(s *cli.Session, w *cli.Workspace, args []string, o LogOptions) (q history.Query, err error) {
	q.Author, q.Limit = o.Author, o.Limit
	if q.Since, err = s.StartOf(o.Since); err != nil {
		return q, err
	}
	if q.Until, err = s.EndOf(o.Until); err != nil {
		return q, err
	}
	q.Private = o.Private
	q.Paths, err = s.PathsOf(w, args, o.Private)
	return q, err
}

// writeCommit writes all that is known about a commit, with no line cut.
func writeCommit(p *cli.Printer, c history.Commit) {
	line := func(format string, args ...any) { p.Raw(render.Painted(p.Out.Text(fmt.Sprintf(format, args...)))) }
	p.Raw(render.Painted(p.Out.Paint(render.Name, cli.ShortHash(c.Hash)) + "  " + p.Out.Text(c.Subject)))
	line("  %s <%s>, %s", c.Author, c.Email, c.Time.Format("Mon 2 Jan 2006 15:04"))
	for text := range strings.Lines(strings.TrimSpace(c.Body)) {
		line("  %s", strings.TrimSuffix(text, "\n"))
	}
	for _, path := range c.Paths {
		line("  %-9s %s", string(path.Kind), path.Path)
	}
	p.Gap()
}
