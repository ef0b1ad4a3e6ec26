//go:build unix

package rootfs

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Whoever opens a pipe that nobody writes to waits for ever, unless they say no.
func TestAPipeIsNotWaitedFor(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir)
	for way, read := range map[string]func() error{
		"opened":                  func() error { _, err := f.Open("pipe.md"); return err },
		"read":                    func() error { _, err := f.ReadFile("pipe.md"); return err },
		"listed":                  func() error { _, err := f.ReadDir("pipe.md"); return err },
		"read by the root":        func() error { _, err := ReadFile(f.root, "pipe.md"); return err },
		"read by its path":        func() error { _, err := ReadPath(pipe); return err },
		"read by its path, short": func() error { _, err := ReadHead(pipe, 1); return err },
		"written to":              func() error { _, err := OpenOwn(pipe, os.O_WRONLY, 0o600); return err },
	} {
		done := make(chan error, 1)
		go func() { done <- read() }()
		select {
		case err := <-done:
			if err == nil {
				t.Errorf("a pipe was %s", way)
			}
		case <-time.After(5 * time.Second): // for ever, if nobody looked
			t.Fatalf("a pipe was waited for when it was %s", way)
		}
	}
}
