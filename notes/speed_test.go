package notes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"oneonone/internal/benchfolder"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// benchEntries are the entries of a made-up year, read into memory.
func benchEntries(b *testing.B) (g *page.Grammar, paths []string, texts [][]byte) {
	dir := b.TempDir()
	if err := benchfolder.Write(dir, benchfolder.Options{People: 4, Entries: 100, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	err := filepath.WalkDir(filepath.Join(dir, "people"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == page.TopPageFile {
			return err
		}
		src, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		paths, texts = append(paths, filepath.ToSlash(rel)), append(texts, src)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	f, err := notes.OpenFolder(os.DirFS(dir))
	if err != nil {
		b.Fatal(err)
	}
	return f.Grammar(), paths, texts
}

// BenchmarkActions reads the actions of one entry. 50 µs are what a whole
// listing of 10,000 entries may take for each on one core, file reading
// included, to stay within four times ripgrep's time.
func BenchmarkActions(b *testing.B) {
	g, paths, texts := benchEntries(b)
	b.ReportAllocs()
	total := 0
	i := 0
	for b.Loop() {
		total += len(texts[i%len(texts)])
		g.ParseEntry(paths[i%len(paths)], texts[i%len(texts)]).Actions()
		i++
	}
	b.SetBytes(int64(total / max(i, 1)))
}

// BenchmarkThreads joins the actions of one person's hundred entries.
func BenchmarkThreads(b *testing.B) {
	g, paths, texts := benchEntries(b)
	var entries []*page.Entry
	for i, p := range paths {
		if strings.HasPrefix(p, "people/alice/") {
			e := g.ParseEntry(p, texts[i])
			e.Forget()
			entries = append(entries, e)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		promise.Threads(g, entries)
	}
}
