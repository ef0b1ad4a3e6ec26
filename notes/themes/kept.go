package themes

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"oneonone/notes"
	"oneonone/notes/page"
)

// Kept is a theme that somebody named by hand in themes.md: lines with all words
// of its name, or of one of its phrases, belong to it (FORMAT.md, "Themes").
type Kept struct {
	Name    string
	Phrases []string
	from    int // where its line begins and ends
	to      int
}

// ReadKept reads the themes named by hand, and the file they are in, nil if there
// is none.
func ReadKept(f *notes.Folder) ([]Kept, []byte, error) {
	src, err := fs.ReadFile(f.FS, page.ThemesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", page.ThemesFile, err)
	}
	return parseKept(src), src, nil
}

func parseKept(src []byte) []Kept {
	var all []Kept
	at := 0
	for line := range bytes.Lines(src) {
		from := at
		at += len(line)
		text := strings.TrimRight(string(page.WithoutComments(line)), " \t\r\n")
		if len(text) < 3 || !strings.ContainsAny(text[:1], "-*+") || text[1] != ' ' {
			continue
		}
		name, rest, _ := strings.Cut(text[2:], ":")
		k := Kept{Name: strings.TrimSpace(name), from: from, to: at}
		for phrase := range strings.SplitSeq(rest, ",") {
			if phrase = strings.TrimSpace(phrase); phrase != "" {
				k.Phrases = append(k.Phrases, phrase)
			}
		}
		if k.Name != "" {
			all = append(all, k)
		}
	}
	return all
}

func (k *Kept) line() string {
	if len(k.Phrases) == 0 {
		return "- " + k.Name + "\n"
	}
	return "- " + k.Name + ": " + strings.Join(k.Phrases, ", ") + "\n"
}

// head is what the file begins with.
const head = "# Themes\n\n<!-- What belongs together: \"- name: words, other words\". The first line that fits counts. -->\n\n"

// Join plans to record that lines with these phrases belong to the theme with this name.
func Join(src []byte, name string, phrases []string) page.Change {
	all := parseKept(src)
	i := slices.IndexFunc(all, func(k Kept) bool { return strings.EqualFold(k.Name, name) })
	k := Kept{Name: name, from: len(src), to: len(src)}
	if i >= 0 {
		k = all[i]
	}
	for _, phrase := range phrases {
		same := func(p string) bool { return strings.EqualFold(p, phrase) }
		if !same(k.Name) && !slices.ContainsFunc(k.Phrases, same) {
			k.Phrases = append(k.Phrases, phrase)
		}
	}
	return withLine(src, k.from, k.to, k.line())
}

// Split plans to record that lines with this phrase are a theme of their own.
func Split(src []byte, phrase string) page.Change {
	old := src
	for _, k := range slices.Backward(parseKept(src)) {
		kept := slices.DeleteFunc(slices.Clone(k.Phrases), func(p string) bool { return strings.EqualFold(p, phrase) })
		if len(kept) < len(k.Phrases) {
			k.Phrases = kept
			src = withLine(src, k.from, k.to, k.line()).New
		}
	}
	at := len(src)
	if all := parseKept(src); len(all) > 0 {
		at = all[0].from
	}
	change := withLine(src, at, at, (&Kept{Name: phrase}).line())
	change.Old = old
	return change
}

func withLine(src []byte, from, to int, line string) page.Change {
	old := src
	if len(src) == 0 {
		src, from, to = []byte(head), len(head), len(head)
	}
	if from > 0 && src[from-1] != '\n' {
		line = "\n" + line
	}
	if bytes.Contains(src, []byte("\r\n")) {
		line = strings.ReplaceAll(line, "\n", "\r\n")
	}
	return page.Change{Path: page.ThemesFile, Old: old, New: slices.Concat(src[:from], []byte(line), src[to:])}
}

// Having counts the lines that have some words, in any form.
func Having(f *notes.Folder, lines []Line, words string) int {
	b := &bags{NewStems(f), map[string]int32{}}
	k, n := b.kept([]Kept{{Name: words}})[0], 0
	for _, l := range lines {
		if found, _ := b.of(l.Text, unknown); k.has(found) {
			n++
		}
	}
	return n
}

// IsName reports whether words are only people's names.
func IsName(f *notes.Folder, words string) bool {
	s := NewStems(f)
	s.part(words)
	named := 0
	for _, w := range s.parts {
		if s.names[strings.ToLower(w)] {
			named++
		} else if w != "" && says(w) {
			return false
		}
	}
	return named > 0
}
