package coverage

import (
	"slices"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
)

// An area was touched on whether entries were read or remembered, which knows their path.
func TestTouchesAreRemembered(t *testing.T) {
	var want []Touch
	packtest.Fill(&want, "Path")
	var w pack.Writer
	packTouches(&w, want)
	d := pack.Read(string(w))
	if got := unpackTouches(d); !d.Whole() || !slices.Equal(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}
