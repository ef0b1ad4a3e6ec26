package treemerge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// three reads an archive whose files lie in base/, ours/ and theirs/. A file
// is its own ID; "\0" stands for a NUL byte.
func three(archive string) Three {
	trees := map[string]Tree{"base": {}, "ours": {}, "theirs": {}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		side, p, _ := strings.Cut(f.Name, "/")
		trees[side][p] = File{ModeFile, strings.ReplaceAll(string(f.Data), `\0`, "\x00")}
	}
	t := Three{Base: trees["base"], Ours: trees["ours"], Theirs: trees["theirs"]}
	t.Read = func(_ string, f File) ([]byte, error) { return []byte(f.ID), nil }
	t.Holds = func(side Side, name string) bool {
		for p := range []Tree{trees["base"], trees["ours"], trees["theirs"]}[side] {
			if p == name || strings.HasPrefix(p, name+"/") {
				return true
			}
		}
		return false
	}
	return t
}

// shown is a merged tree as an archive.
func shown(m *Merged) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(m.Files)) {
		if o := m.Files[p]; o.There() {
			fmt.Fprintf(&b, "-- %s --\n%s", p, strings.ReplaceAll(o.ID+string(o.Data), "\x00", `\0`))
		}
	}
	return b.String()
}

var trees = []struct{ name, three, want string }{
	{"changed on one side", "-- base/a.md --\n1\n-- ours/a.md --\n1\n-- theirs/a.md --\n2\n", "-- a.md --\n2\n"},
	{"removed and untouched", "-- base/a.md --\n1\n-- ours/a.md --\n1\n", ""},
	{"removed and edited", "-- base/a.md --\n1\n-- ours/a.md --\n2\n", "-- a.md --\n2\n"},
	{"two pictures", "-- base/a.png --\n\\0\n-- ours/a.png --\n\\0b\n-- theirs/a.png --\n\\0a\n",
		"-- a (2).png --\n\\0b\n-- a.png --\n\\0a\n"},
	{"two programs", "-- base/a.json --\n\"size\": 1\n-- ours/a.json --\n\"size\": 2\n-- theirs/a.json --\n\"size\": 3\n", "-- a (2).json --\n\"size\": 3\n-- a.json --\n\"size\": 2\n"},
	{"a name beside that is taken", "-- ours/a.png --\n\\0b\n-- theirs/a.png --\n\\0a\n-- theirs/a (2).png --\nx\n",
		"-- a (2).png --\nx\n-- a (3).png --\n\\0b\n-- a.png --\n\\0a\n"},
	{"a person renamed and edited", "-- base/p/al/1.md --\none\n-- base/p/al/2.md --\ntwo\n-- ours/p/ann/1.md --\none\n-- ours/p/ann/2.md --\ntwo\n-- theirs/p/al/1.md --\nedited\n-- theirs/p/al/2.md --\ntwo\n-- theirs/p/al/3.md --\nnew\n",
		"-- p/ann/1.md --\nedited\n-- p/ann/2.md --\ntwo\n-- p/ann/3.md --\nnew\n"},
	{"a person renamed twice", "-- base/p/al/1.md --\none\n-- ours/p/bea/1.md --\none\n-- theirs/p/ann/1.md --\none\n-- theirs/p/ann/2.md --\nnew\n",
		"-- p/ann/1.md --\none\n-- p/ann/2.md --\nnew\n"},
	{"renamed alike", "-- base/p/al/1.md --\none\n-- ours/p/ann/1.md --\none\n-- theirs/p/ann/1.md --\none\n", "-- p/ann/1.md --\none\n"},
	{"a file moved on its own", "-- base/p/al/1.md --\none\n-- base/p/al/2.md --\ntwo\n-- ours/p/ann/1.md --\none\n-- ours/p/al/2.md --\ntwo\n-- theirs/p/al/1.md --\none\n-- theirs/p/al/2.md --\ntwo\n-- theirs/p/al/3.md --\nnew\n",
		"-- p/al/2.md --\ntwo\n-- p/al/3.md --\nnew\n-- p/ann/1.md --\none\n"},
	{"a file renamed and edited", "-- base/1.md --\n# Day\n- a\n- b\n-- ours/2.md --\n# Other day\n- a\n- b\n-- theirs/1.md --\n# Day\n- a\n- typed\n- b\n",
		"-- 2.md --\n# Other day\n- a\n- typed\n- b\n"},
	{"a file renamed twice", "-- base/1.md --\n- a\n- b\n- c\n-- ours/2.md --\n- a\n- mine\n- b\n- c\n-- theirs/3.md --\n- a\n- b\n",
		"-- 2.md --\n- a\n- mine\n- b\n"},
	{"a file renamed alike and edited", "-- base/1.md --\n- a\n- b\n- c\n-- ours/2.md --\n- a\n- mine\n- b\n- c\n-- theirs/2.md --\n- a\n- b\n",
		"-- 2.md --\n- a\n- mine\n- b\n"},
	{"a file renamed and removed", "-- base/1.md --\n- a\n-- ours/2.md --\n- a\n", "-- 2.md --\n- a\n"},
	{"a file renamed to a name that is taken", "-- base/1.md --\n- a\n-- ours/2.md --\n- a\n-- theirs/1.md --\n- a\n- typed\n-- theirs/2.md --\n- else\n",
		"-- 1.md --\n- a\n- typed\n-- 2.md --\n- a\n- else\n"},
	{"two files renamed and edited", "-- base/1.md --\n- a\n- b\n-- base/2.md --\n- a\n- c\n-- ours/3.md --\n- a\n- c\n-- ours/4.md --\n- a\n- b\n-- theirs/1.md --\n- a\n- b\n- 1\n-- theirs/2.md --\n- a\n- c\n- 2\n",
		"-- 3.md --\n- a\n- c\n- 2\n-- 4.md --\n- a\n- b\n- 1\n"},
	{"a file removed, and another with the same headings", "-- base/1.md --\n# Day\n## Notes\n- a\n-- ours/2.md --\n# Day\n## Notes\n- z\n-- theirs/1.md --\n# Day\n## Notes\n- a\n- typed\n",
		"-- 1.md --\n# Day\n## Notes\n- a\n- typed\n-- 2.md --\n# Day\n## Notes\n- z\n"},
	{"a file and a directory", "-- ours/a --\nfile\n-- theirs/a/b --\nin it\n", "-- a (2) --\nfile\n-- a/b --\nin it\n"},
}

// Either side may be called ours: the tree is the same.
func TestMerge(t *testing.T) {
	for _, tt := range trees {
		t.Run(tt.name, func(t *testing.T) {
			in := three(tt.three)
			m, err := Merge(in)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(m); got != tt.want {
				t.Errorf("merged:\n%s\nwant:\n%s", got, tt.want)
			}
			holds := in.Holds
			in.Ours, in.Theirs = in.Theirs, in.Ours
			in.Holds = func(s Side, name string) bool { return holds([]Side{Base, Theirs, Ours}[s], name) }
			if m, err = Merge(in); err != nil || shown(m) != tt.want {
				t.Errorf("the other way round:\n%s\nwant:\n%s (%v)", shown(m), tt.want, err)
			}
		})
	}
}

// Links and submodules are not looked into: ours stays, and a notice says so.
func TestLinksAreNotMerged(t *testing.T) {
	in := Three{Base: Tree{}, Ours: Tree{"x": {ModeLink, "a"}}, Theirs: Tree{"x": {ModeSubmodule, "b"}},
		Holds: func(Side, string) bool { return false }}
	m, err := Merge(in)
	if err != nil || m.Files["x"].File != in.Ours["x"] || len(m.Notices) != 1 {
		t.Errorf("merged %+v: %v", m, err)
	}
}
