package check

import (
	"slices"
	"strings"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// Report is what was found, by path and line.
type Report struct {
	Findings []page.Finding
	Notes    int // how many notes were looked at
}

// Wrong reports whether anything was found that is not merely a doubt.
func (r *Report) Wrong() bool {
	return slices.ContainsFunc(r.Findings, func(f page.Finding) bool { return !f.Unsure })
}

// Folder looks at all notes of people and at what concerns the whole folder;
// no people means all. today tells which dates are in the future.
func Folder(f *notes.Folder, people []*notes.Person, today when.Date) *Report {
	r := &Report{}
	if people == nil {
		people = f.People()
		r.add(checkSettings(f)...)
		for _, p := range f.Problems {
			r.add(page.Finding{Problem: p, Kind: page.FindFile, Unsure: false})
		}
		r.add(checkNames(f)...)
	}
	unknown := map[string]*page.Finding{}
	for _, p := range people {
		checkPerson(f, r, p, today, unknown)
	}
	r.Add()
	return r
}

// Add adds findings from elsewhere, keeping the order.
func (r *Report) Add(findings ...page.Finding) {
	r.add(findings...)
	slices.SortStableFunc(r.Findings, func(a, b page.Finding) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	r.Findings = slices.Compact(r.Findings)
}

func (r *Report) add(findings ...page.Finding) { r.Findings = append(r.Findings, findings...) }

// checkPerson checks a top page and all entries of one person.
func checkPerson(f *notes.Folder, r *Report, p *notes.Person, today when.Date, unknown map[string]*page.Finding) {
	r.add(checkTop(f, p)...)
	r.add(checkFiles(f, p.Handle)...)
	if p.HasTop {
		r.Notes++
	}
	refs, err := f.Entries(p.Handle)
	if err != nil {
		r.add(page.Finding{Problem: markdown.AsProblem("people/"+p.Handle, err), Kind: page.FindFile, Unsure: false})
		return
	}
	r.add(checkStarted(f, p, refs, today)...)
	var hints notes.HintBook
	found := make(map[string][]page.Finding, len(refs))
	results := make(chan page.Finding)
	done := make(chan struct{})
	go func() {
		for x := range results {
			found[x.Path] = append(found[x.Path], x)
		}
		close(done)
	}()
	entries, problems := f.ReadEach(refs, func(e *page.Entry) {
		for _, x := range slices.Concat(entry(e, today, f.NearNames), possessives(f, p, e)) {
			results <- x
		}
		hints.Note(e)
	})
	close(results)
	<-done
	r.Notes += len(entries)
	heard := page.Heard{}
	for _, e := range entries {
		r.add(found[e.Path]...)
		for _, h := range heard.Fresh(hints.Of[e.Path], e.Actions()) {
			if !slices.ContainsFunc(found[e.Path], func(x page.Finding) bool { return x.Kind == page.FindNearMiss && x.Line == h.Line }) {
				r.add(h.Finding())
			}
		}
	}
	for _, x := range problems {
		if !slices.ContainsFunc(found[x.Path], func(o page.Finding) bool { return o.Problem == x }) {
			r.add(page.Finding{Problem: x, Kind: page.FindFile, Unsure: false})
		}
	}
	threads, problems := promise.Threads(f.Grammar(), entries)
	r.add(ownerless(f, p, threads)...)
	for _, x := range problems {
		r.add(page.Finding{Problem: x, Kind: page.FindThread, Unsure: false})
	}
	for _, e := range entries {
		r.unknownOwners(f, e, unknown)
	}
}

// unknownOwners reports each name once, at its first place: somebody who is not
// in the folder may still own something.
func (r *Report) unknownOwners(f *notes.Folder, e *page.Entry, seen map[string]*page.Finding) {
	for _, a := range e.Actions() {
		for _, o := range a.Owners {
			if !strings.HasPrefix(o, "@") || seen[strings.ToLower(o)] != nil {
				continue
			}
			x := page.Finding{Problem: markdown.Problem{Path: a.Path, Line: a.Line, What: "unknown owner " + o[1:] + "",
				Hint: "add them with oneonone people add, or as someone's alias; otherwise leave it"}, Kind: page.FindOwner, Unsure: true}
			if near := f.NearNames(o[1:]); len(near) > 0 {
				x.Unsure, x.Hint = false, "did you mean @"+strings.Join(near, " or @")+"?"
			}
			seen[strings.ToLower(o)] = &x
			r.add(x)
		}
	}
}
