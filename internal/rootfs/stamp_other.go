//go:build !linux && !darwin

package rootfs

import "errors"

// Stamp and DirStamp are for Linux and macOS; elsewhere files are read.
func (f *FS) Stamp(string, func(string) bool) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

func (f *FS) DirStamp(string) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

// Files is Stamp with those of the files one by one.
func (f *FS) Files(string, func(string) bool) ([]File, Stamp, error) {
	return nil, Stamp{}, errors.ErrUnsupported
}
