//go:build !linux

package rootfs

import "os"

// HasWriter is Linux's alone; elsewhere nobody tells who writes a file.
func HasWriter(*os.File) (writer, known bool) { return false, false }
