package page

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
)

// Remark is an item or a paragraph of a note, or a heading with a tag, with what its place and the signs
// in it say that it is (FORMAT.md, "Remarks").
type Remark struct {
	Line int // from 1
	// Text are the words as they render, without box, day, direction, "Q:" and
	// metadata.
	Text string
	// Day is the day that a dated line begins with, "2026-11-18: …"; zero for
	// any other.
	Day when.Date
	Box markdown.Box
	// Kind is that of the section it stands in. One of the seven kinds that are
	// tags as well also is the last of Tags.
	Kind SectionKind
	Tags []string // without "#", as written
	// Toward is which way feedback went, by its own words or its heading's.
	Toward Toward
	// Asked says that it is a question, by the person across the table or by
	// whom By names; Answer that it is nested under one and answers it.
	Asked, Answer bool
	By            string
	Said, Shared  when.Date // as written with (said D), (shared D); zero when not
	Since         when.Date // as written with (since D); zero when not
	For           string    // words of the goal it serves, as written with (for: …)
	// Under is the place among the note's remarks of the item it is nested
	// under, -1 for none.
	Under int

	rendered string          // all of its words
	implied  bool            // its section's kind is the last of Tags
	prose    *markdown.Prose // where it was read
}

// Has reports whether the remark has a tag, written or implied.
func (m *Remark) Has(tag SectionKind) bool {
	return slices.ContainsFunc(m.Tags, func(t string) bool { return strings.EqualFold(t, string(tag)) })
}

// Remarks are the items and paragraphs of a note outside quotes, and the headings
// with a tag, in their order. Words that begin a section are not.
func (n *Note) Remarks() []Remark { return n.outline().remarks() }

// remarks are read once: an arc asks for them from several sides.
func (r *reading) remarks() []Remark {
	r.remarked.Do(func() {
		if r.doc == nil {
			return
		}
		// No larger than they are: of somebody there may be 100,000.
		w := remarkWalk{r: r, kinds: kindSweep{sections: r.sections}, labels: map[int]*Section{}, all: make([]Remark, 0, paragraphs(&r.doc.Root))}
		for _, s := range r.sections {
			w.labels[s.HeadingStart] = s
		}
		w.blocks(&r.doc.Root, -1)
		r.said = w.all
	})
	return r.said
}

// paragraphs counts those of a block.
func paragraphs(b *markdown.Block) (n int) {
	for c := b.First; c != nil; c = c.Next {
		if n += paragraphs(c); c.Kind == markdown.Paragraph {
			n++
		}
	}
	return n
}

// remarkWalk visits the paragraphs outside quotes.
type remarkWalk struct {
	r      *reading
	kinds  kindSweep
	labels map[int]*Section // by where its heading or label begins
	all    []Remark
}

func (w *remarkWalk) blocks(b *markdown.Block, under int) {
	for c := b.First; c != nil; c = c.Next {
		switch c.Kind {
		case markdown.Paragraph:
			if c.Prose != nil {
				w.add(c, under)
			}
		case markdown.Heading:
			if c.Prose != nil && len(tagsIn(c.Prose)) > 0 {
				w.add(c, under)
			}
		case markdown.List:
			w.blocks(c, under)
		case markdown.ListItem:
			if otherVersion(c) {
				continue
			}
			at, first := len(w.all), c.First
			if first != nil && first.Kind == markdown.Paragraph && first.Prose != nil && w.add(first, under) {
				w.blocks(&markdown.Block{First: first.Next}, at)
			} else {
				w.blocks(c, under)
			}
		}
	}
}

// add reads one paragraph; a label is not one, and what is under it stands for itself.
func (w *remarkWalk) add(b *markdown.Block, under int) bool {
	p, r := b.Prose, w.r
	s := w.kinds.at(p.Start)
	if label := w.labels[markdown.StartOfLine(r.doc.Src, b.Start)]; label != nil && (b.Kind != markdown.Heading || label.Kind != SectionOther) {
		if tags := tagsIn(p); len(tags) > 0 {
			w.all = append(w.all, Remark{Line: r.line(p.Start), Tags: tags, Under: under, rendered: strings.Join(strings.Fields(string(p.Text)), " ")})
		}
		return false
	}
	m := Remark{Line: markdown.LineNumber(r.doc.Src, p.Start), Under: under, Tags: tagsIn(p),
		rendered: strings.Join(strings.Fields(string(p.Text)), " ")}
	box, words := r.remarkWords(p)
	meta := words.Metadata()
	m.Box, m.Text, m.prose = box, meta.Words(words.Text), p
	if day, size := dated(m.Text); size > 0 {
		m.Day, m.Text = day, strings.TrimSpace(m.Text[size:])
	}
	m.Said, m.Shared, m.Since, m.For = meta.Said, meta.Shared, meta.Since, meta.For
	if s != nil {
		m.Kind = s.Kind
		m.Toward = s.Toward
	}
	if m.Kind.isTagKind() && m.rendered != "" && !slices.Contains(m.Tags, string(m.Kind)) {
		m.Tags, m.implied = append(m.Tags, string(m.Kind)), true
	}
	if by, size, ok := asked(m.Text); ok {
		m.Asked, m.By, m.Text = true, by, strings.TrimSpace(m.Text[size:])
	} else if under >= 0 && (w.all[under].Asked || clause.IsQuestion(w.all[under].Text)) && isAnswer(m.Text) {
		m.Answer, m.Text = true, strings.TrimSpace(m.Text[1+clause.LeadingColon(m.Text[1:]):])
	}
	if toward, size := r.g.toward(m.Text, r.note.person); size > 0 && size < len(m.Text) {
		m.Toward, m.Text = toward, strings.TrimSpace(m.Text[size:])
	}
	if m.Text == m.rendered {
		m.Text = m.rendered // which is held once
	}
	w.all = append(w.all, m)
	return true
}

// remarkWords are those behind the box of a remark.
func (r *reading) remarkWords(p *markdown.Prose) (markdown.Box, *clause.Words) {
	box, skip, _ := p.Box()
	return box, r.words(p, p.Trim(skip, len(p.Text)))
}

// Tell gives the note with its remark of that place ticked, and the day on which
// it was said; every other byte is as it was.
func (n *Note) Tell(at int, day when.Date) ([]byte, error) {
	before := n.Remarks()
	m := before[at]
	byHand := fmt.Errorf("%s:%d: the line cannot be changed by the program; change it in the editor", n.Path, m.Line)
	r := n.outline()
	_, words := r.remarkWords(m.prose)
	p := r.placing(words, clause.Marker{}, markdown.Span{}, m.Box)
	if p.box < 0 {
		return nil, byHand
	}
	b := edit.NewBuffer(n.Src)
	b.Replace(p.box+1, p.box+2, "x")
	p.Metadata.Set(b, n.Src, "said", day)
	src, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	after := n.With(src).Remarks()
	same := func(a, b Remark) bool { return a.Text == b.Text && a.Line == b.Line && a.Toward.Way == b.Toward.Way }
	if !slices.EqualFunc(before, after, same) || after[at].Box != markdown.TickedBox || after[at].Said != day {
		return nil, byHand
	}
	return src, nil
}
