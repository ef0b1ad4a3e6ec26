//go:build unix

package cli

import (
	"errors"
	"syscall"
)

// readWhole reads a file with four calls of the system. os.ReadFile makes
// eight, because it asks for every file whether it can be waited for: a sixth
// of the time of listing the actions of ten thousand notes.
func readWhole(path string) ([]byte, error) {
	fd, err := retried(func() (int, error) { return syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0) })
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		return nil, err
	}
	buf := make([]byte, 0, max(512, int(min(st.Size, 1<<30))+1))
	for {
		n, err := retried(func() (int, error) { return syscall.Read(fd, buf[len(buf):cap(buf)]) })
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return buf, nil
		}
		buf = buf[:len(buf)+n]
		if int64(len(buf)) == st.Size && len(buf) < cap(buf) {
			return buf, nil // as long as it was: a further read would only say so
		}
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
	}
}

// retried repeats a call that a signal interrupted.
func retried(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return n, err
		}
	}
}
