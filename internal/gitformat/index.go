package gitformat

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"oneonone/internal/rootfs"
)

// The index is spliced as bytes: decoding and encoding it all is what makes a
// commit slow, and every entry and flag we do not touch stays as git wrote it.
// Versions 2 and 3 are handled; anything else is left to git.
const (
	entryFixed = 62 // bytes of an entry before its name, without extended flags
	flagStage  = 0x3000
	flagExt    = 0x4000
	nameMask   = 0x0fff
)

// Flags of an entry that the user has set.
const (
	FlagValid = 0x8000 // assume-unchanged
	ExtSkip   = 0x4000 // skip-worktree
	ExtIntent = 0x2000 // git add -N
)

// maxIndex is the largest index that is read, in bytes: about three million files.
const maxIndex = 256 << 20

// IndexError says that the index is not one we splice; the text says why.
type IndexError string

func (e IndexError) Error() string { return string(e) }

// Stat is what the index keeps of a file, truncated to 32 bits as git does.
type Stat struct {
	CtimeSec, CtimeNsec, mtimeSec, mtimeNsec uint32
	dev, Ino, uid, gid, Size                 uint32
	regular, dir, Exec                       bool
}

// Entry is one entry in place in the raw index.
type Entry struct {
	Raw   []byte // the whole entry with its padding
	Name  []byte
	Flags uint16
	Ext   uint16
}

// Stage is 0, or the side of a merge that the entry belongs to.
func (e Entry) Stage() int { return int(e.Flags&flagStage) >> 12 }

// Mode is what kind of file it is.
func (e Entry) Mode() uint32 { return binary.BigEndian.Uint32(e.Raw[24:]) }

// Hash names what was staged.
func (e Entry) Hash() (h Hash) {
	copy(h[:], e.Raw[40:])
	return h
}

// Size is how long the file was.
func (e Entry) Size() uint32 { return binary.BigEndian.Uint32(e.Raw[36:]) }

// Mtime is seconds and nanoseconds packed into one number that sorts as they do.
func (e Entry) Mtime() uint64 {
	return uint64(binary.BigEndian.Uint32(e.Raw[8:]))<<32 | uint64(binary.BigEndian.Uint32(e.Raw[12:]))
}

// Mtime is like Entry.Mtime, for a file.
func (s Stat) Mtime() uint64 { return uint64(s.mtimeSec)<<32 | uint64(s.mtimeNsec) }

// Same reports whether the file still has the entry's stat data. Like git, it
// does not compare dev, which changes with mounts.
func (e Entry) Same(s Stat) bool {
	r := e.Raw
	u := binary.BigEndian.Uint32
	return u(r[8:]) == s.mtimeSec && u(r[12:]) == s.mtimeNsec && u(r[36:]) == s.Size &&
		u(r[0:]) == s.CtimeSec && u(r[4:]) == s.CtimeNsec && u(r[20:]) == s.Ino &&
		u(r[28:]) == s.uid && u(r[32:]) == s.gid && s.regular
}

// Index is git's staging area as read.
type Index struct {
	Raw     []byte
	version uint32
	Entries []Entry
	mtime   uint64 // the index file's own when read, for the racy rule
	missing bool
}

// ReadIndex reads the index; one that is missing is empty.
func ReadIndex(p string) (*Index, error) {
	f, err := rootfs.OpenPath(p)
	if errors.Is(err, os.ErrNotExist) {
		return &Index{version: 2, missing: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading git's index: %w", err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("reading git's index: %w", err)
	}
	if st.Size() > maxIndex {
		return nil, IndexError(fmt.Sprintf("its index is larger than %d MB", maxIndex>>20))
	}
	raw := make([]byte, st.Size())
	if _, err := f.ReadAt(raw, 0); err != nil {
		return nil, fmt.Errorf("reading git's index: %w", err)
	}
	ix, err := parseIndex(raw)
	if err != nil {
		return nil, err
	}
	t := st.ModTime()
	ix.mtime = uint64(uint32(t.Unix()))<<32 | uint64(t.Nanosecond())
	return ix, nil
}

func parseIndex(raw []byte) (*Index, error) {
	damaged := IndexError("git's index is damaged")
	if len(raw) < 12+sha1.Size || string(raw[:4]) != "DIRC" {
		return nil, damaged
	}
	ix := &Index{Raw: raw, version: binary.BigEndian.Uint32(raw[4:])}
	if ix.version != 2 && ix.version != 3 {
		return nil, IndexError(fmt.Sprintf("its index has version %d", ix.version))
	}
	sum := raw[len(raw)-sha1.Size:]
	if bytes.Equal(sum, make([]byte, sha1.Size)) {
		return nil, IndexError("its index has no checksum (index.skipHash)")
	}
	n := binary.BigEndian.Uint32(raw[8:])
	body := raw[12 : len(raw)-sha1.Size]
	if uint64(n)*(entryFixed+2) > uint64(len(body)) {
		return nil, damaged
	}
	ix.Entries = make([]Entry, 0, n)
	for range n {
		e, size := readEntry(body)
		if size == 0 {
			return nil, damaged
		}
		ix.Entries = append(ix.Entries, e)
		body = body[size:]
	}
	return ix, checkExtensions(body)
}

// readEntry reads the first entry of b; size 0 means there is none.
func readEntry(b []byte) (e Entry, size int) {
	if len(b) < entryFixed+2 {
		return e, 0
	}
	e.Flags = binary.BigEndian.Uint16(b[60:])
	at := entryFixed
	if e.Flags&flagExt != 0 {
		e.Ext = binary.BigEndian.Uint16(b[62:])
		at += 2
	}
	n := int(e.Flags & nameMask)
	if n == nameMask {
		n = bytes.IndexByte(b[at:], 0)
	}
	size = (at + n + 8) &^ 7
	if n <= 0 || size > len(b) || b[at+n] != 0 {
		return e, 0
	}
	e.Name, e.Raw = b[at:at+n], b[:size]
	return e, size
}

// checkExtensions accepts optional extensions, which a splice drops: a kept TREE
// would make the user's next commit record the old file. A lower-case name means
// that the entries cannot be understood without it.
func checkExtensions(b []byte) error {
	for len(b) > 0 {
		if len(b) < 8 {
			return IndexError("git's index is damaged")
		}
		name, size := string(b[:4]), uint64(binary.BigEndian.Uint32(b[4:]))
		if size > uint64(len(b)-8) {
			return IndexError("git's index is damaged")
		}
		if name[0] < 'A' || name[0] > 'Z' {
			return IndexError("its index has the extension " + strings.TrimSpace(name))
		}
		b = b[8+size:]
	}
	return nil
}

// Intact verifies the checksum, which a splice would otherwise bless anew.
func (ix *Index) Intact() bool {
	if ix.missing {
		return true
	}
	n := len(ix.Raw) - sha1.Size
	sum := sha1.Sum(ix.Raw[:n])
	return bytes.Equal(sum[:], ix.Raw[n:])
}

// Find returns the position of the first entry of that name, or where it would go.
func (ix *Index) Find(name string) (int, bool) {
	i := sort.Search(len(ix.Entries), func(i int) bool { return string(ix.Entries[i].Name) >= name })
	return i, i < len(ix.Entries) && string(ix.Entries[i].Name) == name
}

// Staged is one path as the spliced index is to have it.
type Staged struct {
	Name string
	Mode uint32 // 0: no entry
	Hash Hash
	Stat Stat
}

// Splice returns the bytes of an index with these paths replaced and all other
// entries kept. dirty reports whether a file differs from its entry, and is
// called only for racy ones: those written so late that only the old index's own
// time shows they are in doubt. The new index is younger, so the doubt is
// recorded as size 0, as git does.
func (ix *Index) Splice(paths []Staged, dirty func(Entry) bool) []byte {
	sort.Slice(paths, func(i, j int) bool { return paths[i].Name < paths[j].Name })
	gone := ix.replaced(paths)
	out := make([]byte, 12, len(ix.Raw)+256*len(paths)+sha1.Size)
	copy(out, "DIRC")
	binary.BigEndian.PutUint32(out[4:], ix.version)
	count := uint32(0)
	next := 0
	for i, e := range ix.Entries {
		for next < len(paths) && paths[next].Name <= string(e.Name) {
			out, count = paths[next].append(out, count)
			next++
		}
		if gone[i] {
			continue
		}
		out = append(out, e.Raw...)
		count++
		if ix.Racy(e) && e.Size() != 0 && dirty(e) {
			binary.BigEndian.PutUint32(out[len(out)-len(e.Raw)+36:], 0)
		}
	}
	for ; next < len(paths); next++ {
		out, count = paths[next].append(out, count)
	}
	binary.BigEndian.PutUint32(out[8:], count)
	sum := sha1.Sum(out)
	return append(out, sum[:]...)
}

// Racy reports whether a file may have changed after its entry was written
// without its stat data showing it.
func (ix *Index) Racy(e Entry) bool {
	return e.Mtime() >= ix.mtime && e.Mode()&0o170000 == 0o100000
}

// replaced returns the positions of the entries that have to go: those with a new
// path's name, or where one is a file and the other needs a directory.
func (ix *Index) replaced(paths []Staged) map[int]bool {
	gone := map[int]bool{}
	drop := func(name string) {
		for i, _ := ix.Find(name); i < len(ix.Entries) && string(ix.Entries[i].Name) == name; i++ {
			gone[i] = true
		}
	}
	for _, p := range paths {
		drop(p.Name)
		if p.Mode == 0 {
			continue
		}
		for i, c := range p.Name {
			if c == '/' {
				drop(p.Name[:i])
			}
		}
		below := p.Name + "/"
		for i, _ := ix.Find(below); i < len(ix.Entries) && strings.HasPrefix(string(ix.Entries[i].Name), below); i++ {
			gone[i] = true
		}
	}
	return gone
}

func (p Staged) append(out []byte, count uint32) ([]byte, uint32) {
	if p.Mode == 0 {
		return out, count
	}
	var fixed [entryFixed]byte
	s := p.Stat
	for i, v := range []uint32{s.CtimeSec, s.CtimeNsec, s.mtimeSec, s.mtimeNsec, s.dev, s.Ino, p.Mode, s.uid, s.gid, s.Size} {
		binary.BigEndian.PutUint32(fixed[4*i:], v)
	}
	copy(fixed[40:], p.Hash[:])
	binary.BigEndian.PutUint16(fixed[60:], uint16(min(len(p.Name), nameMask)))
	start := len(out)
	out = append(out, fixed[:]...)
	out = append(out, p.Name...)
	pad := (entryFixed+len(p.Name)+8)&^7 - (len(out) - start)
	return append(out, make([]byte, pad)...), count + 1
}
