package recall

import (
	"reflect"
	"testing"

	"oneonone/internal/pack"
	"oneonone/internal/pack/packtest"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// A listing says the same whether an entry was read or remembered.
func TestEveryFieldOfABriefIsRemembered(t *testing.T) {
	var want Brief
	packtest.Fill(&want, "Ref")
	want.Meeting.Ref = page.EntryRefOf("alice", when.New(2026, 11, 20), 2)
	if got, ok := UnpackBrief("alice", want.Pack()); !ok || !reflect.DeepEqual(*got, want) {
		t.Errorf("remembered as %+v\nwant %+v", *got, want)
	}
}

func TestEveryFieldOfAPromiseIsRemembered(t *testing.T) {
	g := &page.Grammar{}
	want := promise.Unpack(pack.Read(""), g, "alice") // a thread of that grammar
	packtest.Fill(want, "Person", "Lines")
	var b pack.Writer
	want.Pack(&b)
	d := pack.Read(string(b))
	if got := promise.Unpack(d, g, "alice"); !d.Whole() || !reflect.DeepEqual(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}

func TestEveryFieldOfAProblemIsRemembered(t *testing.T) {
	want := make([]markdown.Problem, 2)
	packtest.Fill(&want[0])
	packtest.Fill(&want[1])
	var b pack.Writer
	packProblems(&b, want)
	d := pack.Read(string(b))
	if got := unpackProblems(d); !d.Whole() || !reflect.DeepEqual(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}

func TestEveryTopicIsRemembered(t *testing.T) {
	want := Topics{Waits: map[string]bool{"holidays": true, "the new office": false}, Waiting: true}
	var w pack.Writer
	packTopics(&w, want)
	d := pack.Read(string(w))
	if got := unpackTopics(d); !d.Whole() || !reflect.DeepEqual(got, want) {
		t.Errorf("remembered as %+v\nwant %+v", got, want)
	}
}
