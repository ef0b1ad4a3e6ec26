// Package benchfolder writes notes folders for measurements: people with
// years of entries that look like what managers write, the same every time for
// the same options.
package benchfolder

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Options say how big a folder is.
type Options struct {
	People  int
	Entries int // for each person
	Apart   int // days between two entries; 7 when it is 0
	Seed    uint64
}

// last is the day of everybody's newest entry, give or take a few days: fixed, so
// that a folder is the same whenever it is made.
var last = when.Date{Year: 2026, Month: time.November, Day: 18}

var firstNames = strings.Fields(`Alice Bob Chen Dana Emre Fatima Goran Hana Ivan Jude
	Kofi Lena Maya Noah Olga Priya Quinn Rosa Samir Tove Uma Victor Wendy Xavier Yara Zane`)

// Write makes the folder at dir: oneonone.yaml, top pages and entries.
func Write(dir string, o Options) error {
	if err := put(dir, page.SettingsFile, "format: 1\nme: Sam Rivera\naliases: [sam, SR]\n"); err != nil {
		return err
	}
	for i := range o.People {
		name := firstNames[i%len(firstNames)]
		handle := strings.ToLower(name)
		if n := i / len(firstNames); n > 0 {
			handle += fmt.Sprint(n + 1)
		}
		w := &writer{Rand: rand.New(rand.NewPCG(o.Seed, uint64(i))), name: name}
		if err := put(dir, page.TopPagePath(handle), w.topPage(i)); err != nil {
			return err
		}
		for n := range o.Entries {
			day := last.AddDays(i%7 - cmp.Or(o.Apart, 7)*(o.Entries-1-n))
			if err := put(dir, page.EntryPath(handle, day, 1), w.entry(day)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Document returns one running doc of at least size bytes, newest entry first, as
// people keep them elsewhere.
func Document(size int) []byte {
	var doc []byte
	w := &writer{Rand: rand.New(rand.NewPCG(0, 0)), name: firstNames[0]}
	for n := 0; len(doc) < size; n++ {
		day := last.AddDays(-7 * n)
		_, body, _ := strings.Cut(w.entry(day), "\n\n# ") // after the front matter
		_, body, _ = strings.Cut(body, "\n")
		doc = fmt.Appendf(doc, "# %s\n%s\n", day, body)
		w.open = nil
	}
	return doc
}

func put(dir, path, text string) error {
	full := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		return fmt.Errorf("writing a folder to measure: %w", err)
	}
	if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
		return fmt.Errorf("writing a folder to measure: %w", err)
	}
	return nil
}
