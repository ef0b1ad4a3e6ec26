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

// File is where somebody says by hand what belongs together (FORMAT.md, "Themes").
const File = "themes.md"

// Kept is a theme that was named by hand: lines that have all words of its name,
// or of one of its phrases, are of it.
type Kept struct {
	Name    string
	Phrases []string
	from    int // where its line begins and ends
	to      int
}

// ReadKept reads the themes that were named by hand, and the file they stand in,
// nil where there is none.
func ReadKept(f *notes.Folder) ([]Kept, []byte, error) {
	src, err := fs.ReadFile(f.FS, File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", File, err)
	}
	return parseKept(src), src, nil
}

func parseKept(src []byte) []Kept {
	var all []Kept
	blank := page.WithoutComments
	at := 0
	for line := range bytes.Lines(src) {
		from := at
		at += len(line)
		text := strings.TrimRight(string(blank(line)), " \t\r\n")
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

// Join plans that lines with these phrases are of the theme of this name.
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

// Split plans that lines with this phrase are a theme of their own.
func Split(src []byte, phrase string) page.Change {
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
	return withLine(src, at, at, (&Kept{Name: phrase}).line())
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
	return page.Change{Path: File, Old: old, New: slices.Concat(src[:from], []byte(line), src[to:])}
}
