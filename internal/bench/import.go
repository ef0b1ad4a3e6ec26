package main

import (
	"fmt"
	"os"
	"path/filepath"

	"oneonone/internal/benchfolder"
)

// documentSize is the size of the imported document, in bytes.
const documentSize = 2 << 20

// importDocument imports a long running doc into a folder that has nothing yet.
func (b *bench) importDocument() []string {
	doc := filepath.Join(b.dir, "doc.md")
	into := b.importDir()
	b.must(os.RemoveAll(into))
	b.must(os.MkdirAll(into, 0o700))
	b.must(os.WriteFile(doc, benchfolder.Document(documentSize), 0o600))
	for _, args := range [][]string{{"init"}, {"people", "add", "Alice"}} {
		_, _, err := b.time(append([]string{b.oneonone, "--dir", into}, args...))
		b.must(err)
	}
	return []string{b.oneonone, "--dir", into, "import", doc, "--person", "alice"}
}

// gitImported has git record what the import has just written, in a repository
// that has none of it yet.
func (b *bench) gitImported() []string {
	_, _, err := b.time([]string{"sh", "-c", fmt.Sprintf("cd '%s' && rm -rf .git && git init -q -b main", b.importDir())})
	b.must(err)
	return []string{"sh", "-c", fmt.Sprintf("cd '%s' && git add people && git commit -q -m x", b.importDir())}
}

func (b *bench) importDir() string { return filepath.Join(b.dir, "imported") }

// must panics when something goes wrong with files this program made itself.
func (b *bench) must(err error) {
	if err != nil {
		panic(err)
	}
}
