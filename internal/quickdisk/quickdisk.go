// Package quickdisk lets tests that write thousands of small files, and wait for
// each to be on disk, do so in memory. Nothing they prove is lost by it: a
// killed process leaves what it wrote either way, and power cuts are a model.
package quickdisk

import (
	"os"
	"testing"
)

// tempDir is what os.TempDir goes by.
const tempDir = "TMPDIR"

// Run runs a package's tests, with temporary directories in memory where there
// is room and nobody has said otherwise.
func Run(m *testing.M) int {
	if dir := inMemory(); dir != "" && os.Getenv(tempDir) == "" {
		os.Setenv(tempDir, dir)
	}
	return m.Run()
}
