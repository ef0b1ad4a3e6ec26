//go:build unix

package history

import (
	"context"
	"errors"
	"os"
	"testing"

	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// An editor truncates the note in the moment of the exchange and writes it a
// little later, into whatever file it has open by then.
func TestAnEditorsSaveInTheMomentOfTheExchangeIsKept(t *testing.T) {
	for _, plain := range []bool{false, true} {
		for _, op := range []string{"exchange", "remove", "fsync"} {
			f := newFixture(t)
			if plain {
				f.h.onPlainDisk()
			}
			p := "people/alice/README.md"
			var editor *os.File
			written := make(chan error, 1)
			f.h.fault = func(o, name string) error {
				if o != op && !(o == "put back" && op == "") || editor != nil {
					return nil
				}
				var err error
				editor, err = os.OpenFile(f.path(p), os.O_WRONLY|os.O_TRUNC, 0)
				must(f, err)
				go func() {
					<-f.slept()
					_, err := editor.WriteString("# Typed\n")
					written <- errors.Join(err, editor.Close())
				}()
				return nil
			}
			_, err := f.h.Apply(context.Background(), []page.Change{change(p, "# Alice\n", "# Ours\n")}, Message{Subject: "x"})
			f.h.fault = nil
			if editor == nil {
				continue
			}
			must(f, <-written)
			if got := f.read(p); got != "# Typed\n" {
				t.Errorf("plain %v, opened at %s: the editor saved, the file has %q (%v)", plain, op, got, err)
			}
		}
	}
}

// Whoever keeps a note open for writing is told of, and keeps it.
func TestANoteThatIsBeingWrittenIsLeftAlone(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	p := "people/alice/README.md"
	w, err := os.OpenFile(f.path(p), os.O_WRONLY|os.O_APPEND, 0)
	must(f, err)
	defer w.Close()
	if _, known := rootfs.HasWriter(w); !known {
		t.Skip("this system does not tell who writes a file")
	}
	for _, c := range []page.Change{change(p, "# Alice\n", "# Ours\n"), change(p, "# Alice\n", "")} {
		_, err = f.h.Apply(context.Background(), []page.Change{c}, Message{Subject: "x"})
		var pe *PathError
		if !errors.As(err, &pe) || Hint(err) == "" {
			t.Errorf("error is %v", err)
		}
	}
	_, err = w.WriteString("- typed\n")
	must(f, err)
	if got := f.read(p); got != "# Alice\n- typed\n" {
		t.Errorf("the note has %q", got)
	}
}

// A file that an editor has emptied and is about to write is not recorded empty.
func TestAHalfWrittenNoteIsNotRecorded(t *testing.T) {
	f := newFixture(t)
	p := "people/alice/README.md"
	w, err := os.OpenFile(f.path(p), os.O_WRONLY|os.O_TRUNC, 0)
	must(f, err)
	f.once("wait", p, func() error {
		_, err := w.WriteString("# Typed\n")
		return errors.Join(err, w.Close())
	})
	_, err = f.h.Record(context.Background(), []string{p}, Message{Subject: "x", Edits: true})
	must(f, err)
	if got := f.git("show", "HEAD:"+p); got != "# Typed" {
		t.Errorf("recorded is %q", got)
	}
}
