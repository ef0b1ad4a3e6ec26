package page

import (
	"bytes"
	"slices"
	"strings"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/clause"
)

// Parenthesis is the metadata behind words, such as (since 2026-11-13, due
// 2026-11-27), as it stands in a note. Whatever writes or changes metadata does
// it here; the parts that a change is not about stay as they are.
type Parenthesis struct {
	start   int         // where the words begin that it belongs to
	at, end int         // "(" and behind ")"; both where one would begin when there is none
	parts   []sourceCut // without the commas; none when there is no parenthesis
}

// Metadata is the parenthesis that something new is written with, a space
// before it: "" when there is no date to write.
func Metadata(since, due when.Date) string { return clause.Facts{Since: since, Due: due}.Written() }

// Metadata is the parenthesis behind an item's own words.
func (it *Item) Metadata(src []byte) Parenthesis {
	end := it.Start + len(bytes.TrimRight(src[it.Start:it.NestedStart], " \t\r\n"))
	p := Parenthesis{start: it.TextStart, at: end, end: end}
	from := min(it.TextStart, end)
	for _, c := range clause.Parentheses(string(src[from:end])) {
		p = Parenthesis{start: it.TextStart, at: from + c.From, end: from + c.To}
		for _, part := range c.Parts {
			p.parts = append(p.parts, sourceCut{from + part.From, from + part.To, part.Key})
		}
	}
	return p
}

// Without is a text from an offset of the source without the parenthesis.
func (p *Parenthesis) Without(text string, offset int) string {
	return strings.TrimSpace(text[:p.at-offset] + text[p.end-offset:])
}

// Empty reports whether there is no parenthesis yet.
func (p *Parenthesis) Empty() bool { return len(p.parts) == 0 }

func (p *Parenthesis) has(key string) bool {
	return slices.ContainsFunc(p.parts, func(c sourceCut) bool { return c.key == key })
}

// Day is the day of a key, zero when none is written.
func (p *Parenthesis) Day(src []byte, key string) when.Date {
	for _, c := range p.parts {
		if text := bytes.TrimSpace(src[c.a:c.b]); c.key == key && len(text) > len("2026-11-20") {
			d, _ := when.ParseISO(string(text[len(text)-len("2026-11-20"):])) // other words are no day
			return d
		}
	}
	return when.Date{}
}

// Set writes the day of a key: in place of the one there, else in the
// parenthesis, else in a new one. The zero day removes the key.
func (p *Parenthesis) Set(b *edit.Buffer, src []byte, key string, day when.Date) {
	text := key + " " + day.String()
	i := slices.IndexFunc(p.parts, func(c sourceCut) bool { return c.key == key })
	switch {
	case day.IsZero():
		p.drop(b, src, key)
	case i >= 0:
		from := p.parts[i].a
		for src[from] == ' ' {
			from++
		}
		b.Replace(from, p.parts[i].b, text)
	case p.Empty():
		b.Insert(p.at, " ("+text+")")
	case key == "since":
		b.Insert(p.at+1, text+", ")
	default:
		b.Insert(p.end-1, ", "+text)
	}
}

// drop takes parts out, and the whole of it when nothing is left.
func (p *Parenthesis) drop(b *edit.Buffer, src []byte, keys ...string) {
	kept := slices.DeleteFunc(slices.Clone(p.parts), func(c sourceCut) bool { return slices.Contains(keys, c.key) })
	if len(kept) == len(p.parts) {
		return
	}
	if len(kept) == 0 {
		p.cut(b, src, p.at, p.end)
		return
	}
	for i, c := range p.parts {
		if !slices.Contains(keys, c.key) {
			continue
		}
		if i > 0 {
			b.Delete(p.parts[i-1].b, c.b)
			continue
		}
		to := p.parts[1].a
		for src[to] == ' ' {
			to++
		}
		b.Delete(c.a, to)
	}
}

// cut removes a piece with the space before it, or behind it where the words
// begin with the piece.
func (p *Parenthesis) cut(b *edit.Buffer, src []byte, from, to int) {
	switch {
	case from > p.start && src[from-1] == ' ':
		from--
	case from == p.start && to < len(src) && src[to] == ' ':
		to++
	}
	b.Delete(from, to)
}
