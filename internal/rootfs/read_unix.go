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

// nonblock keeps the opening of a named pipe from waiting for its other end.
const nonblock = syscall.O_NONBLOCK

// nofollow makes opening a symbolic link fail.
const nofollow = syscall.O_NOFOLLOW

// errLink says that the name is a link, or that the shortcut does not work.
var errLink = errors.New("is a link")

// readAt reads a file of an open directory with four system calls. os.Root makes
// a dozen, and os.File tries to poll each file: a third of the time of listing
// the actions of ten thousand notes.
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
			return buf, nil // the file has its full size: a further read would only return EOF
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

// listed is a second handle of the directory, for listing only: for one that
// os.Root has opened, Go stats every name in it, though the listing already says
// what is a file.
func listed(root *os.Root, dir *os.File, name string) (*os.File, error) {
	fd, err := unix.FcntlInt(dir.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", name, err)
	}
	return os.NewFile(uintptr(fd), filepath.Join(root.Name(), filepath.FromSlash(name))), nil
}
