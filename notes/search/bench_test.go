package search

import (
	"os"
	"testing"

	"oneonone/internal/rootfs"
	"oneonone/notes"
)

func BenchmarkFind(b *testing.B) {
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
	q, _ := Parse([]string{"migration"})
	for b.Loop() {
		hits, _, _ := Find(f, In{People: f.People()}, q)
		b.ReportMetric(float64(len(hits)), "hits")
	}
}
