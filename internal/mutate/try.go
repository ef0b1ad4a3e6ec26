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
)

// testRun is some tests of a package.
type testRun struct {
	pkg, run string
	short    bool
}

// After so long, tests that hang count as tests that failed.
const (
	patience      = "6m"
	shortPatience = "1m"
)

// errBuild says that a mutation is no program.
var errBuild = errors.New("the mutated package does not build")

// tryOne names the test that fails when file has the mutated words; "" is none.
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
		limit := patience
		if t.short {
			limit = shortPatience
		}
		args := []string{"-test.failfast", "-test.timeout", limit}
		if t.run != "" {
			args = append(args, "-test.run", t.run)
		}
		if t.short {
			args = append(args, "-test.short")
		}
		cmd := exec.CommandContext(ctx, bin, args...)
		cmd.Dir = t.pkg
		cmd.Env = append(os.Environ(), "GOFLAGS=-overlay="+overlay) // for tests that build the program
		out, err := cmd.CombinedOutput()
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if err != nil {
			return whatFailed(out), nil
		}
	}
	return "", nil
}

// The test that failed, or the one that ran when the process ended.
var failing = regexp.MustCompile(`(?m)^--- FAIL: (\S+)|^panic: test timed out|^\t+(Test\S+) \([0-9hms.]+\)$`)

func whatFailed(out []byte) string {
	hung := ""
	for _, m := range failing.FindAllSubmatch(out, -1) {
		switch {
		case m[1] != nil:
			return string(m[1])
		case m[2] != nil:
			return string(m[2]) + hung
		}
		hung = ", which hung"
	}
	return "a process that ended"
}

// overlayOf writes what go build takes for the file's words.
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
