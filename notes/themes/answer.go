package themes

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Answer plans to write the keeper's answer under every line of a question that
// has none and, for each person who asked in words of their own, that it was
// shared.
func Answer(f *notes.Folder, q *Question, text string, day when.Date) ([]page.Change, error) {
	changed := map[string]page.Change{}
	var order []string
	change := func(path string, plan func(src []byte) ([]byte, error)) error {
		c, had := changed[path]
		if !had {
			src, err := fs.ReadFile(f.FS, path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // a page may not exist yet
				return err
			}
			c, order = page.Change{Path: path, Old: src, New: src}, append(order, path)
		}
		var err error
		if c.New, err = plan(c.New); err == nil {
			changed[path] = c
		}
		return err
	}
	told := map[string]bool{}
	for _, l := range slices.Backward(q.Lines) { // bottom up, so that the lines above stay where they are
		if l.Answered {
			continue
		}
		if err := change(l.Path, func(src []byte) ([]byte, error) { return answered(f, l, src, text, day) }); err != nil {
			return nil, err
		}
	}
	for _, l := range q.Lines {
		if l.Answered || told[l.Person] {
			continue
		}
		told[l.Person] = true
		add, _, err := f.AddTopics(l.Person, []string{"shared the answer: " + l.Text + " – " + text}, day, "")
		if err != nil {
			return nil, err
		}
		if add == nil {
			continue
		}
		if err := change(add.Path, func(src []byte) ([]byte, error) { return both(add, src) }); err != nil {
			return nil, err
		}
	}
	changes := make([]page.Change, len(order))
	for i, path := range order {
		changes[i] = changed[path]
	}
	return changes, nil
}

// both is a note with two additions: add, and an earlier one in src at another place.
func both(add *page.Change, src []byte) ([]byte, error) {
	if bytes.Equal(add.Old, src) {
		return add.New, nil
	}
	before := common(add.Old, add.New)
	inserted := add.New[before : before+len(add.New)-len(add.Old)]
	if tail := add.Old[before:]; bytes.HasSuffix(src, tail) { // after an answer that ends where the topic goes
		at := len(src) - len(tail)
		return slices.Concat(src[:at], inserted, src[at:]), nil
	}
	if bytes.HasPrefix(src, add.Old[:before]) {
		return slices.Concat(src[:before], inserted, src[before:]), nil
	}
	return nil, fmt.Errorf("%s: the answer and the topic are in each other's way; add one in the editor", add.Path)
}

func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// answered is a note with the answer nested under one of its questions.
func answered(f *notes.Folder, l Line, src []byte, text string, day when.Date) ([]byte, error) {
	from := 0
	for range l.Line - 1 {
		from = markdown.EndOfLine(src, from)
	}
	end := markdown.EndOfLine(src, from)
	for end < len(src) && goesOn(src[end:markdown.EndOfLine(src, end)]) {
		end = markdown.EndOfLine(src, end)
	}
	item := markdown.EndLine(src, end) + indentUnder(src[from:]) + "- A: " + text + " (shared " + day.String() + ")\n"
	out := slices.Concat(src[:end], []byte(markdown.WithNewlines(item, src)), src[end:])
	before, after := remarksOf(f, l.Path, src), remarksOf(f, l.Path, out)
	at := slices.IndexFunc(before, func(m page.Remark) bool { return m.Line == l.Line })
	if at < 0 || len(after) != len(before)+1 || !after[at+1].Answer || after[at+1].Under != at || after[at+1].Shared != day {
		return nil, fmt.Errorf("%s:%d: no answer can be put under the question: make it an item of a list", l.Path, l.Line)
	}
	return out, nil
}

func remarksOf(f *notes.Folder, path string, src []byte) []page.Remark {
	if page.ParsePath(path).Kind == page.KindTopPage {
		return f.Grammar().ParseTopPage(path, src).Remarks()
	}
	return f.Grammar().ParseEntry(path, src).Remarks()
}

// goesOn reports whether a line continues the item above.
func goesOn(line []byte) bool {
	text := bytes.TrimLeft(line, " \t")
	return len(bytes.TrimSpace(text)) > 0 && bulletOf(text) == 0 && text[0] != '#' && !bytes.HasPrefix(text, []byte("<!--"))
}

// bulletOf is how long the bullet or number that a line begins with is, its space
// included.
func bulletOf(line []byte) int {
	n := 0
	for n < len(line) && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	if n < len(line) && (n == 0 && strings.ContainsRune("-*+", rune(line[n])) || n > 0 && strings.ContainsRune(".)", rune(line[n]))) && n+1 < len(line) && (line[n+1] == ' ' || line[n+1] == '\t') {
		return n + 2
	}
	return 0
}

// indentUnder is the indentation for what is nested under an item.
func indentUnder(item []byte) string {
	lead := item[:len(item)-len(bytes.TrimLeft(item, " \t"))]
	return string(lead) + strings.Repeat(" ", bulletOf(item[len(lead):]))
}
