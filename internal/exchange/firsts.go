package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// firsts shows what leaves, and asks where something of its kind has never left.
func firsts(ctx context.Context, s *cli.Session, p *notes.Person, repo string, next *shared.Next) error {
	known, err := next.OnRemote(ctx)
	if err != nil {
		return err
	}
	seen, err := next.Shown(ctx)
	if err != nil {
		return err
	}
	commented := false
	for _, lines := range []map[string]bool{known, seen} {
		for line := range lines {
			commented = commented || strings.Contains(line, "<!--")
		}
	}
	var kinds []string
	for _, f := range next.Files {
		if strings.HasPrefix(f.Inside, history.ErasedDir+"/") {
			continue // it names a commit, and says nothing
		}
		if f.Old == nil {
			s.Say("to %s: %s/%s, %s", p.FirstName(), repo, f.Inside, text.Count(strings.Count(string(f.New), "\n"), "line", "lines"))
		}
		if f.Old == nil && page.ParsePath(repo+"/"+f.Inside).Kind == page.KindOther {
			kinds = append(kinds, "the attachment "+f.Inside)
		}
		if line := commentLine(f.New); line != "" && !commented {
			kinds, commented = append(kinds, "a comment: "+line), true
		}
	}
	if len(kinds) == 0 || len(known) == 0 { // all of a first sync was shown by share
		return nil
	}
	for _, kind := range kinds {
		s.Say("%s would read for the first time %s", p.FirstName(), kind)
	}
	ok, err := s.Confirm(ctx, "send it?")
	if err == nil && !ok {
		err = cli.Hinted(errors.New("nothing was sent"), "oneonone --yes sync %s sends it", p.Handle)
	}
	return err
}

// commentLine is the first line of a text that begins a comment of HTML.
func commentLine(src []byte) string {
	for line := range strings.Lines(string(src)) {
		if strings.Contains(line, "<!--") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// sayChangedMine says what somebody did to lines of mine.
func sayChangedMine(ctx context.Context, out io.Writer, side *shared.Side, repo string, done *history.Synced) {
	name := "somebody"
	if len(done.From) == 1 {
		name, _, _ = strings.Cut(done.From[0], " ")
	}
	for _, c := range done.Came {
		if c.Old == nil || c.New == nil {
			continue
		}
		for _, t := range side.Touches(ctx, strings.TrimPrefix(c.Path, repo+"/"), c.Old, c.New) {
			verb := "changed"
			if t.Gone {
				verb = "removed"
			}
			fmt.Fprintf(out, "%s %s %s of yours: %s:%d\n", name, verb, text.Count(t.Lines, "line", "lines"), c.Path, t.Line)
		}
	}
}

// SayRead tells that somebody may have read what is taken back, as it was sent.
func SayRead(ctx context.Context, s *cli.Session, commits []history.Commit) {
	w, err := s.Open()
	if err != nil {
		return
	}
	defer w.History.Close()
	for _, c := range commits {
		r, err := w.History.Repos().At(c.Repo)
		if c.Repo == "" || err != nil || r == nil || !shared.Sent(ctx, r.Repo, c.Hash) {
			continue
		}
		if p := w.Person(path.Base(c.Repo)); p != nil {
			s.Say("%s may have read it: it was sent", p.FirstName())
		}
	}
}
