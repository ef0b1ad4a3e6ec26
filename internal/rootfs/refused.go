package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
)

// MaxFile is the longest file that is read: a hundred times the longest note
// that is understood.
const MaxFile = 16 << 20

var (
	errNotRegular = errors.New("is not a regular file")
	errTooLarge   = fmt.Errorf("is larger than %d MB", MaxFile>>20)
)

// readable says why a file is refused: it is a pipe, a device or a directory, or
// too long.
func readable(mode fs.FileMode, size int64) error {
	switch {
	case !mode.IsRegular():
		return errNotRegular
	case size > MaxFile:
		return errTooLarge
	}
	return nil
}
