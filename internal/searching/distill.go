package searching

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/notes/page"
	"oneonone/notes/search"
)

// distil writes hits to a file without names, days and places, opens it for
// rewording, and records in private/ where each line is from. An existing file is
// left alone, and none is made among the notes: it is meant to leave them.
func distil(ctx context.Context, s *cli.Session, w *cli.Workspace, hits []search.Hit, file string) error {
	if len(hits) > mostDistilled {
		return fewer(len(hits), "reword")
	}
	path := s.InDir(file)
	text := document(newVeil(w), hits)
	if err := s.WriteApart(w, file, text); err != nil {
		return err
	}
	if err := keepSources(ctx, s, w, hits, path); err != nil {
		return err
	}
	fmt.Fprintln(s.Env.Stdout, path)
	s.Say("names and days are taken out; reword it before you share it, for a sentence may still tell who said it")
	if doubts := doubtful(string(text)); len(doubts) > 0 {
		s.Say("look at these: %s", pointAt(doubts))
	}
	if !s.Interactive() {
		return nil
	}
	return s.EditFile(ctx, path, 1)
}

// mostDistilled is how many lines somebody may want to reword.
const mostDistilled = 2000

// document is the hits as a list, each text once.
func document(v *veil, hits []search.Hit) []byte {
	var b strings.Builder
	seen := map[string]bool{}
	for _, h := range hits {
		if t := v.over(h.Text); t != "" && !seen[t] {
			seen[t] = true
			b.WriteString("- " + t + "\n")
		}
	}
	return []byte(b.String())
}

// keepSources records in private/ where the lines of a document are from.
func keepSources(ctx context.Context, s *cli.Session, w *cli.Workspace, hits []search.Hit, file string) error {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	var b strings.Builder
	fmt.Fprintf(&b, "# Where %s comes from\n\nWritten on %s to %s\n\n", filepath.Base(file), s.Today(), file)
	for _, h := range hits {
		fmt.Fprintf(&b, "- %s:%d: %s\n", h.Path, h.Line, h.Text)
	}
	if err := w.History.InitAt(page.PrivateDir); err != nil {
		return err
	}
	_, err := s.Change(ctx, false, func(w *cli.Workspace) (*cli.Plan, error) {
		path := freeName(w.FS, name)
		return &cli.Plan{
			Changes: []page.Change{{Path: path, New: []byte(b.String())}},
			Message: history.Message{Subject: "Keep where a distilled document comes from"},
			Said:    []string{"where each line is from: " + path},
		}, nil
	})
	return err
}

// freeName is a free path below private/.
func freeName(fsys fs.FS, name string) string {
	for n := 1; ; n++ {
		p := page.PrivateDir + "/distilled/" + name
		if n > 1 {
			p += fmt.Sprintf("-%d", n)
		}
		if _, err := fs.Stat(fsys, p+".md"); err != nil {
			return p + ".md" // free, or unreadable, which writing will report
		}
	}
}
