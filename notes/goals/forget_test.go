package goals

import (
	"slices"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
)

// A goal's story is the same whether entries were read or remembered.
func TestEverythingSaidIsRemembered(t *testing.T) {
	var want []said
	packtest.Fill(&want)
	var w pack.Writer
	packSaid(&w, want)
	d := pack.Read(string(w))
	if got := unpackSaid(d); !d.Whole() || !slices.Equal(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}
