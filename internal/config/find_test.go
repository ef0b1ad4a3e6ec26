package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	root := t.TempDir()
	join := func(elem ...string) string { return filepath.Join(append([]string{root}, elem...)...) }
	for _, dir := range []string{"notes/people/alice", "notes/inner/deep", "plain", "home", "odd/oneonone.yaml", "odd/below"} {
		if err := os.MkdirAll(join(filepath.FromSlash(dir)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"notes/oneonone.yaml", "notes/inner/oneonone.yaml"} {
		if err := os.WriteFile(join(filepath.FromSlash(file)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, flag, env, cwd string
		want                 Folder
	}{
		{"flag wins", join("plain"), join("notes"), join("notes"), Folder{join("plain"), FromFlag}},
		{"flag is relative", "../plain/./x/..", "", join("notes"), Folder{join("plain"), FromFlag}},
		{"flag from home", "~/my notes", "", join("plain"), Folder{join("home", "my notes"), FromFlag}},
		{"home itself", "~", "", join("plain"), Folder{join("home"), FromFlag}},
		{"tilde inside a name", "~notes", "", join("plain"), Folder{join("plain", "~notes"), FromFlag}},
		{"starts with a dash", "-x", "", join("plain"), Folder{join("plain", "-x"), FromFlag}},
		{"environment", "", "~/n/", join("notes"), Folder{join("home", "n"), FromEnv}},
		{"here", "", "", join("notes"), Folder{join("notes"), FromWorkDir}},
		{"above", "", "", join("notes", "people", "alice"), Folder{join("notes"), FromWorkDir}},
		{"nearest above", "", "", join("notes", "inner", "deep"), Folder{join("notes", "inner"), FromWorkDir}},
		{"marker is a directory", "", "", join("odd", "below"), Folder{join("home", "oneonone"), FromDefault}},
		{"default", "", "", join("plain"), Folder{join("home", "oneonone"), FromDefault}},
		{"no working directory", "", "", "", Folder{join("home", "oneonone"), FromDefault}},
	} {
		t.Chdir(join("notes")) // the process's own directory must not matter
		env := map[string]string{"HOME": join("home"), "USERPROFILE": join("home"), "ONEONONE_DIR": c.env}
		got, err := Find(c.flag, c.cwd, func(k string) string { return env[k] })
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v; want %+v", c.name, got, err, c.want)
		}
	}
}

func TestFindFails(t *testing.T) {
	for _, c := range []struct{ name, flag, env, cwd, home, want string }{
		{"no home for the default", "", "", "/", "", "is not set"},
		{"no home for a tilde", "~/x", "", "/", "", "by --dir: $"},
		{"relative home", "", "~/x", "/", "here", "by $ONEONONE_DIR: $"},
		{"relative without a working directory", "x", "", "", "/h", `"x" is relative`},
		{"NUL", "a\x00b", "", "/", "/h", "NUL"},
	} {
		env := map[string]string{"HOME": c.home, "USERPROFILE": c.home, "ONEONONE_DIR": c.env}
		got, err := Find(c.flag, c.cwd, func(k string) string { return env[k] })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %+v, %v; want an error with %q", c.name, got, err, c.want)
		}
	}
}
