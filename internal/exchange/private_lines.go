package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"index/suffixarray"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/lazyregexp"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/cli"
	"oneonone/internal/shared"
	"oneonone/notes/page"
)

// tellingLine is how long a line must be so as not to be in two notes by chance.
const tellingLine = 20

// privateLines refuses lines that are in private notes about anybody, unless the
// remote already has them or they were shown when the doc was shared.
func privateLines(ctx context.Context, w *cli.Workspace, repo string, next *shared.Next) error {
	var changes []page.Change
	for _, f := range next.Files {
		changes = append(changes, page.Change{Path: repo + "/" + f.Inside, Old: f.Old, New: f.New})
	}
	return unsaid(w.FS, changes, func() ([][]byte, error) {
		there, err := next.OnRemote(ctx)
		if err != nil {
			return nil, err
		}
		shown, err := next.Shown(ctx)
		return append(there, shown...), err
	})
}

// Unsaid refuses notes meant for somebody else that repeat lines of private ones.
func Unsaid(w *cli.Workspace, doc []page.Change) error {
	return unsaid(w.FS, doc, func() ([][]byte, error) { return nil, nil })
}

// unsaid refuses notes that repeat a line of a private one, by itself, within a
// longer line or broken into several, unless a known text has it too.
func unsaid(files fs.FS, doc []page.Change, known func() ([][]byte, error)) error {
	private, err := privateOf(files)
	if err != nil {
		return fmt.Errorf("looking for private lines: %w", err)
	}
	for _, c := range doc {
		if page.ParsePath(c.Path).Private || len(private) == 0 {
			continue
		}
		text := spell(c.New)
		index := suffixarray.New(text.words)
		for _, l := range private {
			found := index.Lookup(l.words, 1)
			if len(found) == 0 {
				continue
			}
			if all, err := known(); err != nil || slices.ContainsFunc(all, l.in) {
				if err != nil {
					return err
				}
				continue
			}
			return cli.Hinted(fmt.Errorf("%s:%d is in your private notes too (%s): nothing was sent", c.Path, text.line(found[0]), l.at),
				"remove the line from one of the two")
		}
	}
	return nil
}

// privateLine is the words of a line in a private note, and where it is.
type privateLine struct {
	words []byte // with a space on either side
	at    string
}

// in reports whether a text has the words of the line.
func (l privateLine) in(text []byte) bool { return bytes.Contains(spell(text).words, l.words) }

// spelled is a text as its words, however it is broken into lines.
type spelled struct {
	words []byte // with a space before, between and after
	lines []int  // where the words of each line begin
}

func spell(src []byte) spelled {
	s := spelled{words: []byte{' '}}
	for l := range strings.Lines(string(src)) {
		s.lines = append(s.lines, len(s.words))
		if w := words(l); w != "" {
			s.words = append(append(s.words, w...), ' ')
		}
	}
	return s
}

// line is the number, from 1, of the line with the first word after the space at an offset.
func (s spelled) line(at int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > at+1 })
}

// telling is what a line says; "" for one too short to be telling.
func telling(line string) string {
	if w := words(line); utf8.RuneCountInString(strings.TrimSpace(line)) >= tellingLine && utf8.RuneCountInString(w) >= tellingLine/2 {
		return w
	}
	return ""
}

// number matches the number of a list item, box a task's box.
var (
	number = lazyregexp.New(`^[\s>]*\d+[.)]\s`)
	box    = lazyregexp.New(`\[[ xX-]\]\s`)
)

// words are the words of a line in lower case, without the marks around them: a
// bullet, a box, a quote, bold type, punctuation. In a script without spaces,
// every character is a word.
func words(line string) string {
	line = box().ReplaceAllString(number().ReplaceAllString(line, ""), "")
	var b strings.Builder
	apart := false // a new word begins next
	for _, r := range strings.ToLower(norm.NFC.String(line)) {
		alone := unicode.In(r, unspaced...)
		if !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) {
			apart = true
			continue
		}
		if (apart || alone) && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		apart = alone
	}
	return b.String()
}

// unspaced are the scripts that put no spaces between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// privateOf are the telling lines of all private notes, each once.
func privateOf(files fs.FS) ([]privateLine, error) {
	var lines []privateLine
	seen := map[string]bool{}
	return lines, fs.WalkDir(files, page.PrivateDir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() {
			return nil
		}
		src, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		n := 0
		for l := range strings.Lines(string(src)) {
			n++
			if w := telling(l); w != "" && !seen[w] {
				seen[w] = true
				lines = append(lines, privateLine{[]byte(" " + w + " "), fmt.Sprintf("%s:%d", p, n)})
			}
		}
		return nil
	})
}
