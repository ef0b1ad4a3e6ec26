//go:build !linux && !darwin

package rootfs

import "errors"

// Stamp is for Linux and macOS; elsewhere files are read.
func (f *FS) Stamp(string, func(string) bool) (Stamp, error) { return Stamp{}, errors.ErrUnsupported }
