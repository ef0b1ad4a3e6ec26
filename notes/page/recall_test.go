package page

import (
	"path/filepath"
	"reflect"
	"testing"
)

// ofTheSource are the fields of an action that a memory does not keep: whoever
// changes a line finds its place anew.
var ofTheSource = map[string]bool{"Place": true}

// What is remembered of the corpus is what was read of it. A field that no
// action of the corpus has would prove nothing, so each field is in use there:
// a new one that the memory forgets fails here.
func TestMemoryForgetsNoField(t *testing.T) {
	files, err := filepath.Glob("testdata/actions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	g := CorpusGrammar()
	used := map[string]bool{}
	for _, file := range files {
		path, src := CorpusNote(t, file)
		e := g.ParseEntry(path, src)
		remembered, ok := DecodeActions(e, EncodeActions(e.Actions()))
		if !ok || len(remembered) != len(e.Actions()) {
			t.Fatalf("%s: %d of %d actions are remembered", file, len(remembered), len(e.Actions()))
		}
		for i, a := range e.Actions() {
			read, again := reflect.ValueOf(*a), reflect.ValueOf(*remembered[i])
			for f := range read.NumField() {
				name := read.Type().Field(f).Name
				used[name] = used[name] || !read.Field(f).IsZero()
				if !ofTheSource[name] && !equal(read.Field(f), again.Field(f)) {
					t.Errorf("%s:%d: %s is %v, remembered as %v", file, a.Line, name, read.Field(f), again.Field(f))
				}
			}
		}
	}
	for f := range reflect.TypeFor[Action]().NumField() {
		if name := reflect.TypeFor[Action]().Field(f).Name; !used[name] {
			t.Errorf("no action of the corpus has %s, so nothing is known of its being remembered", name)
		}
	}
}

// equal is reflect.DeepEqual for fields that are not exported, too.
func equal(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}
