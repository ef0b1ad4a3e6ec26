package cli

import (
	"fmt"
	"os"
	"runtime/debug"
)

// release is set by the linker; a build from source says so by
// itself.
var release = ""

// Version is what this build calls itself.
func Version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "from source"
}

// program tells this very build from any other: what one has read of the
// notes, another may read differently.
func program() string {
	path, err := os.Executable()
	if err != nil {
		return Version()
	}
	info, err := os.Stat(path)
	if err != nil {
		return Version()
	}
	return fmt.Sprintf("%s %d %d", Version(), info.Size(), info.ModTime().UnixNano())
}
