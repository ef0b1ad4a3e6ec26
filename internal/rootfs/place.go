//go:build linux || darwin

package rootfs

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Place renames a file to a name that must be free: the error is fs.ErrExist when
// it is taken, errors.ErrUnsupported where the file system cannot do this.
func Place(old, new string) error {
	err := place(old, new)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP):
		err = errors.ErrUnsupported
	}
	return &os.LinkError{Op: "rename", Old: old, New: new, Err: err}
}
