package notes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/role"
	"oneonone/internal/when"
	"oneonone/notes/clause"
	"oneonone/notes/page"
	"oneonone/notes/seat"
)

// sit turns the person of a shared doc into the one that the folder's owner
// meets: if the page names the owner, that is the one it is with, and the rest of
// what it says about the one it names does not apply.
func (p *Person) sit(m topMatter, me []string) (err error) {
	named := clause.NameSet{Names: seat.Words{strings.TrimSpace(m.Name)}, Former: p.Former}
	named.Names = append(named.Names, p.Aliases...)
	p.Doc, err = seat.Of(named, clause.NameSet{Names: m.With}, me)
	if p.Doc == nil || !p.Doc.Other {
		return err
	}
	as := *p
	p.Named = &as
	p.Name, p.Aliases, p.Former = m.With[0], m.With[1:], nil
	p.Role, p.Started, p.Template, p.Timezone = role.Mirror(p.Role), when.Date{}, "", ""
	p.Field, p.Review = "", nil
	return nil
}

// Across is whom the folder's owner meets in a doc with this top page. me is the
// owner's name, if the settings do not say.
func (f *Folder) Across(topPage []byte, me string) *Person {
	s := *f.Settings
	s.Me = cmp.Or(s.Me, me)
	const them = "them"
	return readPerson(them, f.grammar.ParseTopPage(page.TopPagePath(them), topPage), &s)
}

// AsNamed is the person that the page names, whoever reads it.
func (p *Person) AsNamed() *Person {
	if p.Named != nil {
		return p.Named
	}
	return p
}

// fromSeat translates keys set about a person into those of the top page, for
// when the page names the owner: the other person's are under different keys
// there.
func (p *Person) fromSeat(keys []string, values map[string]any) ([]string, map[string]any, error) {
	if p == nil || p.Named == nil {
		return keys, values, nil
	}
	set := map[string]any{}
	for _, key := range keys {
		switch key {
		case "name", "aliases": // the name they had stays an alias
			called := p.calledWith(values)
			set["with"] = append(called, clause.Without(p.Called(), called)...)
		case "role":
			set["role"] = role.Mirror(values["role"].(string))
		case "started", "template", "field", "review", formerly:
			return nil, nil, fmt.Errorf("%s of a shared doc is about %s: %s keeps it", key, p.Named.Name, p.Name)
		default:
			set[key] = values[key]
		}
	}
	return slices.Sorted(maps.Keys(set)), set, nil
}

// sharedGrammars returns the grammars for shared docs. They leave out the
// folder's own headings, verbs and date order, which the other seat does not
// have.
func (f *Folder) sharedGrammars() map[string]*page.Grammar {
	docs := map[string]*page.Grammar{}
	for _, p := range f.people {
		if p.Doc != nil {
			docs[p.Handle] = page.NewGrammar(clause.NewLexicon(p.Doc.Names(p.Handle), nil), nil)
		}
	}
	return docs
}
