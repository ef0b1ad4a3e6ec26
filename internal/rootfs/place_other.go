//go:build !linux && !darwin

package rootfs

import "errors"

// Place is unsupported except on Linux and macOS.
func Place(string, string) error { return errors.ErrUnsupported }
