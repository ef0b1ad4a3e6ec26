package rootfs

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// HasWriter reports whether any process has a file open for writing: the kernel
// then refuses a read lease on it. known is false where it grants no leases.
func HasWriter(f *os.File) (writer, known bool) {
	_, err := unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	if err == nil {
		unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_UNLCK)
		return false, true
	}
	return errors.Is(err, unix.EAGAIN), errors.Is(err, unix.EAGAIN)
}
