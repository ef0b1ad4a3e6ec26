package review

import (
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/agreement"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// Drive is what moves somebody, in their own words.
type Drive struct {
	Text  string
	Label string // what it answers in the working agreement, "" for none
	Path  string
	Line  int
}

// Place names the line, as a citation does.
func (d *Drive) Place() string { return placeOf(d.Path, d.Line) }

// driving are the labels of an agreement that ask for motivation, drivingTitle the
// titles of sections that do.
var (
	driving      = lazyregexp.New(`(?i)\b(?:motivat|drives?\b|energi[sz]|what gives you energy|get you up)`)
	drivingTitle = lazyregexp.New(`(?i)^[^\pL]*(?:what\s+(?:drives|motivates|energi[sz]es|gives\s+\pL+\s+energy|gets\s+\pL+\s+up)\b|motivation\b|drivers?\b)`)
)

// drivingProbes are words one of which is in every such title or label.
var drivingProbes = []string{"drive", "motivat", "energ", "what gets"}

// drives are what the newest agreement that asks for motivation answers, and what
// stands under such titles on the top page and in the newest entry that has any.
func (r *Read) drives() []Drive {
	all := r.agreed()
	if top := r.Folder.Top(r.Person.Handle); top != nil {
		all = append(all, r.under(&top.Note)...)
	}
	for _, e := range slices.Backward(r.telling) {
		if found := r.under(&e.Note); found != nil {
			return append(all, found...)
		}
	}
	return all
}

// agreed are the answers of the agreement.
func (r *Read) agreed() (all []Drive) {
	var onTop *agreement.Agreement
	if top := r.Folder.Top(r.Person.Handle); top != nil {
		onTop = agreement.OnPage(r.Folder.Grammar(), r.Person.Handle, top.Src)
	}
	for _, agreement := range []*agreement.Agreement{onTop, agreement.Newest(r.Folder.Grammar(), r.agreeing)} {
		if agreement == nil || all != nil {
			continue
		}
		for _, p := range agreement.Points {
			if p.Answer != "" && driving().MatchString(p.Label) {
				all = append(all, Drive{p.Answer, p.Label, agreement.Path, p.Line})
			}
		}
	}
	return all
}

// under are the lines of a note below such titles.
func (r *Read) under(n *page.Note) (all []Drive) {
	for _, s := range n.Sections() {
		if s.Level >= page.LabelLevel || !drivingTitle().MatchString(s.Title) {
			continue
		}
		last := markdown.LineNumber(n.Src, max(s.Start, s.End-1))
		for i := range r.Lines {
			if l := &r.Lines[i]; l.Path == n.Path && l.Remark.Line > s.HeadingLine && l.Remark.Line <= last && !l.waits() && !l.Asked && !strings.HasSuffix(l.Text, "?") {
				all = append(all, Drive{Text: l.Bare(), Path: l.Path, Line: l.Remark.Line})
			}
		}
	}
	return all
}
