//go:build !linux && !darwin

package rootfs

import "errors"

// Place is for Linux and macOS.
func Place(string, string) error { return errors.ErrUnsupported }
