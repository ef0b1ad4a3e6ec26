// Package words holds the words that notes are read by, one file a language in
// lang/: what headings of actions are called, which verbs promises begin with,
// what stands for "will". A word is added by adding it to its line.
package words

import (
	"embed"
	"strings"
	"sync"
)

//go:embed lang/*.txt
var files embed.FS

// all maps a key to the words of every language, as they are written;
// languages does so for each language by itself.
var all = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	for _, l := range languages() {
		for key, list := range l.words {
			words[key] = append(words[key], list...)
		}
	}
	return words
})

type language struct {
	name  string
	words map[string][]string
}

var languages = sync.OnceValue(func() []language {
	var languages []language
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for _, e := range entries {
		text, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			panic(err)
		}
		words := map[string][]string{}
		languages = append(languages, language{strings.TrimSuffix(e.Name(), ".txt"), words})
		for line := range strings.Lines(string(text)) {
			if key, list, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
				for w := range strings.SplitSeq(list, ",") {
					words[key] = append(words[key], strings.TrimSpace(w))
				}
			}
		}
	}
	return languages
})

// Of gives the words of a kind in all languages, as the files write them.
func Of(kind string) []string { return all()[kind] }

// Set gives the words of a kind in lower case, to be looked up.
func Set(kind string) map[string]bool {
	list := Of(kind)
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[strings.ToLower(w)] = true
	}
	return set
}

// SetBeside is the set of all languages but one.
func SetBeside(kind, name string) map[string]bool {
	set := map[string]bool{}
	for _, l := range languages() {
		if l.name == name {
			continue
		}
		for _, w := range l.words[kind] {
			set[strings.ToLower(w)] = true
		}
	}
	return set
}
