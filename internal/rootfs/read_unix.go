//go:build unix

package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// nonblock keeps the opening of a pipe from waiting for its other end.
const nonblock = syscall.O_NONBLOCK

// nofollow keeps a link from being opened.
const nofollow = syscall.O_NOFOLLOW

// errLink says that the name is a link, or that the short way is of no use.
var errLink = errors.New("is a link")

// readAt reads a file of an open directory with four calls of the system.
// os.Root makes a dozen, and os.File asks for every file whether it can be
// waited for: a third of the time of listing the actions of ten thousand notes.
func readAt(dir *os.File, name string) ([]byte, error) {
	defer runtime.KeepAlive(dir)
	fd, err := retried(func() (int, error) {
		return unix.Openat(int(dir.Fd()), name, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	})
	if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.EMLINK) { // the BSDs say the latter
		return nil, errLink
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer unix.Close(fd)
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return nil, err
	}
	mode := fs.FileMode(0)
	if st.Mode&unix.S_IFMT != unix.S_IFREG {
		mode = fs.ModeIrregular
	}
	if err := readable(mode, st.Size); err != nil {
		return nil, err
	}
	buf := make([]byte, 0, max(512, int(st.Size)+1))
	for {
		n, err := retried(func() (int, error) { return unix.Read(fd, buf[len(buf):cap(buf)]) })
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return buf, nil
		}
		buf = buf[:len(buf)+n]
		switch {
		case len(buf) > MaxFile:
			return nil, errTooLarge
		case int64(len(buf)) == st.Size && len(buf) < cap(buf):
			return buf, nil // as long as it was: a further read would only say so
		case len(buf) == cap(buf):
			buf = append(buf, 0)[:len(buf)]
		}
	}
}

// dirAt opens a directory of an open one, unless it is a link.
func dirAt(dir *os.File, name string) (*os.File, error) {
	defer runtime.KeepAlive(dir)
	fd, err := retried(func() (int, error) {
		return unix.Openat(int(dir.Fd()), name, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOFOLLOW|unix.O_DIRECTORY, 0)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(fd), filepath.Join(dir.Name(), name)), nil
}

// retried repeats a call that a signal interrupted.
func retried(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}

// listed is the directory once more, for listing only: of one that os.Root has
// opened, Go asks the system about every name in it, where the listing says
// already what is a file.
func listed(root *os.Root, dir *os.File, name string) (*os.File, error) {
	fd, err := unix.FcntlInt(dir.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", name, err)
	}
	return os.NewFile(uintptr(fd), filepath.Join(root.Name(), filepath.FromSlash(name))), nil
}
