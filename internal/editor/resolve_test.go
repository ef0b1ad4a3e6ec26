package editor

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	spaced := filepath.Join(t.TempDir(), "Sublime Text.app", "subl")
	if err := os.MkdirAll(filepath.Dir(spaced), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(spaced, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	fallback := []string{"vi"}
	if runtime.GOOS == "windows" {
		fallback = []string{"notepad"}
	}
	type env = map[string]string
	for _, c := range []struct {
		name string
		env  env
		git  string
		args []string
		from string
	}{
		{"ours first", env{"ONEONONE_EDITOR": "hx", "VISUAL": "a", "EDITOR": "b"}, "c", []string{"hx"}, "$ONEONONE_EDITOR"},
		{"VISUAL", env{"VISUAL": "a", "EDITOR": "b"}, "c", []string{"a"}, "$VISUAL"},
		{"EDITOR", env{"EDITOR": "b"}, "c", []string{"b"}, "$EDITOR"},
		{"git", env{}, "c -x", []string{"c", "-x"}, "git's core.editor"},
		{"default", env{}, "", fallback, "the default"},
		{"blank is unset", env{"EDITOR": "  "}, " ", fallback, "the default"},
		{"arguments", env{"EDITOR": `emacsclient -t -a ""`}, "", []string{"emacsclient", "-t", "-a", ""}, "$EDITOR"},
		{"quotes", env{"EDITOR": `'/opt/my ed/ed' "--cmd=a; b"`}, "", []string{"/opt/my ed/ed", "--cmd=a; b"}, "$EDITOR"},
		{"home", env{"EDITOR": "~/bin/ed -x", "HOME": "/h"}, "", []string{filepath.Join("/h", "bin", "ed"), "-x"}, "$EDITOR"},
		{"a path with spaces", env{"EDITOR": spaced}, "", []string{spaced}, "$EDITOR"},
	} {
		got, err := Resolve(func(k string) string { return c.env[k] }, func() string { return c.git })
		if err != nil || !slices.Equal(got.Args, c.args) || got.From != c.from {
			t.Errorf("%s: got %q from %q, %v", c.name, got.Args, got.From, err)
		}
	}
	if got, err := Resolve(func(string) string { return "" }, nil); err != nil || got.From != "the default" {
		t.Errorf("without git: %+v, %v", got, err)
	}
}

func TestResolveDoesNotAskGitUnasked(t *testing.T) {
	git := func() string { t.Error("git was asked"); return "" }
	if _, err := Resolve(func(string) string { return "ed" }, git); err != nil {
		t.Error(err)
	}
}

func TestResolveRefuses(t *testing.T) {
	for value, want := range map[string]string{
		"vim; rm -rf x":   "outside quotes",
		"vim && true":     "outside quotes",
		"vim > log":       "outside quotes",
		"vim 2>log":       "outside quotes",
		"a | b":           "outside quotes",
		"; rm x":          "outside quotes",
		"$HOME/bin/ed":    "` and $",
		"vim `date`":      "` and $",
		"vim $(date)":     "` and $",
		"vim (x)":         "do not match",
		`vim "x`:          "do not match",
		`""`:              "names no program",
		"TERM=xterm vim":  "env TERM=xterm vim",
		"vim -c 'x' & :;": "outside quotes",
	} {
		got, err := Resolve(func(k string) string { return map[string]string{"EDITOR": value}[k] }, nil)
		var refused *Error
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %q, %v; want an error with %q", value, got.Args, err, want)
			continue
		}
		if !strings.Contains(err.Error(), "set by $EDITOR") || !strings.Contains(refused.Hint(), "ONEONONE_EDITOR") {
			t.Errorf("%q: %v (%s) does not say where it is set", value, err, refused.Hint())
		}
	}
}

func TestResolvePager(t *testing.T) {
	type env = map[string]string
	for _, c := range []struct {
		name string
		env  env
		git  string
		args []string
		from string
		adds []string
	}{
		{"default", env{}, "", []string{"less", "-FRX"}, "the default", []string{"LESS=FRX", "LV=-c", "LESSCHARSET=utf-8"}},
		{"ours", env{"ONEONONE_PAGER": "moar", "PAGER": "less"}, "x", []string{"moar"}, "$ONEONONE_PAGER", []string{"LESS=FRX", "LV=-c", "LESSCHARSET=utf-8"}},
		{"git", env{"LESS": "-S", "LESSCHARSET": "latin1"}, "delta --dark", []string{"delta", "--dark"}, "git's core.pager", []string{"LV=-c"}},
		{"cat is none", env{"PAGER": "cat"}, "less", nil, "$PAGER", nil},
	} {
		got, err := ResolvePager(func(k string) string { return c.env[k] }, func() string { return c.git })
		if err != nil || !slices.Equal(got.Args, c.args) || got.From != c.from || !slices.Equal(got.Env, c.adds) {
			t.Errorf("%s: got %+v, %v", c.name, got, err)
		}
	}
	_, err := ResolvePager(func(string) string { return "less | cat" }, nil)
	var refused *Error
	if !errors.As(err, &refused) || !strings.Contains(refused.Hint(), "ONEONONE_PAGER") {
		t.Errorf("a pipe: %v", err)
	}
}
