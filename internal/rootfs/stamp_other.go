//go:build !linux && !darwin

package rootfs

import "errors"

// Stamp and DirStamp work only on Linux and macOS; elsewhere files are read.
func (f *FS) Stamp(string, func(string) bool) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

func (f *FS) DirStamp(string) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

// FileStamps is Stamp for each file by itself.
func (f *FS) FileStamps(string, func(string) bool) ([]FileStamp, Stamp, error) {
	return nil, Stamp{}, errors.ErrUnsupported
}
