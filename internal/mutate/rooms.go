package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"
)

// room is a package of the project, as go list sees it.
type room struct {
	ImportPath    string
	Imports, Deps []string
	TestGoFiles   []string
	XTestGoFiles  []string
	Module        struct{ Path string }
}

// rooms are the packages to mutate at random, by folder.
type rooms map[string]room

// keeper is the room whose tests take minutes, and have a short form.
const keeper = "internal/history"

// mutatedRooms returns the keeper, the rooms that read the notes, and all they
// import, so that a room split off from one of these is included.
func mutatedRooms(ctx context.Context) (rooms, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-deps", "-json", "./"+keeper, "./notes/...").Output()
	if err != nil {
		return nil, fmt.Errorf("listing packages: %w", err)
	}
	found := rooms{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var r room
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("listing packages: %w", err)
		}
		if dir, ours := strings.CutPrefix(r.ImportPath, r.Module.Path+"/"); ours && r.Module.Path != "" {
			found[dir] = r
		}
	}
}

// tests returns the tests that could notice a mutation of a room: its own and
// those of the rooms that import it, then every command's, which take minutes,
// and the keeper's too, except for rooms that only reading the notes needs.
func (all rooms) tests(dir string) []testRun {
	var runs []testRun
	add := func(name string) {
		if r := all[name]; name != keeper && len(r.TestGoFiles)+len(r.XTestGoFiles) > 0 {
			runs = append(runs, testRun{pkg: "./" + name})
		}
	}
	add(dir)
	path := all[dir].ImportPath
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if slices.Contains(all[name].Imports, path) {
			add(name)
		}
	}
	commands := testRun{pkg: "./cmd", run: "TestScripts"}
	reads := strings.HasPrefix(dir, "notes") || slices.Contains(all["notes"].Deps, path)
	if kept := dir == keeper || slices.Contains(all[keeper].Deps, path); reads || !kept {
		return append(runs, commands)
	}
	return append(runs, testRun{pkg: "./" + keeper, short: true}, commands, testRun{pkg: "./" + keeper})
}
