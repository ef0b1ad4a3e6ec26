// Package quickdisk lets tests that write thousands of small files, sync each,
// and start a program for each, do so in memory and in parallel. That loses
// nothing of what they prove: a killed process leaves what it wrote either way,
// and power cuts are a model.
package quickdisk

import (
	"flag"
	"os"
	"runtime"
	"strconv"
	"testing"
)

// tempDir is the variable that os.TempDir reads.
const tempDir = "TMPDIR"

// parallel is the flag for how many tests run in parallel.
const parallel = "test.parallel"

// Run runs a package's tests with temporary directories in memory, if there is
// room, and two tests a processor, since each waits for other processes. An
// explicit TMPDIR or -parallel takes precedence.
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
