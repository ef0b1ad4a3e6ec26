//go:build !linux && !darwin

package rootfs

import (
	"errors"
	"os"
)

// Exchange is unsupported except on Linux and macOS; a note is then compared and renamed.
func Exchange(*os.Root, string, string) error { return errors.ErrUnsupported }
