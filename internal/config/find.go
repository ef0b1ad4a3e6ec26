// Package config finds the notes folder. What is set inside it, in
// oneonone.yaml, is part of the format and read by package notes.
package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Marker is the file that makes a folder a notes folder (FORMAT.md, "The
// folder").
const Marker = "oneonone.yaml"

// Folder is where the notes are, or are to be made.
type Folder struct {
	Dir  string // absolute and cleaned; it need not exist
	From string // the rule that chose it, one of the From constants
}

// The rules that choose a folder, in their order, in words a message can use:
// "… chosen by $ONEONONE_DIR".
const (
	FromFlag    = "--dir"
	FromEnv     = "$ONEONONE_DIR"
	FromWorkDir = "the working directory"
	FromDefault = "the default"
)

// Find chooses the notes folder: flagDir unless empty, else $ONEONONE_DIR
// unless empty, else the nearest directory from cwd upwards that holds a
// Marker, else ~/oneonone. A leading "~/" is the home directory and a relative
// path starts at cwd; a cwd that is not absolute counts as unknown. Find does not ask whether the
// folder exists: that is for the command, which may be about to make it.
func Find(flagDir, cwd string, getenv func(string) string) (Folder, error) {
	for _, given := range []struct{ dir, from string }{
		{flagDir, FromFlag},
		{getenv("ONEONONE_DIR"), FromEnv},
	} {
		if given.dir == "" {
			continue
		}
		dir, err := absolute(given.dir, cwd, getenv)
		if err != nil {
			return Folder{}, fmt.Errorf("finding the notes folder by %s: %w", given.from, err)
		}
		return Folder{dir, given.from}, nil
	}
	if dir, ok := nearest(cwd); ok {
		return Folder{dir, FromWorkDir}, nil
	}
	dir, err := absolute("~/oneonone", cwd, getenv)
	if err != nil {
		return Folder{}, fmt.Errorf("finding the notes folder: %w", err)
	}
	return Folder{dir, FromDefault}, nil
}

// nearest walks from dir to the root and stops at the first Marker. One that
// is no regular file, or cannot be looked at, marks nothing.
func nearest(dir string) (string, bool) {
	if !filepath.IsAbs(dir) {
		return "", false
	}
	for dir = filepath.Clean(dir); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, Marker)); err == nil && info.Mode().IsRegular() {
			return dir, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}

func absolute(path, cwd string, getenv func(string) string) (string, error) {
	if strings.ContainsRune(path, 0) {
		return "", fmt.Errorf("path %q has a NUL byte", path)
	}
	if path == "~" || strings.HasPrefix(path, "~/") || strings.HasPrefix(path, `~\`) && runtime.GOOS == "windows" {
		home, err := homeDir(getenv)
		if err != nil {
			return "", err
		}
		return filepath.Join(home, path[1:]), nil
	}
	if filepath.IsAbs(path) {
		return filepath.Clean(path), nil
	}
	if !filepath.IsAbs(cwd) {
		return "", fmt.Errorf("%q is relative and the working directory is unknown", path)
	}
	return filepath.Join(cwd, path), nil
}

// homeDir is os.UserHomeDir for the environment it is given.
func homeDir(getenv func(string) string) (string, error) {
	name := "HOME"
	if runtime.GOOS == "windows" {
		name = "USERPROFILE"
	}
	home := getenv(name)
	if home == "" {
		return "", errors.New("$" + name + " is not set")
	}
	if !filepath.IsAbs(home) {
		return "", fmt.Errorf("$%s is %q, which is not an absolute path", name, home)
	}
	return filepath.Clean(home), nil
}

// KeyFile is where the user's keys for sealed notes lie, outside every notes folder.
func KeyFile(getenv func(string) string) (string, error) {
	dir := getenv("XDG_CONFIG_HOME")
	if runtime.GOOS == "windows" {
		dir = getenv("AppData")
	}
	if !filepath.IsAbs(dir) {
		home, err := homeDir(getenv)
		if err != nil {
			return "", fmt.Errorf("finding your keys: %w", err)
		}
		dir = filepath.Join(home, ".config")
	}
	return filepath.Join(dir, "oneonone", "private.key"), nil
}
