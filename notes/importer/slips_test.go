package importer

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"oneonone/internal/sliptest"
)

// Who imports a document again, next year and with a newer program, finds all of
// it there: it is cut where it was cut before, whatever its author mistyped.
func TestDocumentsAreCutAsTheyWere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	var sums string
	for _, name := range importArchives(t) {
		_, files, have, opt := openArchive(t, name)
		base := filepath.Base(name)
		r, sum := sliptest.Rand(base), sha256.New()
		for f := range files {
			whole := files[f].Src
			lines := bytes.SplitAfter(whole, []byte("\n"))
			for i, line := range lines {
				for range 3 {
					files[f].Src = bytes.Join(slices.Concat(lines[:i], [][]byte{sliptest.Slip(r, line)}, lines[i+1:]), nil)
					plan, err := PlanImport(files, opt, func(p string) []byte { return have[p] })
					planned := renderImport(&txtar.Archive{}, plan, err)
					sum.Write([]byte(planned))
					if testing.Verbose() {
						t.Logf("%s\n%s\n%s", base, files[f].Src, planned)
					}
				}
			}
			files[f].Src = whole
		}
		sums += fmt.Sprintf("%s %.6x\n", base, sum.Sum(nil))
	}
	sliptest.Hold(t, "testdata/slips", sums)
}
