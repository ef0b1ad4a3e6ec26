package notes

import (
	"slices"

	"oneonone/notes/clause"
	"oneonone/notes/page"
)

// A topic is somebody's if its heading says so: "Alice's topics" in an entry,
// "Alice's hopper" on the top page.

// sideOf is whose a topic is, going by its heading: a handle, Me, or "" for
// nobody's in particular.
func sideOf(n *page.Note, t *page.Topic) string {
	for _, s := range slices.Backward(n.Sections()) {
		if s.Kind.IsTopics() && s.Start <= t.Start && t.Start < s.End {
			return ownerOf(s)
		}
	}
	return ""
}

// ownerOf is whom a heading names, "" for nobody or several.
func ownerOf(s *page.Section) string {
	if len(s.Owners) == 1 {
		return s.Owners[0]
	}
	return ""
}

// sectionOf is the first section of a kind whose heading names owner, or nobody
// for "".
func sectionOf(n *page.Note, kind page.SectionKind, owner string) *page.Section {
	for _, s := range n.Sections() {
		if s.Kind == kind && ownerOf(s) == owner {
			return s
		}
	}
	return nil
}

// hopperTitle is the heading of one person's hopper, or of the one that is nobody's.
func (f *Folder) hopperTitle(handle, owner string) string {
	switch p := f.Person(handle); {
	case owner == "":
		return "Hopper"
	case owner == handle:
		return p.FirstName() + "'s hopper"
	case p.Doc != nil:
		return (&Person{Name: p.Doc.Mine()}).FirstName() + "'s hopper"
	}
	return "My hopper"
}

// addToHopper says where items go on a top page. The two people's hoppers come
// before the one that is nobody's.
func (f *Folder) addToHopper(top *page.TopPage, items, owner string) page.Insertion {
	before := sectionOf(&top.Note, page.SectionHopper, "")
	if before == nil || owner == "" {
		before = top.Section(page.SectionAgreement)
	}
	return page.AddItem(top.Src, sectionOf(&top.Note, page.SectionHopper, owner), f.hopperTitle(top.Person, owner), items, before)
}

// addToAgenda says where items go in an entry: under a heading that is nobody's.
func addToAgenda(e *page.Entry, items string) page.Insertion {
	var before *page.Section
	for _, s := range e.Sections() {
		if s.Kind == page.SectionGoals || s.Kind == page.SectionNotes || s.Kind == page.SectionActions && s.Level == 2 && theirsAbove(e, s) {
			before = s
			break
		}
	}
	return page.AddItem(e.Src, sectionOf(&e.Note, page.SectionTopics, ""), "Topics", items, before)
}

// theirsAbove reports whether there are topics that are somebody's above a section.
func theirsAbove(e *page.Entry, s *page.Section) bool {
	return slices.ContainsFunc(e.Sections(), func(o *page.Section) bool {
		return o.Kind.IsTopics() && ownerOf(o) != "" && o.HeadingStart < s.HeadingStart
	})
}

// host is whose time a meeting is: the person the page names, from both seats of
// a shared doc.
func (f *Folder) host(handle string) string {
	if p := f.Person(handle); p != nil && p.Named != nil {
		return clause.Me
	}
	return handle
}

// hostFirst sorts topics, the host's before all others.
func hostFirst(topics []*WaitingTopic, host string) []*WaitingTopic {
	isHost := func(t *WaitingTopic) bool { return t.By == host }
	return slices.Concat(filter(topics, isHost), filter(topics, func(t *WaitingTopic) bool { return !isHost(t) }))
}

func filter(topics []*WaitingTopic, keep func(t *WaitingTopic) bool) []*WaitingTopic {
	return slices.DeleteFunc(slices.Clone(topics), func(t *WaitingTopic) bool { return !keep(t) })
}
