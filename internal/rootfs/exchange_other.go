//go:build !linux && !darwin

package rootfs

import (
	"errors"
	"os"
)

// Exchange is for Linux and macOS; elsewhere a note is compared and then renamed.
func Exchange(*os.Root, string, string) error { return errors.ErrUnsupported }
