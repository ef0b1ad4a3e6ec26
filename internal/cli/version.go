package cli

import "runtime/debug"

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
