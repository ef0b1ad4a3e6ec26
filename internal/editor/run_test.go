package editor

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths below are Unix ones")
	}
	for _, c := range []struct {
		editor string
		line   int
		want   string
	}{
		{"vi", 12, "vi +12 /n/a.md"},
		{"vi", 0, "vi /n/a.md"},
		{"/usr/bin/vim.basic -u NONE", 3, "/usr/bin/vim.basic -u NONE +3 /n/a.md"},
		{"emacsclient -t", 3, "emacsclient -t +3 /n/a.md"},
		{"nano", 3, "nano +3 /n/a.md"},
		{"micro", 3, "micro +3 /n/a.md"},
		{"kak", 3, "kak +3 /n/a.md"},
		{"gvim", 3, "gvim -f +3 /n/a.md"},
		{"gvim --nofork", 3, "gvim --nofork +3 /n/a.md"},
		{"hx", 3, "hx /n/a.md:3"},
		{"code", 3, "code --wait --goto /n/a.md:3"},
		{"code -w -n", 3, "code -w -n --goto /n/a.md:3"},
		{"Code.CMD", 0, "Code.CMD --wait /n/a.md"},
		{"codium --wait", 3, "codium --wait --goto /n/a.md:3"},
		{"subl", 3, "subl --wait /n/a.md:3"},
		{"zed", 3, "zed --wait /n/a.md:3"},
		{"kate", 3, "kate --block --line 3 /n/a.md"},
		{"idea", 3, "idea --wait --line 3 /n/a.md"},
		{"notepad++.exe", 3, "notepad++.exe -multiInst -n3 /n/a.md"},
		{"open -t", 3, "open -t -W /n/a.md"},
		{"my-editor", 3, "my-editor /n/a.md"},
	} {
		spec := Spec{Args: strings.Fields(c.editor)}
		if got := strings.Join(spec.Command(context.Background(), "/n/a.md", c.line).Args, " "); got != c.want {
			t.Errorf("%s at %d: %s; want %s", c.editor, c.line, got, c.want)
		}
	}
	for _, file := range []string{"-rf", "+!rm", "--wait", "a.md"} {
		args := (Spec{Args: []string{"vi"}}).Command(context.Background(), file, 0).Args
		if got := args[len(args)-1]; got != "./"+file {
			t.Errorf("file %q is handed over as %q", file, got)
		}
	}
}

func TestRun(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh to stand in for an editor")
	}
	var stdout, stderr bytes.Buffer
	in := strings.NewReader("typed")
	spec := Spec{Args: []string{"sh", "-c", `cat; echo "$1" >&2; exit "${2-0}"`, "editor"}, From: "$EDITOR"}
	if err := spec.Run(context.Background(), "/n/a b.md", 7, in, &stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	if stdout.String() != "typed" || stderr.String() != "/n/a b.md\n" {
		t.Errorf("streams: %q %q", stdout.String(), stderr.String())
	}

	spec.Args = []string{"sh", "-c", "exit 3", "editor"}
	err := spec.Run(context.Background(), "/n/a.md", 0, in, &stdout, &stderr)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(err.Error(), `the editor "sh" ended with exit status 3`) {
		t.Errorf("exit 3: %v", err)
	}

	spec.Args = []string{filepath.Join(t.TempDir(), "missing")}
	if err := spec.Run(context.Background(), "/n/a.md", 0, in, &stdout, &stderr); err == nil || !strings.Contains(err.Error(), "could not be started") && !strings.Contains(err.Error(), "no such file") {
		t.Errorf("missing: %v", err)
	}
	spec.Args = []string{"no-such-editor-here"}
	if err := spec.Run(context.Background(), "/n/a.md", 0, in, &stdout, &stderr); !errors.Is(err, exec.ErrNotFound) || !strings.Contains(err.Error(), "could not be started") {
		t.Errorf("missing: %v", err)
	}
}

// A cancelled command must not take the editor, and what is typed in it, down.
func TestCancelLeavesTheEditorAlone(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no sh to stand in for an editor")
	}
	ctx, cancel := context.WithCancel(context.Background())
	var out bytes.Buffer
	started := writer(func([]byte) { cancel() })
	spec := Spec{Args: []string{"sh", "-c", "echo up >&2; sleep 0.2; echo saved", "editor"}}
	err := spec.Run(ctx, "/n/a.md", 0, nil, &out, started)
	if out.String() != "saved\n" || !errors.Is(err, context.Canceled) {
		t.Errorf("got %q, %v", out.String(), err)
	}
	out.Reset()
	if err := spec.Run(ctx, "/n/a.md", 0, nil, &out, started); !errors.Is(err, context.Canceled) || out.Len() > 0 {
		t.Errorf("started although cancelled: %q, %v", out.String(), err)
	}
}

type writer func([]byte)

func (w writer) Write(p []byte) (int, error) { w(p); return len(p), nil }
