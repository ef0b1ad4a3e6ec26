package sharing

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/lazyregexp"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/template"
)

// comment matches an HTML comment, which a browser hides and git does not.
var comment = lazyregexp.New(`(?s)<!--.*?(-->|\z)`)

// show tells what will be read: files, days, lines with promises, comments.
func (d *doc) show(s *cli.Session) {
	out := s.Env.Stdout
	fmt.Fprintf(out, "%s will read:\n", d.p.FirstName())
	for _, c := range d.shown() {
		fmt.Fprintf(out, "  %s  %s\n", c.Path, text.Count(bytes.Count(c.New, []byte("\n")), "line", "lines"))
	}
	d.listed(s, "promises", func(c page.Change) map[int]string {
		found := map[int]string{}
		if page.ParsePath(c.Path).Kind == page.KindEntry {
			for _, a := range d.w.Grammar().ParseEntry(c.Path, c.New).Actions() {
				found[a.Line] = a.Text
			}
		}
		return found
	})
	d.listed(s, "promises that would be nobody's, as \"I\" and \"me\" are in a doc of two: write the names, now or when check asks", d.ownerless)
	d.listed(s, "comments, which a browser hides and git does not", func(c page.Change) map[int]string { return d.comments(c, false) })
	d.listed(s, "comments of the templates", func(c page.Change) map[int]string { return d.comments(c, true) })
	named := d.namesOfOthers()
	d.listed(s, "lines that name somebody else", func(c page.Change) map[int]string {
		found := map[int]string{}
		for n, line := range strings.Split(string(c.New), "\n") {
			if len(named.In(line)) > 0 {
				found[n+1] = strings.TrimSpace(line)
			}
		}
		return found
	})
	d.listed(s, "yours alone, and private from now on", d.aside)
	for _, name := range d.others() {
		fmt.Fprintf(out, "not shared, and on this laptop only, as it is not a note: %s\n", name)
	}
	if len(d.moved) > 0 {
		fmt.Fprintf(out, "private from now on: %s\n", text.Count(len(d.moved), "entry", "entries"))
		for _, p := range slices.Sorted(maps.Keys(d.moved)) {
			fmt.Fprintf(out, "  %s -> %s\n", p, d.moved[p].Path)
		}
	}
	if len(d.open) > 0 {
		fmt.Fprintln(out, "open promises in them:")
		for _, t := range d.open {
			fmt.Fprintf(out, "  %s:%d: %s\n", t.Newest().Path, t.Newest().Line, t.Text)
		}
	}
}

// comments returns a note's comments by line: those that somebody wrote or, with
// of, those from a template.
func (d *doc) comments(c page.Change, of bool) map[int]string {
	found := map[int]string{}
	for _, at := range comment().FindAllIndex(c.New, -1) {
		words := oneLine(c.New[at[0]:at[1]])
		if d.templates()[words] == of {
			found[markdown.LineNumber(c.New, at[0])] = words
		}
	}
	return found
}

func oneLine(b []byte) string { return strings.Join(strings.Fields(string(b)), " ") }

// templates returns the comments of templates that say the same to everybody, and
// those of the person's top page.
func (d *doc) templates() map[string]bool {
	if d.prompts != nil {
		return d.prompts
	}
	d.prompts = map[string]bool{}
	set, err := d.w.Templates()
	if err != nil {
		return d.prompts // then all count as somebody's
	}
	top, _ := set.TopPage(template.Page{Handle: d.p.Handle, Name: d.p.Name, Role: d.p.Role, Me: d.w.Settings.Me})
	for _, name := range set.Names() {
		raw, _ := set.Get(name)
		top = append(top, raw...)
	}
	for _, c := range comment().FindAll(top, -1) {
		d.prompts[oneLine(c)] = true
	}
	return d.prompts
}

// ownerless returns the promises in a note whose owner the other of the two would
// not read as such.
func (d *doc) ownerless(c page.Change) map[int]string {
	found := map[int]string{}
	them := d.w.Across(d.plan[0].New, "")
	if them.Doc == nil || page.ParsePath(c.Path).Kind != page.KindEntry {
		return found
	}
	two := page.NewGrammar(clause.NewLexicon(them.Doc.Names(d.p.Handle), nil), nil)
	named := map[int]bool{}
	for _, a := range two.ParseEntry(c.Path, c.New).Actions() {
		named[a.Line] = len(a.Owners) > 0
	}
	for _, a := range d.w.Grammar().ParseEntry(c.Path, c.New).Actions() {
		if len(a.Owners) > 0 && !named[a.Line] {
			found[a.Line] = a.Text
		}
	}
	return found
}

// aside returns the keys of a note that belong to one side and stay private, by line.
func (d *doc) aside(c page.Change) map[int]string {
	found := map[int]string{}
	was, now := markdown.SplitFrontMatter(c.Path, c.Old), markdown.SplitFrontMatter(c.Path, c.New)
	for _, key := range was.Keys() {
		if _, stays := now.Get(key); !stays {
			value, _ := was.Get(key)
			found[was.Line(key)] = key + ": " + cmp.Or(value.Value, "…")
		}
	}
	return found
}

// namesOfOthers finds the names of people other than the two whose doc it is,
// except for names that those two share.
func (d *doc) namesOfOthers() lookup.Mentions {
	var all []string
	theirs := map[string]bool{}
	called := func(p *notes.Person) []string { return append([]string{p.Name, p.FirstName(), p.Handle}, p.Aliases...) }
	first, _, _ := strings.Cut(d.w.Settings.Me, " ")
	for _, n := range slices.Concat(called(d.p), []string{d.w.Settings.Me, first}) {
		theirs[lookup.Fold(n)] = true
	}
	for _, p := range d.w.People() {
		for _, n := range called(p) {
			if p.Handle != d.p.Handle && !theirs[lookup.Fold(n)] {
				all = append(all, n)
			}
		}
	}
	return lookup.MentionsOf(all)
}

// others are the files beside the notes.
func (d *doc) others() []string {
	var names []string
	files, _ := fs.ReadDir(d.w.FS, "people/"+d.p.Handle)
	for _, f := range files {
		if p := "people/" + d.p.Handle + "/" + f.Name(); page.ParsePath(p).Kind == page.KindOther && !strings.HasPrefix(f.Name(), ".") {
			names = append(names, p)
		}
	}
	return names
}

func (d *doc) listed(s *cli.Session, title string, of func(c page.Change) map[int]string) {
	for _, c := range d.shown() {
		lines := of(c)
		for _, n := range slices.Sorted(maps.Keys(lines)) {
			if title != "" {
				fmt.Fprintf(s.Env.Stdout, "%s:\n", title)
				title = ""
			}
			fmt.Fprintf(s.Env.Stdout, "  %s:%d: %s\n", c.Path, n, lines[n])
		}
	}
}
