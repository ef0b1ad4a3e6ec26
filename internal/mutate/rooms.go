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
	ImportPath                string
	Imports, Deps             []string
	TestImports, XTestImports []string
	TestGoFiles, XTestGoFiles []string
	Module                    struct{ Path string }
}

// rooms are the packages of the project, by folder.
type rooms map[string]room

// keeper is the room whose tests take minutes, and have a short form.
const keeper = "internal/history"

func listRooms(ctx context.Context) (rooms, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-json", "./...").Output()
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
		found[strings.TrimPrefix(r.ImportPath, r.Module.Path+"/")] = r
	}
}

// mutated returns the keeper, the rooms that read the notes, and all they import, so
// that a room split off from one of these is included: here random mutations are made.
func (all rooms) mutated() rooms {
	some := rooms{}
	for dir, r := range all {
		for name, of := range all {
			if (name == keeper || strings.HasPrefix(name+"/", "notes/")) && (name == dir || slices.Contains(of.Deps, r.ImportPath)) {
				some[dir] = r
			}
		}
	}
	return some
}

// tests returns the tests that could notice a mutation of a room: its own, those of
// the mutated rooms that import it and of all whose tests do, then every command's,
// which take minutes, and the keeper's too, except for rooms that only reading the
// notes needs.
func (all rooms) tests(dir string) []testRun {
	var runs []testRun
	add := func(name string) {
		if r := all[name]; name != keeper && name != "cmd" && len(r.TestGoFiles)+len(r.XTestGoFiles) > 0 {
			runs = append(runs, testRun{pkg: "./" + name})
		}
	}
	add(dir)
	path := all[dir].ImportPath
	mutated := all.mutated()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		r := all[name]
		if slices.Contains(mutated[name].Imports, path) || name != dir && slices.Contains(slices.Concat(r.TestImports, r.XTestImports), path) {
			add(name)
		}
	}
	scripts, commands := testRun{pkg: "./cmd", run: "TestScripts"}, testRun{pkg: "./cmd", skip: []string{"TestScripts"}}
	reads := strings.HasPrefix(dir, "notes") || slices.Contains(all["notes"].Deps, path)
	if kept := dir == keeper || slices.Contains(all[keeper].Deps, path); reads || !kept {
		return append(runs, scripts, commands)
	}
	return append(runs, testRun{pkg: "./" + keeper, short: true}, scripts, commands, testRun{pkg: "./" + keeper})
}
