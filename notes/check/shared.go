package check

import (
	"fmt"
	"strings"

	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Words in a shared doc that name nobody belong to neither: each of the two would
// take them for the other's, or for their own. So check asks whose they are.

// ownerless finds the open promises of a shared doc that nobody owns.
func ownerless(f *notes.Folder, p *notes.Person, threads []*promise.Thread) []page.Finding {
	var all []page.Finding
	for _, t := range threads {
		if a := t.Newest(); p.Doc != nil && t.State == clause.Open && len(t.Owners) == 0 {
			all = append(all, whose(f, p, a.Path, a.Line, "no owner, which in a shared doc means neither of you"))
		}
	}
	return all
}

// unnamed finds a page that is shared, according to the settings, but does not
// say with whom: the two would read it differently.
func unnamed(f *notes.Folder, p *notes.Person) []page.Finding {
	if p.Doc != nil || f.Settings.Shared[p.Handle] == "" || len(p.Problems) > 0 {
		return nil
	}
	return []page.Finding{{Problem: markdown.Problem{Path: page.TopPagePath(p.Handle), Line: f.LineOnTop(p.Handle, "name"), What: "the doc is shared, and its page does not say with whom",
		Hint: "add the line with: YOUR NAME below name: in the front matter"}, Kind: page.FindTopPage}}
}

// possessives finds the headings of a shared entry that say "my" and "their".
func possessives(f *notes.Folder, p *notes.Person, e *page.Entry) []page.Finding {
	if p.Doc == nil {
		return nil
	}
	var all []page.Finding
	for _, s := range e.Sections() {
		if who, _, _ := strings.Cut(page.FoldTitle(s.Title), " "); (who == "my" || who == "their") && s.Kind != page.SectionOther {
			all = append(all, whose(f, p, e.Path, s.HeadingLine, fmt.Sprintf("%q, which in a shared doc means neither of you", who)))
		}
	}
	return all
}

func whose(f *notes.Folder, p *notes.Person, path string, line int, what string) page.Finding {
	name := func(owner string) string { return promise.OwnerNames(f.Grammar().Of(p.Handle), []string{owner}) }
	return page.Finding{Problem: markdown.Problem{Path: path, Line: line, What: what,
		Hint: fmt.Sprintf("write the name, %s or %s", name(p.Handle), name(clause.Me))}, Kind: page.FindOwner, Unsure: true}
}
