package notes

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"time"

	"oneonone/notes/page"
)

// Memory keeps what was read of notes from one run to the next, so that ten
// years of entries need not be parsed each time. The actions of an entry are
// kept under a hash of its path and bytes: a memory can be lost, but never be
// out of date.
type Memory interface {
	// Load gives what was last saved for a person, nil when nothing is there.
	Load(person string) []byte
	// Save replaces it; nil removes it. It may fail in silence.
	Save(person string, data []byte)
	// People are those for whom something is kept.
	People() []string
	// SavedAt is when what is kept for a person was saved.
	SavedAt(person string) time.Time
}

// Remember makes the folder use a memory. reading says how notes are read (see
// page.ReadingVersion): another way may read the same bytes differently.
func (f *Folder) Remember(m Memory, reading string) {
	f.memory = m
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
	f.reading = h.Sum(nil)
}

// Reading an entry again costs less than writing a person's memory anew, so
// few unknown entries are no reason to save.
const worthSaving = 8

// memoryKey names the bytes of one entry.
type memoryKey [16]byte

// recollection is the memory of one person's entries, as one run uses it.
type recollection struct {
	mu    sync.Mutex
	known map[memoryKey]string // what was loaded: encoded actions
	used  map[memoryKey]string
	fresh int // how many of the used were not known
}

// recollections are those of several people, by handle.
type recollections map[string]*recollection

// save writes what is worth it.
func (all recollections) save(f *Folder) {
	for person, r := range all {
		r.save(f, person)
	}
}

// recollections loads the memory of everybody whose entries are read. For a
// few entries it is not worth it.
func (f *Folder) recollections(refs []page.EntryRef) recollections {
	if f.memory == nil || len(refs) <= worthSaving {
		return nil
	}
	all := recollections{}
	for _, r := range refs {
		if all[r.Person] == nil {
			all[r.Person] = f.recollect(r.Person)
		}
	}
	return all
}

// recollect loads a person's memory. What another program, or this one with
// other names, has saved counts as nothing.
func (f *Folder) recollect(person string) *recollection {
	r := &recollection{known: map[memoryKey]string{}, used: map[memoryKey]string{}}
	data := f.memory.Load(person)
	rest, ok := bytes.CutPrefix(data, f.reading)
	if !ok || len(rest) < 2*sha256.Size {
		return r
	}
	sum, body := rest[sha256.Size:2*sha256.Size], rest[2*sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return r
	}
	all := string(body)
	for len(all) > len(memoryKey{}) {
		var k memoryKey
		all = all[copy(k[:], all):]
		size, n := binary.Uvarint([]byte(all[:min(len(all), binary.MaxVarintLen64)]))
		if n <= 0 || size > uint64(len(all)-n) {
			clear(r.known)
			return r
		}
		r.known[k], all = all[n:n+int(size)], all[n+int(size):]
	}
	return r
}

// Outlived are the people of whom more is remembered than their notes say now:
// a reading is to go with the note it came from.
func (f *Folder) Outlived() []string {
	var people []string
	for _, person := range f.rememberedPeople() {
		if _, outlived := f.stillSaid(person); outlived {
			people = append(people, person)
		}
	}
	return people
}

// ForgetOutlived drops what is remembered of entries that are no more. Unless
// all is asked for, only people are looked at whose directory has changed since.
func (f *Folder) ForgetOutlived(all bool) {
	for _, person := range f.rememberedPeople() {
		info, err := fs.Stat(f.FS, "people/"+person)
		if !all && err == nil && info.ModTime().Before(f.memory.SavedAt(person)) {
			continue
		}
		shape := f.shapeOf(person)
		if !all && f.confirm(person, shape) {
			continue
		}
		r, outlived := f.stillSaid(person)
		switch {
		case outlived && len(r.used) == 0:
			f.memory.Save(person, nil)
		default: // also when all of it stands: it is not looked at again
			r.write(f, person, shape)
		}
	}
}

// shapeOf tells a person's entries from others by all but their bytes: names,
// sizes and times. It is kept beside a memory that was compared with them, so
// that a top page that was written anew is no reason to read them all again.
func (f *Folder) shapeOf(person string) (shape [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintln(h, f.Person(person) != nil)
	files, _ := fs.ReadDir(f.FS, "people/"+person) // nil: a person without entries
	for _, file := range files {
		if _, _, ok := page.ParseEntryName(file.Name()); !ok {
			continue
		}
		info, err := file.Info()
		if err != nil {
			return [sha256.Size]byte{}
		}
		fmt.Fprintln(h, file.Name(), info.Mode(), info.Size(), info.ModTime().UnixNano())
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// confirm reports whether what is remembered of a person was compared with
// entries of this shape, and saves it again: it is not looked at again.
func (f *Folder) confirm(person string, shape [sha256.Size]byte) bool {
	data := f.memory.Load(person)
	rest, ok := bytes.CutPrefix(data, f.reading)
	if !ok || shape == [sha256.Size]byte{} || !bytes.HasPrefix(rest, shape[:]) {
		return false
	}
	f.memory.Save(person, data)
	return true
}

func (f *Folder) rememberedPeople() []string {
	if f.memory == nil {
		return nil
	}
	return f.memory.People()
}

// stillSaid is a person's memory; its used part is what the entries on disk
// still say. outlived says that there is more.
func (f *Folder) stillSaid(person string) (r *recollection, outlived bool) {
	r = f.recollect(person)
	if f.Person(person) != nil {
		refs, _ := f.Entries(person)
		for _, ref := range refs {
			src, err := fs.ReadFile(f.FS, ref.Path)
			if err != nil {
				continue
			}
			k := keyOf(ref.Path, src)
			if data, ok := r.known[k]; ok {
				r.used[k] = data
			}
		}
	}
	return r, len(r.used) < len(r.known) || len(r.known) == 0
}

// save writes the memory when enough is new. Entries this run did not meet
// stay, unless most of it is of that kind.
func (r *recollection) save(f *Folder, person string) {
	if r.fresh < worthSaving {
		return
	}
	if len(r.known) < 2*len(r.used) {
		for k, v := range r.known {
			r.used[k] = v
		}
	}
	r.write(f, person, [sha256.Size]byte{})
}

// write saves the memory. shape is that of the entries it was compared with,
// zero when it holds what was read without a look at the others.
func (r *recollection) write(f *Folder, person string, shape [sha256.Size]byte) {
	var body []byte
	for k, v := range r.used {
		body = append(body, k[:]...)
		body = binary.AppendUvarint(body, uint64(len(v)))
		body = append(body, v...)
	}
	sum := sha256.Sum256(body)
	f.memory.Save(person, slices.Concat(f.reading, shape[:], sum[:], body))
}

func keyOf(path string, src []byte) (k memoryKey) {
	h := sha256.New()
	h.Write([]byte(path + "\x00"))
	h.Write(src)
	copy(k[:], h.Sum(nil))
	return k
}

// actionsOf gives an entry's actions from memory, or reads them and keeps
// them. It may be called from several goroutines.
func (r *recollection) actionsOf(e *page.Entry, read func() []*page.Action) []*page.Action {
	k := keyOf(e.Path, e.Src)
	r.mu.Lock()
	data, ok := r.known[k]
	if ok {
		r.used[k] = data
	}
	r.mu.Unlock()
	if ok {
		if actions, ok := page.DecodeActions(e, data); ok {
			return actions
		}
	}
	actions := read()
	data = page.EncodeActions(actions)
	r.mu.Lock()
	r.used[k] = data
	r.fresh++
	r.mu.Unlock()
	small, ok := page.DecodeActions(e, data)
	if !ok {
		return actions
	}
	for i := range small { // they hold no part of the note's text alive
		small[i].Place = actions[i].Place
	}
	return small
}
