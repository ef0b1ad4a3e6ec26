package page

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	script "oneonone/internal/text"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// RulePlain is the rule of a plain sentence in which somebody known says that
// they will.
const RulePlain = "plain"

// notPromised is the comment that says of the line before it that it promises
// nothing.
const notPromised = "<!-- no action -->"

// plain reads the sentences of a clause that promise without a mark. taken are
// the stretches that are already actions.
func (r *reading) plain(w *clause.Words, sc scope, from int, it *readItem) {
	p, c, text := w.Prose, w.Clause, w.Text
	v := r.voice(sc)
	if !r.g.mayPromise(text, v) && (!r.mode.hints() || !r.g.MayHint(text)) {
		return
	}
	// "Alice: fine, but I'll ask" is what Alice says.
	if owners, size, form := r.g.LeadingOwner(text, v); len(owners) == 1 && (form == clause.OwnerColon ||
		form == clause.OwnerAt && text[0] == '[' || form == clause.OwnerLoose && size > 0 && text[size-1] == ' ') {
		sc.speaker = owners[0]
		v = r.voice(sc)
	}
	for _, s := range sentences(text) {
		s = markdown.Span{From: c.From + s.From, To: c.From + s.To}
		if p.Styled(s.From, markdown.Code) || r.takenSince(from, p, s) {
			continue
		}
		waved := r.waved(p, s)
		if waved && !r.mode.hints() {
			continue
		}
		words := string(p.Text[s.From:s.To])
		if m, ok := r.g.ReadMarker(words, v); ok && s.From > c.From && m.Inline {
			if waved {
				continue
			}
			if w := r.words(p, s); !clause.IsPlaceholder(m.Rest(w)) {
				r.add(w, m, sc, RuleMarker, markdown.NoBox)
			}
			continue
		}
		switch r.g.Plain(words, v, sc.nested) {
		case clause.Promise:
			if !waved {
				r.add(r.words(p, s), clause.Marker{}, sc, RulePlain, markdown.NoBox)
			}
		case clause.MaybePromise:
			if s.From > c.From && !r.knows(words, v) {
				continue // "Ready to go" in mid-line names nobody
			}
			if s.From > c.From {
				r.hintPlain(p, s, nil)
			} else {
				r.hintPlain(p, s, it)
			}
		default:
			if s.From == c.From && !sc.past && r.g.IsForeignOrder(words) && !clause.IsQuestion(words) {
				r.hintPlain(p, s, it)
			}
		}
	}
}

// knows reports whether a sentence begins with somebody known.
func (r *reading) knows(sentence string, v clause.Voice) bool {
	owners, _, _ := r.g.LeadingOwner(sentence, v)
	return owners != nil
}

// waved reports whether a line has the comment that says it promises nothing.
func (r *reading) waved(p *markdown.Prose, c markdown.Span) bool {
	from := p.From(c.From)
	end := markdown.EndOfLine(r.doc.Src, p.To(c.To-1))
	return bytes.Contains(r.doc.Src[from:end], []byte(notPromised))
}

// takenSince reports whether an action from index on stands in a stretch.
func (r *reading) takenSince(from int, p *markdown.Prose, s markdown.Span) bool {
	a, b := p.From(s.From), p.To(s.To-1)
	for _, x := range r.actions[from:] {
		if x.Place.start < b && a < x.Place.end {
			return true
		}
	}
	return false
}

// sentences parts a clause's text at the signs that end sentences and at
// dashes and arrows; a stretch behind ", ", " and " or " but " that begins with
// "I'll" is one too.
func sentences(text string) []markdown.Span {
	var all []markdown.Span
	from := 0
	cut := func(end, next int) {
		for from < end && text[from] == ' ' {
			from++
		}
		if next == end { // "…, and" in front of "I'll"
			for _, lead := range [...]string{"and", "but", "so"} {
				text := strings.TrimRight(text[:end], " ")
				end = max(from, len(strings.TrimRight(strings.TrimSuffix(text, " "+lead), ", ")))
			}
		}
		if from < end {
			all = append(all, markdown.Span{From: from, To: end})
		}
		from = next
	}
	for i := 0; i < len(text); {
		size, ends := sentenceEnd(text, i)
		if ends {
			cut(i, i+size)
		}
		i += max(size, 1)
	}
	end := len(text)
	for end > from && strings.IndexByte(".;! ", text[end-1]) >= 0 && !strings.HasSuffix(text[:end], "..") {
		end--
	}
	cut(end, end)
	return all
}

// sentenceEnd reports whether a sentence ends at byte i; size is what is
// stepped over.
func sentenceEnd(text string, i int) (size int, ends bool) {
	c := text[i]
	switch {
	case c == ';' || c == '.' || c == '!' || c == '?':
		rest := text[i+1:]
		after := strings.TrimLeft(rest, " ")
		if len(after) == len(rest) || after == "" || after[0] == '(' {
			return 1, false
		}
		r, _ := utf8.DecodeRuneInString(after)
		word := text[strings.LastIndexByte(text[:i], ' ')+1 : i]
		return 1, c == ';' || (unicode.IsUpper(r) || r == '@' || r == '[' || script.Unspaced(r)) && (len(word) > 1 && strings.IndexByte(word, '.') < 0 || c != '.')
	case c == ' ' && i+1 < len(text) && dashByte[text[i+1]]:
		for _, lead := range [...]string{" - ", " – ", " — ", " -> ", " → ", " => "} {
			if strings.HasPrefix(text[i:], lead) {
				return len(lead), true
			}
		}
	case c == 'I' && i > 1 && text[i-1] == ' ' && beginsIWill(text[i:]):
		return 0, joinsIWill(text[:i])
	case c >= utf8.RuneSelf:
		r, n := utf8.DecodeRuneInString(text[i:])
		return n, r == '。' || r == '；' || r == '！'
	}
	return 1, false
}

// mayPromiseBytes is mayPromise for text that MayMark has looked at the start
// of, and allocates nothing for most.
func (r *reading) mayPromiseBytes(text []byte, sc scope) bool {
	if len(text) > 0 && (text[0] == 'I' || text[0] == '[') {
		return true
	}
	for i, c := range text {
		if endByte[c] && i+2 < len(text) && (c >= utf8.RuneSelf || c == 'I' || text[i+1] == ' ' || dashByte[text[i+1]]) {
			return r.g.mayPromise(string(text), r.voice(sc))
		}
	}
	return false
}

// beginsIWill reports whether text begins with "I'll" or "I will".
func beginsIWill(text string) bool {
	return strings.HasPrefix(text, "I'll ") || strings.HasPrefix(text, "I’ll ") || strings.HasPrefix(text, "I will ")
}

// joinsIWill reports whether the words before "I'll" lead into it.
func joinsIWill(before string) bool {
	for _, lead := range [...]string{", ", " and ", " but ", " so "} {
		if strings.HasSuffix(before, lead) {
			return true
		}
	}
	return false
}

// endByte marks the bytes that may end a sentence; dashByte those that begin a dash.
var endByte, dashByte = func() (ends, dashes [256]bool) {
	for _, c := range ".;!? I" {
		ends[c] = true
	}
	for c := utf8.RuneSelf; c < 256; c++ {
		ends[c] = true
	}
	for _, s := range [...]string{"-", "–", "→", "="} {
		dashes[s[0]] = true
	}
	return ends, dashes
}()

// mayPromise is a cheap look at whether a sentence of text could promise: it
// begins with a name, or one stands behind a sign, or somebody says "I".
func (g *Grammar) mayPromise(text string, v clause.Voice) bool {
	if g.BeginsName(text, v) || strings.HasPrefix(text, "I") || strings.HasPrefix(text, "[name=") || strings.HasPrefix(text, "[[") {
		return true
	}
	for i := 0; i < len(text); {
		if !endByte[text[i]] {
			i++
			continue
		}
		size, ends := sentenceEnd(text, i)
		at := i + size
		i += max(size, 1)
		if !ends {
			continue
		}
		rest := strings.TrimLeft(text[at:], " ")
		if rest == "" {
			return false
		}
		if g.BeginsName(rest, v) || rest[0] == 'I' || rest[0] == '@' || g.BeginsMarker(rest) {
			return true
		}
	}
	return false
}
