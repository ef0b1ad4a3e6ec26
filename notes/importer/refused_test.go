package importer

import (
	"strings"
	"testing"
)

// A document made to be slow is refused with a word about its limit. Going
// through all of it would take gigabytes.
func TestImportRefusesTooMuch(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	for _, c := range []struct{ name, file, src, want string }{
		{"headings", "doc.md", strings.Repeat("# a\n", 5<<18), "doc.md: has more than 100000 lines"},
		{"dates", "doc.md", strings.Repeat("## 2024-03-05\n", 25_000), "doc.md: has more than 20000 headings and dates"},
		{"tags", "doc.html", "<html><body>" + strings.Repeat("<p>a", 5<<18), "doc.html: has more than 300000 tags"},
		{"written anew", "doc.html", "<html><body>" + strings.Repeat("<p>a</p>", 100_000), "doc.html: has more than 100000 lines"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := PlanImport([]ImportFile{{c.file, []byte(c.src)}}, importTestOptions(""), func(string) []byte { return nil })
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
