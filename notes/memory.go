package notes

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes/goals"
	"oneonone/notes/habits"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
	"oneonone/notes/recall"
)

// Remember makes the folder use a memory, so that ten years of entries need not
// be parsed each time; nil makes it read everything again. reading is the version
// of how notes are read (see page.ReadingVersion): another version may read the
// same bytes differently.
func (f *Folder) Remember(m recall.Memory, reading string) {
	if f.book = nil; m == nil {
		return
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%q\x00%q\x00%q\x00%q\x00", reading, f.Settings.Me, f.Settings.Aliases, f.Settings.Headings, f.Settings.Verbs)
	fmt.Fprintf(h, "%s\x00", f.Settings.DateOrder)
	for _, p := range f.sets {
		fmt.Fprintf(h, "%q%q%q%s\x00", p.Handle, p.Names, p.Former, p.Since)
	}
	for _, p := range f.people {
		if p.Doc != nil {
			fmt.Fprintf(h, "%q%v\x00", p.Handle, *p.Doc)
		}
	}
	f.book = recall.Open(m, h.Sum(nil))
}

// recollections are the remembered actions of several people, by handle.
type recollections map[string]*recall.Readings

// save writes what is worth keeping.
func (all recollections) save() {
	for _, r := range all {
		r.Save()
	}
}

// recollections loads the memory of everybody whose entries are read. For a few
// entries it is not worthwhile.
func (f *Folder) recollections(refs []page.EntryRef) recollections {
	if f.book == nil || len(refs) <= recall.WorthSaving {
		return nil
	}
	all := recollections{}
	for _, r := range refs {
		if all[r.Person] == nil {
			all[r.Person] = f.book.Readings(r.Person, recall.ActionPart)
		}
	}
	return all
}

// stamper is a folder that can tell whether files have changed without opening them.
type stamper interface {
	Stamp(dir string, of func(name string) bool) (rootfs.Stamp, error)
	DirStamp(dir string) (rootfs.Stamp, error)
	FileStamps(dir string, of func(name string) bool) ([]rootfs.FileStamp, rootfs.Stamp, error)
}

func isEntryName(name string) bool {
	_, _, ok := page.ParseEntryName(name)
	return ok
}

// stamp is the stamp of a person's entries, zero if it cannot be taken. To be
// trusted, it must be taken before they are read.
func (f *Folder) stamp(person string) rootfs.Stamp {
	if f.Person(person) == nil {
		return rootfs.Stamp{}
	}
	if s, ok := f.FS.(stamper); ok {
		if stamp, err := s.Stamp("people/"+person, isEntryName); err == nil {
			return stamp
		}
	}
	files, err := fs.ReadDir(f.FS, "people/"+person)
	if err != nil {
		return rootfs.Stamp{}
	}
	h := sha256.New()
	for _, file := range files {
		if !isEntryName(file.Name()) {
			continue
		}
		info, err := file.Info()
		if err != nil {
			return rootfs.Stamp{}
		}
		fmt.Fprintln(h, file.Name(), info.Mode(), info.Size(), info.ModTime().UnixNano())
	}
	return rootfs.Stamp{Sum: [sha256.Size]byte(h.Sum(nil))}
}

// files is stamp along with those of the single files, where these can be had.
func (f *Folder) files(person string) ([]rootfs.FileStamp, rootfs.Stamp) {
	if s, ok := f.FS.(stamper); ok && f.Person(person) != nil {
		if files, stamp, err := s.FileStamps("people/"+person, isEntryName); err == nil {
			return files, stamp
		}
	}
	return nil, f.stamp(person)
}

// Outlived returns the people about whom more is remembered than their notes now
// say: a reading must go when its note goes.
func (f *Folder) Outlived() []string {
	var people []string
	for _, person := range f.rememberedPeople() {
		if f.stillSaid(person, nil).outlived() || f.tellsOfNone(person) {
			people = append(people, person)
		}
	}
	return people
}

// Forget drops all that is remembered about a person.
func (f *Folder) Forget(person string) { f.book.Forget(person) }

// ForgetOutlived drops what is remembered of entries that no longer exist. Unless
// all is set, it checks only people whose directory has changed since.
func (f *Folder) ForgetOutlived(all bool) {
	for _, person := range f.rememberedPeople() {
		info, err := fs.Stat(f.FS, "people/"+person)
		if !all && err == nil && info.ModTime().Before(f.book.SavedAt(person)) {
			continue
		}
		files, now := f.files(person)
		if !all && f.book.Compared(person, now) {
			f.book.Confirm(person) // so that it is not checked again
			continue
		}
		f.stillSaid(person, files).write(now)
		f.book.KeepWhole(person, now)
	}
}

func (f *Folder) rememberedPeople() []string {
	if f.book == nil {
		return nil
	}
	return f.book.People()
}

// said is what is remembered of each of a person's entries.
type said struct {
	readings []*recall.Readings
	stamps   *recall.EntryStamps
}

func (s said) outlived() bool { return slices.ContainsFunc(s.readings, (*recall.Readings).Outlived) }

func (s said) write(now rootfs.Stamp) {
	for _, r := range s.readings {
		r.Write(now)
	}
	s.stamps.Write(now)
}

// stillSaid is what is remembered of a person's entries; the part in use is what
// those on disk still say. It reads entries, except those that files shows to be
// unchanged.
func (f *Folder) stillSaid(person string, files []rootfs.FileStamp) said {
	all := said{stamps: f.book.EntryStamps(person, files)}
	for _, part := range []recall.Part{recall.ActionPart, recall.BriefPart, recall.FactPart} {
		all.readings = append(all.readings, f.book.Readings(person, part))
	}
	if f.Person(person) == nil {
		return all
	}
	refs, _ := f.Entries(person)
	for _, ref := range refs {
		key, known := all.stamps.Of(ref.Path)
		if !known {
			src, err := fs.ReadFile(f.FS, ref.Path)
			if err != nil {
				continue
			}
			key = recall.KeyOf(ref.Path, src)
			all.stamps.Keep(ref.Path, key)
		}
		for _, r := range all.readings {
			r.Of(key)
		}
	}
	return all
}

// tellsOfNone reports whether the promises remembered about a person, or anything
// else, come from an entry that no longer exists or an outdated way of reading.
func (f *Folder) tellsOfNone(person string) bool {
	paths, ok := f.book.PathsOf(person)
	if !ok {
		return true
	}
	for _, p := range paths {
		if _, err := fs.Stat(f.FS, p); err != nil {
			return true
		}
	}
	return false
}

// Misremembered returns the people about whom something other than their notes
// say is remembered, though nothing shows a change: either the disk has lied
// about that, or this program is wrong.
func (f *Folder) Misremembered() []string {
	var people []string
	anew := *f
	anew.book = nil
	for _, person := range f.rememberedPeople() {
		if f.Person(person) != nil && !f.tellsTheSame(&anew, person) {
			people = append(people, person)
		}
	}
	return people
}

// tellsTheSame reports whether what is remembered about a person equals what
// reading all of their entries gives.
func (f *Folder) tellsTheSame(anew *Folder, person string) bool {
	now := f.stamp(person)
	actions, briefs := f.book.Readings(person, recall.ActionPart), f.book.Readings(person, recall.BriefPart)
	var read, listed strings.Builder
	var meetings []page.Meeting
	var agendas []recall.Agenda
	refs, _ := f.Entries(person)
	named, _ := f.EntriesOn(person, func(when.Date) bool { return true })
	same := slices.Equal(named, refs)
	entries, problems := anew.ReadAll(refs)
	for _, e := range entries {
		key, brief := recall.KeyOf(e.Path, e.Src), recall.BriefOf(e).Pack()
		remembered, known := actions.Of(key)
		same = same && (!known || remembered == page.EncodeActions(e.Actions()))
		remembered, known = briefs.Of(key)
		same = same && (!known || remembered == brief)
		read.WriteString(brief)
		meetings = append(meetings, e.Meeting())
		agendas = append(agendas, recall.AgendaOf(e))
	}
	slices.Reverse(agendas)
	if all, known := f.book.Briefs(person, now); known {
		for _, b := range all {
			listed.WriteString(b.Pack())
		}
		same = same && listed.String() == read.String()
	}
	if promises, known := f.book.Promises(f.grammar, person, now); known {
		same = same && promises.Pack() == recall.PromisesOf(f.grammar, entries, meetings, agendas[:min(len(agendas), recall.AgendasKept)], problems).Pack()
	}
	shared := f.Person(person).Doc != nil
	compare := f.book.Facts(person).Comparing(&same)
	for _, e := range entries {
		e.RememberFacts(compare)
		recall.TopicsOf(e)
		habits.MeetingOf(e, shared, jotting.AtMeeting)
	}
	if top := f.Top(person); top != nil {
		goals.StoriesIn(top, entries)
	}
	of, look := f.signsOf(person)
	if signs := f.book.Signs(person, of, now); signs != nil {
		at := look()
		same = same && slices.EqualFunc(signs, entries, func(s byte, e *page.Entry) bool { return s == at(e.Src) })
	}
	f.book.Texts(person, now, func(texts []recall.Text) {
		same = same && slices.EqualFunc(texts, entries, func(t recall.Text, e *page.Entry) bool { return t.Ref.Path == e.Path && bytes.Equal(t.Src, e.Src) })
	})
	return same
}
