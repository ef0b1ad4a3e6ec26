package handover

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
	"oneonone/notes/settings"
)

// doc is what both had seen, to make the page from.
type doc struct {
	f       *notes.Folder
	p       *notes.Person
	me      string        // who hands it over
	entries []*page.Entry // of meetings that took place
	open    []*promise.Thread
	chosen  []page.EntryRef
}

func (d *doc) read(today when.Date) error {
	refs, err := d.f.Entries(d.p.Handle)
	if err != nil {
		return err
	}
	all, _ := d.f.ReadAll(refs)
	threads, _ := promise.Threads(d.f.Grammar(), all)
	for _, t := range threads {
		if t.State == clause.Open {
			d.open = append(d.open, t)
		}
	}
	for _, e := range all {
		if e.Meeting().Took(today) {
			d.entries = append(d.entries, e)
		}
	}
	return nil
}

// page is the page as a whole: the top page for the next manager, then a section
// for each day with something that goes. What the manager wrote as "I" is quoted:
// in the next folder, "I" is somebody else.
func (d *doc) page(also []string, shared bool) []byte {
	var b strings.Builder
	b.WriteString(frontOf(d.p))
	fmt.Fprintf(&b, "\n# %s\n", d.p.FullName())
	for _, part := range []struct{ name, heading string }{{goalsPart, "Goals"}, {agreementPart, "Working agreement"}} {
		if lines := d.part(part.name); slices.Contains(also, part.name) && lines != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", part.heading, strings.TrimSpace(lines))
		}
	}
	promised := d.promised(shared)
	for _, e := range d.entries {
		taken := slices.Contains(d.chosen, e.Ref())
		if !taken && promised[e.Path] == "" {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n", page.EntryName(e.Date, e.N))
		if lines := promised[e.Path]; lines != "" {
			b.WriteString("\n### Actions\n\n" + lines)
		}
		if taken {
			fmt.Fprintf(&b, "\n%s wrote, who is \"I\" here:\n\n", d.me)
			for line := range strings.Lines(body(e) + "\n") {
				b.WriteString(strings.TrimRight("> "+line, " \r\n") + "\n")
			}
		}
	}
	return []byte(b.String())
}

// frontOf is what the next manager needs at the top: who it is, and when they meet.
func frontOf(p *notes.Person) string {
	none := markdown.SplitFrontMatter("", nil)
	pairs := []markdown.Pair{{Key: "name", Value: p.FullName()}, {Key: "role", Value: p.Role}, {Key: "cadence", Value: p.Cadence.String()},
		{Key: "day", Value: p.Day}, {Key: "time", Value: p.Time}, {Key: "started", Value: p.Started.String()}}
	if p.Field != settings.Default().Defaults.Field { // the next folder's default too
		pairs = append(pairs, markdown.Pair{Key: "field", Value: p.Field})
	}
	src, err := none.SetAll(pairs...)
	if err != nil {
		return "" // nothing but names and days was written
	}
	return strings.TrimRight(string(src), "\n") + "\n"
}

// part returns a part of the doc as Markdown, "" when there is nothing in it.
func (d *doc) part(name string) string {
	if name == agreementPart {
		top, entry, _ := d.f.Agreements(d.p.Handle)
		switch {
		case top != nil:
			return top.Text + "\n"
		case entry != nil:
			return entry.Text + "\n"
		}
		return ""
	}
	top := d.f.Top(d.p.Handle)
	if top == nil {
		return ""
	}
	var b strings.Builder
	for _, g := range top.Goals() {
		if g.State == clause.Open {
			b.WriteString("- " + g.Text + page.Metadata(when.Date{}, g.Due) + "\n")
		}
	}
	return b.String()
}

// promised returns the open promises as items, by the entry of the meeting at or
// after which they were made: there they begin in the next folder. From an
// unshared doc, only those in chosen entries go.
func (d *doc) promised(shared bool) map[string]string {
	items := map[string]string{}
	for _, t := range d.open {
		seen := shared || slices.ContainsFunc(t.Lines, func(a *page.Action) bool {
			return slices.ContainsFunc(d.chosen, func(r page.EntryRef) bool { return r.Path == a.Path })
		})
		if !seen || len(d.entries) == 0 {
			continue
		}
		at := d.entries[0]
		for _, e := range d.entries {
			if !e.Date.After(t.Since) {
				at = e
			}
		}
		since := t.Since
		if !since.After(at.Date) {
			since = when.Date{}
		}
		items[at.Path] += "- [ ] " + d.owners(t) + t.Words() + page.Metadata(since, t.Due) + "\n"
	}
	return items
}

// owners names who owes a promise, in front of its words. The next folder does
// not know the one who hands over: alone, their name is no owner there, so that
// the promise is the next manager's to chase; beside another owner it gets an @.
func (d *doc) owners(t *promise.Thread) string {
	owners := t.Owners
	if len(owners) == 0 && t.IsMine() {
		owners = []string{clause.Me}
	}
	names := make([]string, len(owners))
	for i, o := range owners {
		switch names[i] = promise.OwnerNames(d.f.Grammar().Of(d.p.Handle), []string{o}); {
		case o == clause.Me && len(owners) == 1:
			names[i] = d.me
		case o == clause.Me:
			first, _, _ := strings.Cut(d.me, " ")
			names[i] = "@" + first
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, " and ") + ": "
}

// body is an entry without what belongs to one seat, front matter and comments,
// and without its title, which the next folder writes anew.
func body(e *page.Entry) string {
	text := bytes.TrimSpace(page.WithoutComments(markdown.Body(e.Src)))
	if first, rest, _ := bytes.Cut(text, []byte("\n")); bytes.HasPrefix(first, []byte("# ")) {
		text = bytes.TrimSpace(rest)
	}
	return string(text)
}
