package draft

import (
	"reflect"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
	"oneonone/template"
)

// A question counts as asked whether entries were read or remembered.
func TestQuestionsAskedAreRemembered(t *testing.T) {
	var want template.In
	packtest.Fill(&want)
	var w pack.Writer
	packIn(&w, want)
	d := pack.Read(string(w))
	if got := unpackIn(d); !d.Whole() || !reflect.DeepEqual(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}
