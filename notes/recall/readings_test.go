package recall

import (
	"fmt"
	"testing"
	"time"
)

// kept is a memory that lasts as long as the test.
type kept map[Part][]byte

func (m kept) Load(_ string, part Part, _ []byte) []byte { return m[part] }
func (m kept) Save(_ string, part Part, data []byte)     { m[part] = data }
func (m kept) People() []string                          { return nil }
func (m kept) SavedAt(string) time.Time                  { return time.Time{} }
func (m kept) Confirm(string)                            {}

func key(n int) Key { return KeyOf(fmt.Sprint(n), nil) }

// Readings of entries that are gone stay only while they are fewer than half, and
// nothing is written for a few new ones.
func TestReadingsThatAreGoneAreForgotten(t *testing.T) {
	for _, tt := range []struct {
		gone, found, fresh int
		want               int // how many are kept
	}{
		{gone: 20, fresh: WorthSaving - 1, want: 20},
		{gone: WorthSaving, fresh: WorthSaving, want: 2 * WorthSaving},
		{gone: 10, found: 1, fresh: WorthSaving, want: 10 + 1 + WorthSaving},
		{gone: 16, fresh: WorthSaving, want: WorthSaving},
		{gone: 15, fresh: WorthSaving, want: 15 + WorthSaving},
		{gone: 17, found: 2, fresh: WorthSaving, want: 17 + 2 + WorthSaving},
		{gone: 18, found: 2, fresh: WorthSaving, want: 2 + WorthSaving},
	} {
		book := Open(kept{}, nil)
		old := book.Readings("alice", ActionPart)
		for n := range tt.gone + tt.found {
			old.Keep(key(n), "old")
		}
		old.Save()
		now := book.Readings("alice", ActionPart)
		for n := range tt.found {
			if data, ok := now.Of(key(tt.gone + n)); !ok || data != "old" {
				t.Fatalf("%+v: %d is not remembered: %q", tt, n, data)
			}
		}
		for n := range tt.fresh {
			if _, ok := now.Of(key(100 + n)); ok {
				t.Fatalf("%+v: %d was never read", tt, n)
			}
			now.Keep(key(100+n), "new")
		}
		now.Save()
		after := book.Readings("alice", ActionPart)
		after.load()
		if len(after.known) != tt.want {
			t.Errorf("%+v: %d are kept", tt, len(after.known))
		}
	}
}
