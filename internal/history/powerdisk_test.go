//go:build unix

package history

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"oneonone/internal/noterepo"
)

// powerDisk is the model of a disk that loses its power. It watches a folder at
// every step of the engine, and knows what was made durable from the calls of
// Sync alone:
//
//   - what is written to a file is durable once that file was synced;
//   - a name that is made, moved or removed is durable once its directory was;
//   - what one step does to the names of one directory happens whole or not at
//     all, and nothing else is promised: no order, no metadata along with data.
//
// At each step it notes what the disk may hold if the power went just then:
// all that was synced and nothing else, then all that happened but one unsynced
// thing, which what an earlier command left unsynced is once, at that command's
// end; in the full form at each step, and of what was not synced also just that one.
type powerDisk struct {
	t    *testing.T
	top  string
	mu   sync.Mutex
	seen powerTree // as the folder was at the last step
	safe powerTree // what is durable of it
	// unsynced is what happened and is not durable, in order.
	unsynced []powerEvent
	held     []*os.File // so that no inode number is used twice
	outcomes map[[32]byte]outcome
	heads    map[string]string // the branches when the last promise was made
	promised int               // how many promises a disk must keep by now
	cuts     int
	// gitSyncs takes what git writes for durable at once: it is asked to sync.
	gitSyncs bool
	full     bool // whether it looks at every disk there may be
}

// powerTree is what files hold and what they are called, by inode.
type powerTree struct {
	data  map[uint64]string
	names map[uint64]map[string]uint64 // those of each directory
	dirs  map[uint64]bool              // which are directories
	gits  map[uint64]bool              // which git alone writes, where it commits
	top   uint64
}

// powerEvent is a write to a file, or a change to the names of a directory in
// which 0 stands for a name that is gone.
type powerEvent struct {
	inode uint64
	data  string
	names map[string]uint64
	old   bool // from before the last promise
}

// outcome is what a disk may hold after a cut.
type outcome struct {
	files    map[string]string // by path; directories end in "/"
	inodes   map[string]uint64 // which of them are the same file
	promised int
	after    string // the step before which the power went
}

func watchDisk(t *testing.T, top string) *powerDisk {
	d := &powerDisk{t: t, top: top, outcomes: map[[32]byte]outcome{}, full: os.Getenv(tortureEnv) == "full"}
	t.Cleanup(func() {
		for _, f := range d.held {
			f.Close()
		}
	})
	d.seen = d.look()
	d.safe = d.look()
	d.noteHeads()
	return d
}

// attach makes a history tell the disk what it does.
func (d *powerDisk) attach(h *History, fault func(op, name string) error) {
	h.fault = func(op, name string) error {
		d.mu.Lock()
		d.cut(op + " " + name)
		d.mu.Unlock()
		if fault != nil {
			return fault(op, name)
		}
		return nil
	}
	h.git.Sync = func(f *os.File) error {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.cut("fsync " + f.Name())
		st, err := f.Stat()
		if err == nil {
			d.synced(st.Sys().(*syscall.Stat_t).Ino)
		}
		return err
	}
}

// promise says that from now on one more promise must be kept.
func (d *powerDisk) promise() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.promised++
	d.cut("the end")
	for i := range d.unsynced {
		d.unsynced[i].old = true
	}
	d.noteHeads()
}

func (d *powerDisk) noteHeads() {
	d.heads = map[string]string{}
	all := map[string]string{}
	safe := d.safe
	safe.dirs = d.seen.dirs // with those made since
	safe.list(safe.top, "", all, map[string]uint64{})
	for p, data := range all {
		if strings.Contains(p, ".git/refs/heads/") {
			d.heads[p] = data
		}
	}
}

func (d *powerDisk) look() powerTree {
	t := powerTree{data: map[uint64]string{}, names: map[uint64]map[string]uint64{}, dirs: map[uint64]bool{}, gits: map[uint64]bool{}}
	known := map[uint64]bool{}
	for inode := range d.seen.data {
		known[inode] = true
	}
	for inode := range d.seen.names {
		known[inode] = true
	}
	var visit func(p string) uint64
	visit = func(p string) uint64 {
		f, err := os.Open(p)
		if err != nil {
			return 0 // removed meanwhile, by a git that runs by itself
		}
		st, err := f.Stat()
		if err != nil {
			d.t.Error(err)
		}
		inode := st.Sys().(*syscall.Stat_t).Ino
		t.gits[inode] = isGits(p)
		if st.IsDir() {
			t.names[inode], t.dirs[inode] = map[string]uint64{}, true
			entries, _ := f.ReadDir(-1)
			for _, e := range entries {
				// Holds no more than the number of a process.
				if e.Name() == "oneonone.lock" {
					continue
				}
				if child := visit(filepath.Join(p, e.Name())); child != 0 {
					t.names[inode][e.Name()] = child
				}
			}
		} else {
			b, _ := os.ReadFile(p)
			t.data[inode] = string(b)
		}
		if known[inode] {
			f.Close()
		} else {
			d.held = append(d.held, f)
		}
		return inode
	}
	t.top = visit(d.top)
	return t
}

// notice finds what happened since the last look.
func (d *powerDisk) notice() {
	now := d.look()
	for inode, data := range now.data {
		if was, ok := d.seen.data[inode]; data != was || !ok && data != "" {
			d.unsynced = append(d.unsynced, powerEvent{inode: inode, data: data})
		}
	}
	for inode, names := range now.names {
		changed := map[string]uint64{}
		was := d.seen.names[inode]
		for name, child := range names {
			if was[name] != child {
				changed[name] = child
			}
		}
		for name := range was {
			if _, there := names[name]; !there {
				changed[name] = 0
			}
		}
		if len(changed) > 0 {
			d.unsynced = append(d.unsynced, powerEvent{inode: inode, names: changed})
		}
	}
	// What no name leads to any more may still be written to and be renamed.
	maps.Copy(now.data, missing(d.seen.data, now.data))
	maps.Copy(now.names, missing(d.seen.names, now.names))
	maps.Copy(now.dirs, d.seen.dirs)
	d.seen = now
	for inode := range now.gits {
		if d.gitSyncs && now.gits[inode] {
			d.synced(inode)
		}
	}
}

func isGits(p string) bool {
	_, inside, _ := strings.Cut(p, "/.git/")
	dir, _, _ := strings.Cut(inside, "/")
	return dir == "objects" || dir == "refs" || dir == "logs"
}

func missing[V any](from, in map[uint64]V) map[uint64]V {
	out := map[uint64]V{}
	for k, v := range from {
		if _, ok := in[k]; !ok {
			out[k] = v
		}
	}
	return out
}

func (d *powerDisk) synced(inode uint64) {
	d.unsynced = slices.DeleteFunc(d.unsynced, func(e powerEvent) bool {
		if e.inode == inode {
			d.safe.apply(e)
		}
		return e.inode == inode
	})
}

func (t *powerTree) apply(e powerEvent) {
	if e.names == nil {
		t.data[e.inode] = e.data
		return
	}
	names := maps.Clone(t.names[e.inode])
	if names == nil {
		names = map[string]uint64{}
	}
	for name, child := range e.names {
		if child == 0 {
			delete(names, name)
		} else {
			names[name] = child
		}
	}
	t.names[e.inode] = names
}

// cut notes what the disk may hold if the power goes now.
func (d *powerDisk) cut(before string) {
	d.notice()
	d.cuts++
	d.note(before, "nothing unsynced", nil)
	for i := range d.unsynced {
		if d.unsynced[i].old && !d.full {
			continue
		}
		d.note(before, fmt.Sprint("without ", d.told(d.unsynced[i])), slices.Delete(slices.Clone(d.unsynced), i, i+1))
		if !d.full {
			continue
		}
		d.note(before, fmt.Sprint("only ", d.told(d.unsynced[i])), d.unsynced[i:i+1])
	}
}

func (d *powerDisk) told(e powerEvent) string {
	if e.names != nil {
		return fmt.Sprintf("the names %q", slices.Sorted(maps.Keys(e.names)))
	}
	for _, names := range d.seen.names {
		for name, inode := range names {
			if inode == e.inode {
				return "what was written to " + name
			}
		}
	}
	return "a write"
}

func (d *powerDisk) note(before, what string, kept []powerEvent) {
	t := powerTree{data: maps.Clone(d.safe.data), names: maps.Clone(d.safe.names), dirs: d.seen.dirs, top: d.safe.top}
	for _, e := range kept {
		t.apply(e)
	}
	files := map[string]string{}
	inodes := map[string]uint64{}
	t.list(t.top, "", files, inodes)
	sum := sha256.New()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		switch {
		case !d.matters(p, files):
		case isLockFile(p):
			fmt.Fprintf(sum, "%q is file %d\n", p, inodes[p])
		default:
			fmt.Fprintf(sum, "%q %q\n", p, files[p])
		}
	}
	fmt.Fprint(sum, d.promised)
	var key [32]byte
	sum.Sum(key[:0])
	if _, ok := d.outcomes[key]; !ok {
		d.outcomes[key] = outcome{files: files, inodes: inodes, promised: d.promised, after: before + ", " + what}
	}
}

// matters reports whether a disk is another one for having a file. What is still
// under a temporary name is not, nor an object as it should be while no branch
// has moved to where it may be needed.
func (d *powerDisk) matters(p string, files map[string]string) bool {
	switch {
	case strings.Contains(p, "tmp_obj_"), strings.Contains(p, "/.new-"), strings.Contains(p, gitInTheMaking), strings.Contains(p, "oneonone.commit-"), strings.HasSuffix(p, noterepo.TmpEnd):
		return false
	case strings.Contains(p, ".git/objects/") && files[p] != "" || strings.Contains(p, ".git/objects/") && strings.HasSuffix(p, "/"):
		for q, data := range files {
			if strings.Contains(q, ".git/refs/heads/") && !strings.HasSuffix(q, ".lock") && data != d.heads[q] {
				return true
			}
		}
		return false
	}
	return true
}

// isLockFile reports whether a file counts by its name and by which file it is,
// whatever it holds.
func isLockFile(p string) bool {
	return strings.HasSuffix(p, ".lock") || strings.HasSuffix(p, "/oneonone.index") || strings.HasSuffix(p, "/oneonone.ref")
}

const gitInTheMaking = ".git.new-"

func (t *powerTree) list(dir uint64, prefix string, files map[string]string, inodes map[string]uint64) {
	for name, inode := range t.names[dir] {
		if t.dirs[inode] {
			files[prefix+name+"/"] = ""
			t.list(inode, prefix+name+"/", files, inodes)
			continue
		}
		files[prefix+name], inodes[prefix+name] = t.data[inode], inode
	}
}

// restore writes an outcome into an empty directory.
func (o outcome) restore(dir string) error {
	first := map[uint64]string{}
	for _, p := range slices.Sorted(maps.Keys(o.files)) {
		to := filepath.Join(dir, filepath.FromSlash(p))
		if p[len(p)-1] == '/' {
			if err := os.MkdirAll(to, 0o700); err != nil {
				return err
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if same := first[o.inodes[p]]; same != "" {
			if err := os.Link(same, to); err != nil {
				return err
			}
			continue
		}
		first[o.inodes[p]] = to
		if err := os.WriteFile(to, []byte(o.files[p]), 0o600); err != nil {
			return err
		}
	}
	return nil
}
