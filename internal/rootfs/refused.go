package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
)

// MaxFile is the size in bytes of the largest file that is read: a hundred times
// the longest note that is understood.
const MaxFile = 16 << 20

var (
	errNotRegular = errors.New("is not a regular file")
	errTooLarge   = fmt.Errorf("is larger than %d MB", MaxFile>>20)
)

// readable is the error for a file that is not read: a pipe, a device, a
// directory, or one too long.
func readable(mode fs.FileMode, size int64) error {
	switch {
	case !mode.IsRegular():
		return errNotRegular
	case size > MaxFile:
		return errTooLarge
	}
	return nil
}
