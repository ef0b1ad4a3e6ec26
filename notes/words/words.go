// Package words holds the words that notes are read by, one file a language in
// lang/: what headings of actions are called, which verbs promises begin with,
// the words for "will", how days and due dates are spoken. A word is added by
// adding it to its line; "/" separates the spellings of a day or month.
package words

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed lang/*.txt
var files embed.FS

// line is a line of a language's file: its words, as written.
type line struct{ language, list string }

// lines are all lines by their key. They are split into words on demand: most
// runs need only a few kinds.
var lines = sync.OnceValue(func() map[string][]line {
	all := map[string][]line{}
	names, err := fs.Glob(files, "lang/*.txt")
	if err != nil {
		panic(err) // the pattern is well-formed
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // the files are part of the program
		}
		language := strings.TrimSuffix(strings.TrimPrefix(name, "lang/"), ".txt")
		for l := range strings.Lines(string(text)) {
			if key, list, ok := strings.Cut(l, ":"); ok && key[0] != '#' {
				all[key] = append(all[key], line{language, list})
			}
		}
	}
	return all
})

// Of returns the words of a kind in all languages but those named, as the files
// write them.
func Of(kind string, but ...string) []string {
	of := slices.DeleteFunc(slices.Clone(lines()[kind]), func(l line) bool { return slices.Contains(but, l.language) })
	size := len(of)
	for _, l := range of {
		size += strings.Count(l.list, ",")
	}
	words := make([]string, 0, size)
	for _, l := range of {
		for w := range strings.SplitSeq(l.list, ",") {
			words = append(words, strings.TrimSpace(w))
		}
	}
	return words
}

// In returns the words of a kind in one language.
func In(language, kind string) []string {
	var words []string
	for _, l := range lines()[kind] {
		if l.language == language {
			for w := range strings.SplitSeq(l.list, ",") {
				words = append(words, strings.TrimSpace(w))
			}
		}
	}
	return words
}

// Languages returns the languages that have words of a kind.
func Languages(kind string) []string {
	var all []string
	for _, l := range lines()[kind] {
		if !slices.Contains(all, l.language) {
			all = append(all, l.language)
		}
	}
	return all
}

// Kinds returns the kinds of words whose names begin with prefix, sorted.
func Kinds(prefix string) []string {
	var all []string
	for kind := range lines() {
		if strings.HasPrefix(kind, prefix) {
			all = append(all, kind)
		}
	}
	slices.Sort(all)
	return all
}

// Set returns a function for the set of words of a kind, in lower case; the set
// is built on the first call.
func Set(kind string, but ...string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		list := Of(kind, but...)
		set := make(map[string]bool, len(list))
		for _, w := range list {
			set[strings.ToLower(w)] = true
		}
		return set
	})
}
