package draft

import (
	"cmp"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

// NewPerson plans the top page of someone new, whose handle is made from the
// name unless one is given: with one given, two people may share a name. No
// handle may be a reserved word.
func NewPerson(w *cli.Workspace, p template.Page, reserved func(word string) bool) (page.Change, string, error) {
	if err := notes.ValidName(p.Name); err != nil {
		return page.Change{}, "", cli.Usage(err)
	}
	if p.Handle == "" {
		for _, other := range w.People() {
			if lookup.Fold(other.Name) == lookup.Fold(p.Name) {
				return page.Change{}, "", cli.Hinted(fmt.Errorf("%s already exists: %s", p.Name, other.Handle), "--handle adds another person of that name")
			}
		}
		taken := func(h string) bool { return w.Person(h) != nil || reserved(h) || w.HasDir(privateDirOf(h)) }
		h, err := notes.HandleFor(p.Name, taken)
		if err != nil {
			return page.Change{}, "", cli.Hinted(cli.Usage(err), "--handle sets another handle")
		}
		p.Handle = h
	}
	if err := mayJoin(w, p, reserved); err != nil {
		return page.Change{}, "", err
	}
	set, err := w.Templates()
	if err != nil {
		return page.Change{}, "", err
	}
	p.Me = w.Settings.Me
	p.Role = cmp.Or(p.Role, w.Settings.Defaults.Role)
	p.Cadence = cmp.Or(p.Cadence, w.Settings.Defaults.Cadence)
	p.Minutes = cmp.Or(p.Minutes, w.Settings.Defaults.Length())
	text, err := set.TopPage(p)
	return page.Change{Path: page.TopPagePath(p.Handle), New: text}, p.Handle, err
}

// mayJoin refuses a handle that is taken, or could be mistaken for something
// else.
func mayJoin(w *cli.Workspace, p template.Page, reserved func(word string) bool) error {
	if err := page.ValidHandle(p.Handle); err != nil {
		return cli.Usage(err)
	}
	switch left := privateDirOf(p.Handle); {
	case reserved(p.Handle):
		return cli.Hinted(cli.Usagef("the handle %q is the name of a command", p.Handle), "--handle sets another handle")
	case w.Person(p.Handle) != nil:
		return cli.Hinted(fmt.Errorf("%s already exists: %s", p.Handle, w.Person(p.Handle).FullName()), "--handle sets another handle")
	case w.HasDir(left):
		return cli.Hinted(fmt.Errorf("%s holds private notes about an earlier %s", left, p.Handle), "oneonone doctor says how to give them to whom they are about; --handle sets another handle")
	}
	return nil
}

func privateDirOf(handle string) string { return page.PrivateDir + "/people/" + handle }
