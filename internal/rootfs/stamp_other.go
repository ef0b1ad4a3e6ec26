//go:build !linux && !darwin

package rootfs

import "errors"

// Stamp and DirStamp are for Linux and macOS; elsewhere files are read.
func (f *FS) Stamp(string, func(string) bool) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }

func (f *FS) DirStamp(string) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }
