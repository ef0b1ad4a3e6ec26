package shared

import (
	"bytes"
	"context"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"oneonone/internal/gitstore"
)

// Touched is a place where somebody else changed lines that are mine.
type Touched struct {
	Line  int // in the new text
	Lines int // how many of mine
	Gone  bool
}

// touches compares a file as a commit had it with what it is now, and gives the
// places where lines went that git's own author here had written.
func touches(ctx context.Context, r *gitstore.Repo, rev, inside string, old, now []byte) []Touched {
	plain := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }
	old, now = plain(old), plain(now) // other line ends change no line
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

// lineOf is the line of the new text that an offset of the old one came to lie in.
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

// mine are the lines of a file that its author here wrote, counted from 1.
func mine(ctx context.Context, r *gitstore.Repo, rev, inside string) map[int]bool {
	me, err := r.Read(ctx, "var", "GIT_AUTHOR_IDENT")
	if err != nil {
		return nil
	}
	_, mail, _ := strings.Cut(string(me), "<")
	mail, _, _ = strings.Cut(mail, ">")
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
