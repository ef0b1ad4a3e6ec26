package page

import (
	"slices"
	"strings"
	"unicode"

	"oneonone/notes/markdown"
)

// Tag is a #word of an entry, or one that a section of a kind implies.
type Tag struct {
	Name string // without "#", as written
	Line int    // from 1; 0 for the entry's own, from its front matter
	Text string // the item or paragraph it stands in, as it renders
	// Implied says that the section's heading gives the tag.
	Implied bool
}

// Tags are the entry's tags in their order: those of its front matter, then
// those of list items and paragraphs (FORMAT.md, "Tags and kinds").
func (e *Entry) Tags() []Tag {
	var tags []Tag
	if v, ok := e.Front.Get("tags"); ok {
		values := strings.FieldsFunc(v.Value, func(r rune) bool { return r == ',' || r == ' ' })
		for _, c := range v.Content {
			values = append(values, c.Value)
		}
		for _, s := range values {
			tags = append(tags, Tag{Name: strings.TrimPrefix(s, "#")})
		}
	}
	return append(tags, e.outline().tags()...)
}

// tags are those that the note's remarks have.
func (r *reading) tags() (tags []Tag) {
	for _, m := range r.remarks() {
		for i, name := range m.Tags {
			tags = append(tags, Tag{Name: name, Line: m.Line, Text: m.rendered, Implied: m.implied && i == len(m.Tags)-1})
		}
	}
	return tags
}

// eachText visits the paragraphs outside quotes.
func (r *reading) eachText(b *markdown.Block, visit func(*markdown.Block)) {
	for c := b.First; c != nil; c = c.Next {
		switch c.Kind {
		case markdown.Paragraph:
			if c.Prose != nil {
				visit(c)
			}
		case markdown.List, markdown.ListItem:
			r.eachText(c, visit)
		}
	}
}

// kindSweep finds the innermost section of a kind around each place; places must
// be asked for in order.
type kindSweep struct {
	sections []*Section // not yet begun
	open     []*Section // around the place, outermost first
}

func (k *kindSweep) at(pos int) *Section {
	for len(k.sections) > 0 && k.sections[0].Start <= pos {
		k.open, k.sections = append(k.open, k.sections[0]), k.sections[1:]
	}
	k.open = slices.DeleteFunc(k.open, func(s *Section) bool { return s.End <= pos })
	for _, s := range slices.Backward(k.open) {
		// A label of no kind ends the section it stands in.
		if s.Kind != SectionOther || s.Level == LabelLevel {
			return s
		}
	}
	return nil
}

// tagsIn are the #words of prose outside code and links.
func tagsIn(p *markdown.Prose) []string {
	var names []string
	for i := 0; i < len(p.Text); i++ {
		if p.Text[i] != '#' || p.Styled(i, markdown.Code|markdown.Link) || p.To(i)-p.From(i) != 1 {
			continue
		}
		if i > 0 && !strings.ContainsRune(" \n\t(,;[", rune(p.Text[i-1])) {
			continue
		}
		name := tagName(string(p.Text[i+1 : min(i+1+maxTag, len(p.Text))]))
		if name != "" {
			names = append(names, name)
			i += len(name)
		}
	}
	return names
}

// maxTag bounds the length of a tag, in bytes.
const maxTag = 100

// tagName is the tag at the start of s; digits alone are the number of an
// issue.
func tagName(s string) string {
	end, letters := len(s), false
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '/' {
			end = i
			break
		}
		letters = letters || !unicode.IsDigit(r)
	}
	name := strings.TrimRight(s[:end], "-/")
	if !letters {
		return ""
	}
	return name
}
