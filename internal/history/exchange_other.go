//go:build !linux && !darwin

package history

import (
	"errors"
	"os"
)

// exchange is for Linux and macOS; elsewhere a note is compared and then renamed.
func exchange(*os.Root, string, string) error { return errors.ErrUnsupported }
