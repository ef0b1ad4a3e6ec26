package notes

import (
	"reflect"
	"testing"

	"oneonone/internal/pack"
)

// A topic waits as long whether entries were read or remembered.
func TestAnAgendaIsRemembered(t *testing.T) {
	want := agenda{topics: map[string]bool{"holidays": true, "the new office": false}, waiting: true}
	var w pack.Writer
	packAgenda(&w, want)
	d := pack.Read(string(w))
	if got := unpackAgenda(d); !d.Whole() || !reflect.DeepEqual(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}
