package history

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"oneonone/internal/rootfs"
)

// Most editors save by writing a file anew in place: it is empty for a moment,
// and half there for another. Such a file is left alone until its writer has
// closed it, if the system can tell (see hasWriter), and so is one that has just
// become shorter. Nothing else waits.
const (
	settleTime = time.Second
	settlePoll = 5 * time.Millisecond
	// watchTime is how long a file that was moved away, while somebody may have been
	// writing to it, is watched where the system cannot tell who writes.
	watchTime = 200 * time.Millisecond
	// absentTime is how long a file must be gone before its removal is recorded as
	// an outside edit: git and many editors remove a file just before they write the
	// new one.
	absentTime = 200 * time.Millisecond
)

// settle waits while somebody is in the middle of saving a file. waited is
// whether somebody was.
func (h *History) settle(p string) (waited bool, err error) {
	for end := time.Now().Add(settleTime); ; time.Sleep(settlePoll) {
		if st, err := h.root.Lstat(p); err != nil || !st.Mode().IsRegular() {
			return waited, nil // a named pipe would block
		}
		f, err := h.root.Open(p)
		if err != nil {
			return waited, nil // reading it reports the error
		}
		writer, _ := rootfs.HasWriter(f)
		half := !writer && h.halfWritten(p, f)
		f.Close()
		if !writer && !half {
			return waited, nil
		}
		if !waited {
			if err := h.step("wait", p); err != nil {
				return true, err
			}
		}
		waited = true
		if time.Now().After(end) {
			if writer {
				return true, h.openElsewhere(p)
			}
			return true, nil
		}
	}
}

// awaitAbsent polls the files that are missing until they are back, or have been
// gone long enough to count as removed.
func (h *History) awaitAbsent(paths []string, plan map[string][]byte) error {
	absent := slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		_, planned := plan[p]
		return planned
	})
	here := func(p string) bool {
		_, err := h.root.Lstat(p)
		return !errors.Is(err, fs.ErrNotExist)
	}
	absent = slices.DeleteFunc(absent, here)
	if len(absent) == 0 {
		return nil
	}
	if err := h.step("look again", absent[0]); err != nil {
		return err
	}
	for end := time.Now().Add(absentTime); len(absent) > 0 && time.Now().Before(end); time.Sleep(settlePoll) {
		absent = slices.DeleteFunc(absent, here)
	}
	return nil
}

func (h *History) openElsewhere(p string) error {
	return &PathError{Path: p, Reason: "another program has it open and is writing it", Hint: "close it there, then run the command again"}
}

// halfWritten reports whether a file is shorter than in git's index and less than
// a second old.
func (h *History) halfWritten(p string, f *os.File) bool {
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return false
	}
	if age := time.Since(st.ModTime()); age < 0 || age > settleTime {
		return false
	}
	r, err := h.repos.Of(p)
	return err == nil && r != nil && st.Size() < r.SizeInIndex(r.Inside(p))
}

// watch waits until nobody can still write to a file that was moved away;
// doubtful says that somebody was writing to it just before.
func (h *History) watch(f *os.File, doubtful bool) (stillOpen bool) {
	begin := time.Now()
	for {
		writer, known := rootfs.HasWriter(f)
		age := time.Since(begin)
		if known && !writer || !known && (!doubtful || age > watchTime) {
			return false
		}
		if age > settleTime {
			return writer
		}
		time.Sleep(settlePoll)
	}
}

// watchFile is watch for the file at a path.
func (h *History) watchFile(p string, doubtful bool) (stillOpen bool) {
	f, err := h.root.OpenFile(p, os.O_RDONLY, fs.FileMode(0))
	if err != nil {
		return false
	}
	defer f.Close()
	return h.watch(f, doubtful)
}
