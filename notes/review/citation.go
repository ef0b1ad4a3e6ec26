package review

import (
	"fmt"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
	"oneonone/notes/page"
)

// citationPattern finds "[2026-05-04:12]", or several with commas, semicolons or "and".
const (
	placePattern    = `(?:private/)?(?:README|\d{4}-\d{2}-\d{2}(?:-\d+)?):\d+`
	citationPattern = `[\s\p{Z}]*\[(` + placePattern + `(?:(?:\s*[,;]|\s+and|\s*&)\s*` + placePattern + `)*|` + counted + `)\]`
)

var (
	citation  = lazyregexp.New(citationPattern)
	citations = lazyregexp.New(`^(?:` + citationPattern + `)(?:(?:[,;]|\s*and|\s*&)?` + citationPattern + `)*`) // that a text begins with
	places    = lazyregexp.New(placePattern + `|` + counted)
)

// counted takes the place of a citation after what the program counted itself.
const counted = "counted"

// tableOpen begins the comment in which a packet keeps the words of each place
// it quotes, so that a line that has moved is found again.
const tableOpen = "<!-- the words of each place, for review --check"

// checkPlace says what is wrong with a place that a sentence cites, nil for nothing.
func (p *Packet) checkPlace(place, sentence string, words map[string]string) *Fault {
	if place == counted {
		if p.counts(sentence) {
			return nil
		}
		if strings.HasSuffix(sentence, askFirst) {
			return &Fault{What: "is for you alone: take it out", Fails: true}
		}
		return &Fault{What: "was counted differently: the notes have changed, or the words", Fails: true}
	}
	was, known := words[place]
	l := p.read.at(p.read.spotOf(place))
	switch {
	case known && !p.read.says(p.read.spotOf(place), was):
		moved := p.read.withWords(was, place)
		if moved == nil {
			return &Fault{What: place + " is gone: " + was, Fails: true}
		}
		if p.Knows(moved) == Noted {
			return surprise(moved)
		}
		return &Fault{What: fmt.Sprintf("%s is at %s now", place, moved.Place())}
	case l == nil:
		return &Fault{What: place + " is gone", Fails: true}
	case p.Knows(l) == Noted:
		return surprise(l)
	case !lookup.SubjectOf(l.Text).Shares(lookup.SubjectOf(sentence)):
		return &Fault{What: fmt.Sprintf("look again: %s has no word of it: %s", place, l.Text)}
	}
	return nil
}

// says reports whether a line, or a promise in it, has these folded words. From some
// entries a packet has only the promises.
func (r *Read) says(s spot, words string) bool {
	if l := r.at(s); l != nil && lookup.Fold(l.Text) == words {
		return true
	}
	p, ok := r.promisedAt(s)
	return ok && lookup.Fold(p.line.Text) == words
}

// withWords finds the line of these folded words, in the same note first.
func (r *Read) withWords(words, place string) (found *Line) {
	note, _, _ := strings.Cut(place, ":")
	for i := range r.Lines {
		l := &r.Lines[i]
		if lookup.Fold(l.Text) != words {
			continue
		}
		if strings.HasPrefix(strings.TrimPrefix(l.Place(), page.PrivateDir+"/"), note+":") {
			return l
		}
		if found == nil {
			found = l
		}
	}
	return found
}

// tableOf reads the words of each place, folded, from a packet's comment.
func tableOf(draft []byte) map[string]string {
	words := map[string]string{}
	_, rest, ok := strings.Cut(string(draft), tableOpen)
	if !ok {
		return words
	}
	table, _, _ := strings.Cut(rest, "-->")
	for line := range strings.Lines(table) {
		if place, text, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			words[place] = lookup.Fold(strings.ReplaceAll(text, "—", "--"))
		}
	}
	return words
}
