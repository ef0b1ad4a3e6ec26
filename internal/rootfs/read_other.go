//go:build !unix

package rootfs

import (
	"errors"
	"os"
)

const nonblock, nofollow = 0, 0

var errLink = errors.New("is a link")

// readAt leaves every file to os.Root.
func readAt(*os.File, string) ([]byte, error) { return nil, errLink }

// dirAt leaves every directory to os.Root.
func dirAt(*os.File, string) (*os.File, error) { return nil, errLink }

func listed(root *os.Root, dir *os.File, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_RDONLY, 0)
}
