package review

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes/markdown"
)

// Fault is something a draft says that the notes do not support.
type Fault struct {
	Line     int // of the draft, from 1
	Sentence string
	What     string
	// Fails says that the draft must not be sent like this; else the fault is a
	// remark, such as that a line has moved.
	Fails bool
}

// Check goes through a draft, sentence by sentence: each must cite lines that are
// still there and that the person knows of.
func (p *Packet) Check(draft []byte) ([]Fault, error) {
	words := tableOf(draft)
	front := markdown.SplitFrontMatter("", draft)
	if too := markdown.TooMuch(draft[front.End:]); too != "" {
		return nil, errors.New(too)
	}
	doc, err := markdown.Parse(draft, front.End, true)
	if err != nil {
		return nil, err
	}
	var paragraphs []*markdown.Block
	collect(&doc.Root, &paragraphs)
	if err := doc.Render(paragraphs); err != nil {
		return nil, err
	}
	faults := unchecked(&doc.Root, draft)
	if at := openComment(draft, front.End); at >= 0 {
		first, _, _ := strings.Cut(string(draft[at:]), "\n")
		faults = append(faults, Fault{Line: markdown.LineNumber(draft, at), Sentence: first, What: "a comment begins here and does not end: close it with -->", Fails: true})
	}
	c := checker{p, draft, words, p.ownWords(), p.plainWords()}
	for _, b := range paragraphs {
		faults = append(faults, c.block(b)...)
	}
	slices.SortStableFunc(faults, func(a, b Fault) int { return a.Line - b.Line })
	return faults, nil
}

// checker goes through the blocks of a draft.
type checker struct {
	*Packet
	draft []byte
	words map[string]string // of each place, by the packet's comment
	own   map[string]bool   // what the packet itself says
	plain map[string]bool   // words that a heading may be made of
}

// block gives the faults of a quotation, of a heading, or of each sentence.
func (c *checker) block(b *markdown.Block) (faults []Fault) {
	text := string(b.Prose.Text)
	switch {
	case c.quotes(text, c.words):
		return c.placed(c.checkSentence(text, c.words), text, b)
	case isLabel(b, text):
		return c.placed(c.checkLabel(text), text, b)
	}
	if s := bare(text); slices.Contains(c.Counted(), s) {
		return c.placed(c.checkSentence(text, c.words), text, b)
	}
	for _, s := range c.sentences(b) {
		found := c.checkSentence(s, c.words)
		if found == nil && !c.own[lookup.Fold(bare(s))] {
			found = c.doubt(s)
		}
		faults = append(faults, c.placed(found, s, b)...)
	}
	return faults
}

// sentences are those of a block; "<br>" ends one too.
func (c *checker) sentences(b *markdown.Block) (all []string) {
	p, from := b.Prose, 0
	for i := 1; i < len(p.Text) && !p.Plain(); i++ {
		if at, next := p.To(i-1), p.From(i); at < next && bytes.Contains(bytes.ToLower(c.draft[at:next]), []byte("<br")) {
			all, from = append(all, sentences(string(p.Text[from:i]))...), i
		}
	}
	return append(all, sentences(string(p.Text[from:]))...)
}

// placed are the faults of a sentence of a block, with its line and its words.
func (c *checker) placed(faults []Fault, s string, b *markdown.Block) []Fault {
	for i := range faults {
		faults[i].Line, faults[i].Sentence = markdown.LineNumber(c.draft, b.Prose.From(strings.Index(string(b.Prose.Text), s))), bare(s)
	}
	return faults
}

// unchecked are the parts of a draft in which nothing can be checked: tables, code
// and HTML.
func unchecked(b *markdown.Block, draft []byte) (faults []Fault) {
	for c := b.First; c != nil; c = c.Next {
		switch c.Kind {
		case markdown.Paragraph, markdown.Heading, markdown.Comment:
		case markdown.List, markdown.ListItem, markdown.Quote:
			faults = append(faults, unchecked(c, draft)...)
		default:
			first, _, _ := strings.Cut(strings.TrimSpace(string(draft[c.Start:c.End])), "\n")
			if first != "" && strings.Trim(first, "-*_ ") != "" {
				faults = append(faults, Fault{Line: markdown.LineNumber(draft, c.Start), Sentence: first, Fails: true,
					What: "cannot be checked in a table, code or HTML: write sentences"})
			}
		}
	}
	return faults
}

// collect lists the headings and paragraphs of a draft, also those of items and quotes.
func collect(b *markdown.Block, all *[]*markdown.Block) {
	for c := b.First; c != nil; c = c.Next {
		switch {
		case c.Kind != markdown.Paragraph && c.Kind != markdown.Heading:
			collect(c, all)
		case len(c.Lines) > 0:
			*all = append(*all, c)
		}
	}
}

func (p *Packet) checkSentence(s string, words map[string]string) []Fault {
	cited := citation().FindAllStringSubmatch(s, -1)
	if cited == nil {
		return []Fault{{What: "rests on nothing", Fails: true}}
	}
	var faults []Fault
	for _, c := range cited {
		for _, place := range places().FindAllString(c[1], -1) {
			if f := p.checkPlace(place, bare(s), words); f != nil {
				faults = append(faults, *f)
			}
		}
	}
	return faults
}

// counts reports whether a sentence gives a count of the packet, perhaps in other
// words: "We met on 7 days".
func (p *Packet) counts(sentence string) bool {
	said := metOn(sentence)
	whole := metOn(p.Rhythm())
	days, _, _ := strings.Cut(whole, ",")
	return said == whole || said == days || slices.Contains(p.Counted(), sentence)
}

// metOn is a sentence about meetings, folded, without who met.
func metOn(sentence string) string {
	words := strings.Fields(lookup.Fold(strings.TrimRight(sentence, ".")))
	if len(words) > 1 && words[1] == "met" && (words[0] == "you" || words[0] == "we") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func surprise(l *Line) *Fault {
	return &Fault{What: l.Place() + " was only noted: say it before you write it", Fails: true}
}

// bare is a sentence without its citations and what marks it as only noted.
func bare(s string) string {
	s = citation().ReplaceAllString(s, "")
	return strings.Join(strings.Fields(strings.ReplaceAll(s, onlyNoted, "")), " ")
}

// openComment is where a comment that does not end begins, -1 for none.
func openComment(draft []byte, from int) int {
	for {
		open := bytes.Index(draft[from:], []byte("<!--"))
		if open < 0 {
			return -1
		}
		closed := bytes.Index(draft[from+open:], []byte("-->"))
		if closed < 0 {
			return from + open
		}
		from += open + closed
	}
}

// Strip returns a draft fit to be sent: without citations, comments and notes
// such as "(noted only)".
func Strip(draft []byte) []byte {
	front := markdown.SplitFrontMatter("", draft)
	text := string(draft[front.End:])
	for {
		before, rest, ok := strings.Cut(text, "<!--")
		if !ok {
			break
		}
		_, after, _ := strings.Cut(rest, "-->")
		text = before + strings.TrimLeft(after, "\n")
	}
	text = strings.ReplaceAll(citation().ReplaceAllString(text, ""), onlyNoted, "")
	return []byte(strings.TrimSpace(text) + "\n")
}
