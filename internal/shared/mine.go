package shared

import (
	"bytes"
	"context"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"oneonone/internal/gitstore"
)

// Touched is a place where somebody else changed the user's lines.
type Touched struct {
	Line  int // in the new text
	Lines int // how many of the user's
	Gone  bool
}

// touches compares a file as a commit had it with how it is now, and returns the
// places where lines written by the author of commits here went.
func touches(ctx context.Context, r *gitstore.Repo, rev, inside string, old, now []byte) []Touched {
	plain := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
	old, now = plain(old), plain(now) // different line ends do not count as a change
	if bytes.Equal(old, now) {
		return nil
	}
	mine := mine(ctx, r, rev, inside)
	var found []Touched
	for _, e := range udiff.Lines(string(old), string(now)) {
		first := bytes.Count(old[:e.Start], []byte("\n"))
		t := Touched{Gone: strings.TrimSpace(e.New) == ""}
		for i, line := range strings.Split(strings.TrimSuffix(string(old[e.Start:e.End]), "\n"), "\n") {
			if strings.TrimSpace(line) != "" && mine[first+i+1] {
				t.Lines++
			}
		}
		if t.Lines > 0 {
			t.Line = lineOf(old, now, e.Start)
			found = append(found, t)
		}
	}
	return found
}

// lineOf is the line of the new text that an offset in the old one is now in.
func lineOf(old, now []byte, start int) int {
	shift := 0
	for _, e := range udiff.Lines(string(old), string(now)) {
		if e.Start >= start {
			break
		}
		shift += strings.Count(e.New, "\n") - bytes.Count(old[e.Start:e.End], []byte("\n"))
	}
	return bytes.Count(old[:start], []byte("\n")) + shift + 1
}

// mine returns the lines of a file, counted from 1, that the author of commits here wrote.
func mine(ctx context.Context, r *gitstore.Repo, rev, inside string) map[int]bool {
	_, mail, err := r.Author(ctx)
	if err != nil {
		return nil
	}
	out, err := r.Read(ctx, "blame", "--line-porcelain", rev, "--", inside)
	if err != nil {
		return nil
	}
	lines, n := map[int]bool{}, 0
	ours := false
	for line := range strings.Lines(string(out)) {
		if who, ok := strings.CutPrefix(line, "author-mail "); ok {
			ours = strings.TrimSpace(who) == "<"+mail+">"
		}
		if strings.HasPrefix(line, "\t") {
			n++
			lines[n] = ours
		}
	}
	return lines
}
