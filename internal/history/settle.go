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
// closed it, as far as the system tells who writes (see hasWriter), and so is
// one that was just made shorter. Nobody else waits for anything.
const (
	settleTime = time.Second
	settlePoll = 5 * time.Millisecond
	// watchTime is how long a file that was taken away while somebody may have
	// been writing it is watched, where the system does not tell who writes.
	watchTime = 200 * time.Millisecond
	// absentTime is how long a file must be gone before an outside edit is
	// recorded that removes it: git and many editors put the new file where
	// there is none for a moment.
	absentTime = 200 * time.Millisecond
)

// settle waits while somebody is in the middle of saving a file. waited tells
// that somebody was.
func (h *History) settle(p string) (waited bool, err error) {
	for end := time.Now().Add(settleTime); ; time.Sleep(settlePoll) {
		if st, err := h.root.Lstat(p); err != nil || !st.Mode().IsRegular() {
			return waited, nil // a pipe would have to be waited for
		}
		f, err := h.root.Open(p)
		if err != nil {
			return waited, nil // whoever reads it says what is wrong
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

// awaitAbsent looks again at the files that are not there, until they are, or
// have been gone for long enough to be taken for removed.
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

// halfWritten reports whether a file is shorter than git knows it and younger
// than a second.
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

// watch waits until nobody can write any more to a file that was taken from
// its place; doubtful tells that somebody was writing just before.
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

// watchFile is watch for a file by its name.
func (h *History) watchFile(p string, doubtful bool) (stillOpen bool) {
	f, err := h.root.OpenFile(p, os.O_RDONLY, fs.FileMode(0))
	if err != nil {
		return false
	}
	defer f.Close()
	return h.watch(f, doubtful)
}
