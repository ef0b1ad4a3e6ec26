//go:build !linux && !darwin

package rootfs

import "errors"

// Stamp is for Linux and macOS; elsewhere files are read.
func (f *FS) Stamp(string, func(string) bool) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

// Files is Stamp with those of the files one by one.
func (f *FS) Files(string, func(string) bool) ([]File, Stamp, error) {
	return nil, Stamp{}, errors.ErrUnsupported
}
