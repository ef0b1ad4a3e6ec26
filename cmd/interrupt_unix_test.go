//go:build unix

package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"oneonone/internal/cli"
)

// endless is an input that a signal reaches while it is read, and that never
// ends: what reads it does not look whether it is still wanted.
type endless struct{ sig syscall.Signal }

func (e endless) Read([]byte) (int, error) {
	if err := syscall.Kill(os.Getpid(), e.sig); err != nil {
		return 0, err
	}
	select {}
}

func TestInterruptEndsWhatDoesNotListen(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			dir := t.TempDir()
			alice := filepath.Join(dir, "people", "alice")
			if err := os.MkdirAll(alice, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "oneonone.yaml"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			var out, said bytes.Buffer
			code := Main(&cli.Env{Args: []string{"--dir", dir, "import", "-", "--person", "alice"}, Stdin: endless{sig}, Stdout: &out, Stderr: &said,
				Environ: os.Environ(), Dir: dir, Now: time.Now})
			if code != cli.ExitCancelled || !strings.Contains(said.String(), "interrupted") || strings.Contains(said.String(), "context") {
				t.Errorf("ended with %d, saying %q", code, said.String())
			}
			if left, _ := os.ReadDir(alice); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}
