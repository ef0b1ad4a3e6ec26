package page

import (
	"bytes"
	"slices"

	"oneonone/internal/merge"
	"oneonone/notes/markdown"
)

// readBoth reads a note with conflict markers: each version by itself, since a
// heading in one begins no section in the other, and joins what they hold, once.
// The blocks are those of both texts together, for what is read line by line.
func (g *Grammar) readBoth(n *Note, mode readingMode) *reading {
	ours, theirs := bodies(n)
	r, a, b := g.readText(n, overlaid(ours, theirs), n.Front.Start, mode), g.readText(n, ours, n.Front.Start, mode), g.readText(n, theirs, n.Front.Start, mode)
	r.sections = joinSections(a.sections, b.sections)
	r.topics = joined(a.topics, b.topics, func(t *Topic) place { return place{t.Start, ""} })
	r.goals = joined(a.goals, b.goals, func(t *Goal) place { return place{t.Start, ""} })
	r.actions = joined(a.actions, b.actions, func(a *Action) place { return place{a.Line, a.Text} })
	r.verdicts = joined(a.verdicts, b.verdicts, func(v Verdict) place { return place{v.Line, v.What + v.Text} })
	r.hints = joined(a.hints, b.hints, func(h Hint) place { return place{h.Line, h.Text} })
	for i, a := range r.actions {
		a.index = i
	}
	return r
}

// Text is what follows the front matter; in a note with conflict markers, both
// versions without them.
func (n *Note) Text() []byte {
	if merge.ConflictLine(n.Src) == 0 {
		return n.Src[n.Front.End:]
	}
	return overlaid(bodies(n))
}

// bodies are a note's two versions, with blanks for the front matter of each.
func bodies(n *Note) (ours, theirs []byte) {
	ours, theirs = merge.Sides(n.Src)
	for _, text := range [][]byte{ours, theirs} {
		front := markdown.SplitFrontMatter(n.Path, text)
		for i := front.Start; i < front.End; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	return ours, theirs
}

// place is where in a note something was read, with what tells it from others
// there.
type place struct {
	at   int
	what string
}

// joined is what two readings of a note found, in the order of the note; what
// both found is the first one's.
func joined[T any](a, b []T, at func(T) place) []T {
	all := slices.Clone(a)
	for _, x := range b {
		if !slices.ContainsFunc(a, func(y T) bool { return at(y) == at(x) }) {
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(x, y T) int { return at(x).at - at(y).at })
	return all
}

// joinSections joins the sections of two readings. One that both have holds what
// either has under it.
func joinSections(a, b []*Section) []*Section {
	for _, s := range a {
		i := slices.IndexFunc(b, func(t *Section) bool { return t.HeadingStart == s.HeadingStart })
		if i < 0 {
			continue
		}
		t := b[i]
		s.Items = joined(s.Items, t.Items, func(it *Item) place { return place{it.Start, ""} })
		s.text = overlaid(s.text[:s.End], t.text[:t.End])
		s.End = len(s.text)
	}
	return joined(a, b, func(s *Section) place { return place{s.HeadingStart, ""} })
}

// overlaid are two texts of the same places, each with blanks for what only the
// other has.
func overlaid(a, b []byte) []byte {
	if len(a) < len(b) {
		a, b = b, a
	}
	all := bytes.Clone(a)
	for i, c := range b {
		if all[i] == ' ' {
			all[i] = c
		}
	}
	return all
}
