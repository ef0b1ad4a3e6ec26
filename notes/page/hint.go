package page

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// Hint is a line that reads like a promise and carries no mark. It is no
// action until somebody says so.
type Hint struct {
	Path string
	Line int    // from 1
	Text string // the words
	Why  string // what makes it read so
	// Waved says that the line has the comment by which it promises nothing.
	Waved bool

	item     bool // an item: a box goes behind its bullet
	from, to int  // the words in the source
}

// Hints are the lines of the entry that may be promises, in their order, with
// those that somebody has said are not.
func (e *Entry) Hints() []Hint { return e.whole().hinted() }

// hinted are the hints on lines that hold no action.
func (r *reading) hinted() []Hint {
	return slices.DeleteFunc(slices.Clone(r.hints), func(h Hint) bool {
		return slices.ContainsFunc(r.actions, func(a *Action) bool { return a.Line == h.Line })
	})
}

// Heard holds the words that a person's entries so far have hinted at, waved off
// or promised, so that nobody is asked about them twice.
type Heard map[string]bool

// Fresh gives the hints of the next entry whose words are new, and remembers
// them. The words of a promise that is kept may be promised again.
func (h Heard) Fresh(hints []Hint, actions []*Action) []Hint {
	for _, a := range actions {
		h[clause.SameWords(a.Text)] = a.State == clause.Open
	}
	var fresh []Hint
	for _, x := range hints {
		words := clause.SameWords(x.Text)
		if !h[words] && !x.Waved {
			fresh = append(fresh, x)
		}
		h[words] = true
	}
	return fresh
}

// Finding is the hint as check reports it.
func (h *Hint) Finding() Finding {
	return Finding{markdown.Problem{Path: h.Path, Line: h.Line, What: "this " + h.Why,
		Hint: "make it bold or give it a box \"- [ ]\" if it is a promise"}, FindNearMiss, true}
}

// hint records a stretch that may be a promise, once a line.
func (r *reading) hint(p *markdown.Prose, c markdown.Span, it *readItem, why string) {
	if !r.mode.hints() || c.From >= c.To {
		return
	}
	from, to := p.OuterTrimmed(r.doc.Src, c)
	h := Hint{Path: r.note.Path, Line: markdown.LineNumber(r.doc.Src, p.From(c.From)), Text: r.words(p, c).Plain(), Why: why, Waved: r.waved(p, c), item: it != nil, from: from, to: to}
	if !slices.ContainsFunc(r.hints, func(x Hint) bool { return x.Line == h.Line }) {
		r.hints = append(r.hints, h)
	}
}

// Take gives the note with a hint made an action: an item gets a box, other
// words become bold, every other byte as it was. What comes out is read back.
func (g *Grammar) Take(src []byte, h Hint) ([]byte, error) {
	now, err := g.findHint(src, h)
	if err != nil {
		return nil, err
	}
	before := g.ParseEntry(h.Path, src).Actions()
	tries := []func(*edit.Buffer){
		func(b *edit.Buffer) { b.Insert(now.from, "[ ] ") },
		func(b *edit.Buffer) { b.Insert(markdown.StartOfLine(src, now.from), "- [ ] ") },
		func(b *edit.Buffer) { b.Insert(now.from, "**"); b.Insert(now.to, "**") },
	}
	if !now.item {
		tries = tries[1:]
	}
	for _, try := range tries {
		b := edit.NewBuffer(src)
		try(b)
		out, err := b.Bytes()
		if err == nil && g.oneMore(before, g.ParseEntry(h.Path, out).Actions(), now) {
			return out, nil
		}
	}
	return nil, fmt.Errorf("taking %s:%d as an action: the line cannot be changed by the program; change it in the editor", h.Path, h.Line)
}

// oneMore reports whether exactly the hint has become an action.
func (g *Grammar) oneMore(before, after []*Action, h Hint) bool {
	if len(after) != len(before)+1 {
		return false
	}
	i := 0
	for i < len(before) && before[i].Key == after[i].Key && before[i].State == after[i].State {
		i++
	}
	return after[i].Line == h.Line && othersSame(before, slices.Delete(slices.Clone(after), i, i+1), -1)
}

// Wave gives the note with a hint's line marked as promising nothing, by a
// comment that no reader sees, so that it is not asked about again.
func (g *Grammar) Wave(src []byte, h Hint) ([]byte, error) {
	now, err := g.findHint(src, h)
	if err != nil {
		return nil, err
	}
	at := markdown.EndOfLine(src, now.from)
	at -= len(src[:at]) - len(bytes.TrimRight(src[:at], " \t\r\n"))
	b := edit.NewBuffer(src)
	b.Insert(at, " "+notPromised)
	out, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("marking %s:%d as no action: %w", h.Path, h.Line, err)
	}
	if _, still := g.findHint(out, h); still == nil {
		return nil, fmt.Errorf("marking %s:%d as no action: the line cannot be changed by the program; change it in the editor", h.Path, h.Line)
	}
	return out, nil
}

// findHint reads src again and gives the hint as it stands there now.
func (g *Grammar) findHint(src []byte, h Hint) (Hint, error) {
	var found []Hint
	for _, x := range g.ParseEntry(h.Path, src).Hints() {
		if x.Waved || x.Text != h.Text {
			continue
		}
		if x.Line == h.Line {
			return x, nil
		}
		found = append(found, x)
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return Hint{}, fmt.Errorf("finding the line %q of %s:%d: %w", h.Text, h.Path, h.Line, ErrMoved)
}

// hintPlain records a sentence that reads like a promise.
func (r *reading) hintPlain(p *markdown.Prose, s markdown.Span, it *readItem) {
	r.hint(p, s, it, "reads like a promise, but has no box, bold or marker")
}

// hintPlanned records an item of what is planned until the next meeting.
func (r *reading) hintPlanned(it *readItem, w *clause.Words, sc scope) (heads bool) {
	if !sc.planned || it.action || it.Box != markdown.NoBox {
		return false
	}
	if it.Nested && r.heads(it, w, r.voice(sc)) && !r.onlyReplies(it) {
		return !r.waved(w.Prose, w.Clause)
	}
	words, unspaced := clause.CountWords(it.Text[r.g.OwnerPrefix(it.Text, r.voice(sc)):])
	if r.g.States(it.Text) || clause.IsPlaceholder(it.Text) || clause.IsQuestion(it.Text) || words < 2 && unspaced < 4 || r.isDateOrName(it.Text) || onlyLink(it.Text) {
		return false
	}
	r.hint(w.Prose, w.Clause, it, "stands under what is planned, but has no box")
	return false
}

// below are the words of the items nested right under an item.
func (it *readItem) below() []string {
	var all []string
	for c := it.block.First; c != nil; c = c.Next {
		if c.Kind != markdown.List {
			continue
		}
		for n := c.First; n != nil; n = n.Next {
			if n.First != nil && n.First.Prose != nil {
				all = append(all, strings.TrimSpace(string(n.First.Prose.Text)))
			}
		}
	}
	return all
}

// onlyReplies reports whether all that is nested under an item answers it:
// "Alice: great", an emoji.
func (r *reading) onlyReplies(it *readItem) bool {
	for _, text := range it.below() {
		v := r.g.Voice(r.note.person)
		_, n := r.g.NameList(text, v)
		n = max(n, clause.NameWord(text))
		if strings.ContainsFunc(text, isWordRune) && (clause.LeadingColon(text[n:]) == 0 || r.g.Plain(text, v, false) != clause.NoPromise) {
			return false
		}
	}
	return true
}
