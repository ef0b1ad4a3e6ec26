package themes

import (
	"os"
	"testing"

	"oneonone/internal/rootfs"
	"oneonone/notes"
)

func BenchmarkRises(b *testing.B) {
	dir := os.Getenv("ONEONONE_BENCH")
	if dir == "" {
		b.Skip("no folder named by ONEONONE_BENCH")
	}
	files, err := rootfs.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	f, err := notes.OpenFolder(files)
	if err != nil {
		b.Fatal(err)
	}
	f.Today = day("2026-11-20")
	for b.Loop() {
		heard, _, _ := Rises(f, Window{Since: f.Today.AddDays(-56)}, 3, never)
		b.ReportMetric(float64(len(heard.Rising)), "themes")
	}
}
