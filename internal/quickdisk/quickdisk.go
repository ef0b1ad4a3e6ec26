// Package quickdisk lets tests that write thousands of small files, wait for
// each to be on disk, and start a program for each, do so in memory and beside
// each other. Nothing they prove is lost by it: a killed process leaves what it
// wrote either way, and power cuts are a model.
package quickdisk

import (
	"flag"
	"os"
	"runtime"
	"strconv"
	"testing"
)

// tempDir is what os.TempDir goes by.
const tempDir = "TMPDIR"

// parallel is how many tests run beside each other.
const parallel = "test.parallel"

// Run runs a package's tests, with temporary directories in memory where there
// is room, and two tests a processor, as each waits for other processes: both
// unless somebody has said otherwise.
func Run(m *testing.M) int {
	flag.Parse()
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == parallel })
	if !said {
		flag.Set(parallel, strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
	if dir := inMemory(); dir != "" && os.Getenv(tempDir) == "" {
		os.Setenv(tempDir, dir)
	}
	return m.Run()
}
