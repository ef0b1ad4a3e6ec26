package gitstore

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

// The index is spliced as bytes: decoding and encoding all of it is what makes
// a commit slow (GIT-format measurements in ARCHITECTURE.md), and every entry
// and flag we need not touch stays as git wrote it. Versions 2 and 3 are
// handled; anything else is left to git.
const (
	entryFixed = 62 // bytes of an entry before its name, without extended flags
	flagStage  = 0x3000
	flagExt    = 0x4000
	flagValid  = 0x8000
	nameMask   = 0x0fff
	extSkip    = 0x4000 // skip-worktree
	extIntent  = 0x2000 // git add -N
)

// maxIndex is the longest index that is read: that of three million files.
const maxIndex = 256 << 20

// errIndex says that the index is not one we splice; the text says why.
type errIndex string

func (e errIndex) Error() string { return string(e) }

// stat is what the index keeps of a file, truncated to 32 bits as git does.
type stat struct {
	ctimeSec, ctimeNsec, mtimeSec, mtimeNsec uint32
	dev, ino, uid, gid, size                 uint32
	regular, dir, exec                       bool
}

// indexEntry is one entry in place in the raw index.
type indexEntry struct {
	raw   []byte // the whole entry with its padding
	name  []byte
	flags uint16
	ext   uint16
}

func (e indexEntry) stage() int { return int(e.flags&flagStage) >> 12 }

func (e indexEntry) mode() uint32 { return binary.BigEndian.Uint32(e.raw[24:]) }

func (e indexEntry) hash() (h hash) {
	copy(h[:], e.raw[40:])
	return h
}

func (e indexEntry) size() uint32 { return binary.BigEndian.Uint32(e.raw[36:]) }

// mtime is seconds and nanoseconds in one number that orders as they do.
func (e indexEntry) mtime() uint64 {
	return uint64(binary.BigEndian.Uint32(e.raw[8:]))<<32 | uint64(binary.BigEndian.Uint32(e.raw[12:]))
}

func (s stat) mtime() uint64 { return uint64(s.mtimeSec)<<32 | uint64(s.mtimeNsec) }

// same reports whether the file still has the stat data of the entry. dev is
// not compared, as git does not: it changes with mounts.
func (e indexEntry) same(s stat) bool {
	r := e.raw
	u := binary.BigEndian.Uint32
	return u(r[8:]) == s.mtimeSec && u(r[12:]) == s.mtimeNsec && u(r[36:]) == s.size &&
		u(r[0:]) == s.ctimeSec && u(r[4:]) == s.ctimeNsec && u(r[20:]) == s.ino &&
		u(r[28:]) == s.uid && u(r[32:]) == s.gid && s.regular
}

// index is git's staging area as read.
type index struct {
	raw     []byte
	version uint32
	entries []indexEntry
	mtime   uint64 // of the file when it was read, for the racy rule
	missing bool
}

func readIndex(p string) (*index, error) {
	f, err := rootfs.OpenPath(p)
	if errors.Is(err, os.ErrNotExist) {
		return &index{version: 2, missing: true}, nil
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
		return nil, errIndex(fmt.Sprintf("its index is larger than %d MB", maxIndex>>20))
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

func parseIndex(raw []byte) (*index, error) {
	damaged := errIndex("git's index is damaged")
	if len(raw) < 12+sha1.Size || string(raw[:4]) != "DIRC" {
		return nil, damaged
	}
	ix := &index{raw: raw, version: binary.BigEndian.Uint32(raw[4:])}
	if ix.version != 2 && ix.version != 3 {
		return nil, errIndex(fmt.Sprintf("its index has version %d", ix.version))
	}
	sum := raw[len(raw)-sha1.Size:]
	if bytes.Equal(sum, make([]byte, sha1.Size)) {
		return nil, errIndex("its index has no checksum (index.skipHash)")
	}
	n := binary.BigEndian.Uint32(raw[8:])
	body := raw[12 : len(raw)-sha1.Size]
	if uint64(n)*(entryFixed+2) > uint64(len(body)) {
		return nil, damaged
	}
	ix.entries = make([]indexEntry, 0, n)
	for range n {
		e, size := readEntry(body)
		if size == 0 {
			return nil, damaged
		}
		ix.entries = append(ix.entries, e)
		body = body[size:]
	}
	return ix, checkExtensions(body)
}

// readEntry cuts the first entry off b; size 0 means that there is none.
func readEntry(b []byte) (e indexEntry, size int) {
	if len(b) < entryFixed+2 {
		return e, 0
	}
	e.flags = binary.BigEndian.Uint16(b[60:])
	at := entryFixed
	if e.flags&flagExt != 0 {
		e.ext = binary.BigEndian.Uint16(b[62:])
		at += 2
	}
	n := int(e.flags & nameMask)
	if n == nameMask {
		n = bytes.IndexByte(b[at:], 0)
	}
	size = (at + n + 8) &^ 7
	if n <= 0 || size > len(b) || b[at+n] != 0 {
		return e, 0
	}
	e.name, e.raw = b[at:at+n], b[:size]
	return e, size
}

// checkExtensions accepts the optional ones, which a splice drops: a kept TREE
// would make the user's next commit record the old file. A lower-case name
// means that the entries cannot be understood without it.
func checkExtensions(b []byte) error {
	for len(b) > 0 {
		if len(b) < 8 {
			return errIndex("git's index is damaged")
		}
		name, size := string(b[:4]), uint64(binary.BigEndian.Uint32(b[4:]))
		if size > uint64(len(b)-8) {
			return errIndex("git's index is damaged")
		}
		if name[0] < 'A' || name[0] > 'Z' {
			return errIndex("its index has the extension " + strings.TrimSpace(name))
		}
		b = b[8+size:]
	}
	return nil
}

// intact verifies the checksum, which a splice would otherwise bless anew.
func (ix *index) intact() bool {
	if ix.missing {
		return true
	}
	n := len(ix.raw) - sha1.Size
	sum := sha1.Sum(ix.raw[:n])
	return bytes.Equal(sum[:], ix.raw[n:])
}

// find gives the position of the first entry of that name, or where it would be.
func (ix *index) find(name string) (int, bool) {
	i := sort.Search(len(ix.entries), func(i int) bool { return string(ix.entries[i].name) >= name })
	return i, i < len(ix.entries) && string(ix.entries[i].name) == name
}

// staged is one path as the spliced index shall have it.
type staged struct {
	name string
	mode uint32 // 0: no entry
	hash hash
	stat stat
}

// splice returns the bytes of an index with these paths replaced and all other
// entries kept. dirty tells whether a file differs from its entry, and is asked
// only for racy ones: those written so late that the old index's own time was
// what marked them as doubtful. The new index is younger, so the doubt must be
// written down, by the size 0, as git does.
func (ix *index) splice(paths []staged, dirty func(indexEntry) bool) []byte {
	sort.Slice(paths, func(i, j int) bool { return paths[i].name < paths[j].name })
	gone := ix.replaced(paths)
	out := make([]byte, 12, len(ix.raw)+256*len(paths)+sha1.Size)
	copy(out, "DIRC")
	binary.BigEndian.PutUint32(out[4:], ix.version)
	count := uint32(0)
	next := 0
	for i, e := range ix.entries {
		for next < len(paths) && paths[next].name <= string(e.name) {
			out, count = paths[next].append(out, count)
			next++
		}
		if gone[i] {
			continue
		}
		out = append(out, e.raw...)
		count++
		if ix.racy(e) && e.size() != 0 && dirty(e) {
			binary.BigEndian.PutUint32(out[len(out)-len(e.raw)+36:], 0)
		}
	}
	for ; next < len(paths); next++ {
		out, count = paths[next].append(out, count)
	}
	binary.BigEndian.PutUint32(out[8:], count)
	sum := sha1.Sum(out)
	return append(out, sum[:]...)
}

// racy reports whether a file may have changed after its entry was written
// without its stat data telling.
func (ix *index) racy(e indexEntry) bool {
	return e.mtime() >= ix.mtime && e.mode()&0o170000 == 0o100000
}

// replaced gives the positions of the entries that give way: to a path of
// their own name, or because one is a file where the other needs a directory.
func (ix *index) replaced(paths []staged) map[int]bool {
	gone := map[int]bool{}
	drop := func(name string) {
		for i, _ := ix.find(name); i < len(ix.entries) && string(ix.entries[i].name) == name; i++ {
			gone[i] = true
		}
	}
	for _, p := range paths {
		drop(p.name)
		if p.mode == 0 {
			continue
		}
		for i, c := range p.name {
			if c == '/' {
				drop(p.name[:i])
			}
		}
		below := p.name + "/"
		for i, _ := ix.find(below); i < len(ix.entries) && strings.HasPrefix(string(ix.entries[i].name), below); i++ {
			gone[i] = true
		}
	}
	return gone
}

func (p staged) append(out []byte, count uint32) ([]byte, uint32) {
	if p.mode == 0 {
		return out, count
	}
	var fixed [entryFixed]byte
	s := p.stat
	for i, v := range []uint32{s.ctimeSec, s.ctimeNsec, s.mtimeSec, s.mtimeNsec, s.dev, s.ino, p.mode, s.uid, s.gid, s.size} {
		binary.BigEndian.PutUint32(fixed[4*i:], v)
	}
	copy(fixed[40:], p.hash[:])
	binary.BigEndian.PutUint16(fixed[60:], uint16(min(len(p.name), nameMask)))
	start := len(out)
	out = append(out, fixed[:]...)
	out = append(out, p.name...)
	pad := (entryFixed+len(p.name)+8)&^7 - (len(out) - start)
	return append(out, make([]byte, pad)...), count + 1
}
