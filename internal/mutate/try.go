package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// testRun is some tests of a package.
type testRun struct {
	pkg, run string
	short    bool
	skip     []string // tests found to prove nothing
}

// After this long, tests that hang count as failed.
const (
	patience      = "10m"
	shortPatience = "3m"
)

// errBuild says that a mutation does not compile.
var errBuild = errors.New("the mutated package does not build")

// tryOne names the test that fails when file is replaced by mutated; "" for none.
// A test that fails only once has another reason, such as a busy machine, and one
// that fails without the mutation proves nothing at all.
func tryOne(ctx context.Context, file string, mutated []byte, tests []testRun) (failed string, err error) {
	tmp, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	overlay, err := overlayOf(tmp, file, mutated)
	if err != nil {
		return "", err
	}
	for _, t := range tests {
		bin := filepath.Join(tmp, "test")
		build := exec.CommandContext(ctx, "go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", bin, t.pkg)
		if out, err := build.CombinedOutput(); err != nil {
			return "", errors.Join(ctx.Err(), fmt.Errorf("%w: %s", errBuild, out))
		}
		for {
			out, err := t.start(ctx, bin, overlay)
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			if err == nil {
				break
			}
			if failed = whatFailed(out); failed == "" {
				return "a process that ended", nil
			}
			if t.proves(ctx, failed, bin, overlay) {
				return failed, ctx.Err()
			}
			fmt.Printf("%s failed, and proves nothing:\n%.2000s\n", failed, out)
			t.skip = append(t.skip, failed)
		}
	}
	return "", nil
}

// start runs the tests of a binary, until the first that fails.
func (t testRun) start(ctx context.Context, bin, overlay string) ([]byte, error) {
	limit := patience
	if t.short {
		limit = shortPatience
	}
	// Each flag is one word, as go test passes them on.
	args := []string{"-test.failfast", "-test.timeout=" + limit}
	if t.run != "" {
		args = append(args, "-test.run="+t.run)
	}
	if len(t.skip) > 0 {
		args = append(args, "-test.skip=^("+strings.Join(t.skip, "|")+")$")
	}
	if t.short {
		args = append(args, "-test.short")
	}
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.Dir = t.pkg
	cmd.Env = append(os.Environ(), "GOFLAGS=-overlay="+overlay) // for tests that build the program
	return cmd.CombinedOutput()
}

// proves reports whether a test fails alone too, and passes without the mutation.
func (t testRun) proves(ctx context.Context, failed, bin, overlay string) bool {
	if !strings.HasPrefix(t.run, failed+"/") { // the failed name is of a subtest already
		t.run = "^" + failed + "$"
	}
	t.skip = nil
	if _, err := t.start(ctx, bin, overlay); err == nil {
		return false
	}
	args := []string{"test", "-vet=off", "-run=" + t.run, t.pkg}
	if t.short {
		args = append(args, "-short")
	}
	return exec.CommandContext(ctx, "go", args...).Run() == nil
}

// failing matches a test that failed, or one still running at the timeout.
var failing = regexp.MustCompile(`(?m)^--- FAIL: (\w+)|^\t+(Test\w+)\S* \(`)

// whatFailed names the first test that failed, "" for a process that ended.
func whatFailed(out []byte) string {
	m := failing.FindSubmatch(out)
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}

// overlayOf writes the overlay that replaces the file for go build.
func overlayOf(tmp, file string, mutated []byte) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	instead := filepath.Join(tmp, filepath.Base(file))
	if err := os.WriteFile(instead, mutated, 0o600); err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]map[string]string{"Replace": {abs: instead}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(tmp, "overlay.json")
	return overlay, os.WriteFile(overlay, b, 0o600)
}
