package history

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"
)

// undo performs a plan and returns what it took back.
func (f *fixture) undo(plan func(context.Context, bool) (*Plan, error)) string {
	f.Helper()
	p, err := plan(context.Background(), false)
	if errors.Is(err, ErrNothing) {
		return "nothing"
	}
	must(f, err)
	f.apply(p.Message.Subject) // keeps the clock going; no changes, no commit
	_, err = f.h.Rename(context.Background(), p.Moves, p.Changes, p.Message)
	must(f, err)
	return p.Message.Subject
}

func TestUndoGoesFurtherBackAndRedoForward(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for _, hooks := range []bool{false, true} {
		f := newFixture(t)
		if hooks {
			f.hook("pre-commit", "exit 0")
		}
		readme := func() string { f.Helper(); return f.read("people/alice/README.md") }
		want := func(did, subject, text string) {
			f.Helper()
			if did != subject || readme() != text {
				f.Errorf("did %q, file %q; want %q, %q", did, readme(), subject, text)
			}
			f.clean(".")
		}
		f.apply("one", change("people/alice/README.md", "# Alice\n", "1\n"))
		f.apply("two", change("people/alice/README.md", "1\n", "2\n"), change("people/bob/README.md", "", "bob\n"))
		f.write("other.txt", "by git\n")
		f.git("commit", "-qam", "by git")
		want(f.undo(f.h.UndoPlan), "Undo: two", "1\n")
		if _, err := os.Stat(f.path("people/bob")); err == nil {
			t.Error("bob's directory is still there")
		}
		want(f.undo(f.h.UndoPlan), "Undo: one", "# Alice\n")
		want(f.undo(f.h.UndoPlan), "nothing", "# Alice\n")
		want(f.undo(f.h.RedoPlan), "Redo: one", "1\n")
		want(f.undo(f.h.RedoPlan), "Redo: two", "2\n")
		want(f.undo(f.h.RedoPlan), "nothing", "2\n")
		want(f.undo(f.h.UndoPlan), "Undo: two", "1\n")
		f.apply("three", change("people/alice/README.md", "1\n", "3\n"))
		want(f.undo(f.h.RedoPlan), "nothing", "3\n")
		want(f.undo(f.h.UndoPlan), "Undo: three", "1\n")
		want(f.undo(f.h.UndoPlan), "Undo: one", "# Alice\n")
		if f.read("other.txt") != "by git\n" {
			t.Error("the user's commit was touched")
		}
	}
}

func TestUndoKeepsLaterEditsOrRefuses(t *testing.T) {
	f := newFixture(t)
	f.apply("base", change("people/bob/README.md", "", "a\nb\nc\nd\ne\n"))
	f.apply("shout", change("people/bob/README.md", "a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n"))
	f.write("people/bob/README.md", "A\nb\nc\nd\ne\nf\n")
	if got := f.undo(f.h.UndoPlan); got != "Undo: shout" || f.read("people/bob/README.md") != "a\nb\nc\nd\ne\nf\n" {
		t.Errorf("%s: %q", got, f.read("people/bob/README.md"))
	}
	f.apply("whisper", change("people/bob/README.md", "a\nb\nc\nd\ne\nf\n", "a\nb\nccc\nd\ne\nf\n"))
	f.write("people/bob/README.md", "a\nb\nddd\nd\ne\nf\n")
	_, err := f.h.UndoPlan(context.Background(), false)
	var conflict *UndoConflictError
	if !errors.As(err, &conflict) || conflict.Path != "people/bob/README.md" || Hint(err) == "" {
		t.Errorf("error is %v", err)
	}
	must(f, os.Remove(f.path("people/bob/README.md")))
	if _, err = f.h.UndoPlan(context.Background(), false); !errors.As(err, &conflict) {
		t.Errorf("error is %v", err)
	}
}

func TestUndoTakesBackEveryRepositoryOfACommand(t *testing.T) {
	f := newFixture(t)
	must(f, f.h.InitAt("private"))
	f.apply("both", change("people/alice/README.md", "# Alice\n", "x\n"), change("private/people/alice/README.md", "", "secret\n"))
	if got := f.undo(f.h.UndoPlan); got != "Undo: both" || f.read("people/alice/README.md") != "# Alice\n" {
		t.Error(got)
	}
	if _, err := os.Stat(f.path("private/people")); err == nil {
		t.Error("the private note is still there")
	}
	if got := f.undo(f.h.RedoPlan); got != "Redo: both" || f.read("private/people/alice/README.md") != "secret\n" {
		t.Error(got)
	}
	f.clean("private")
	f.clean(".")
}

// What a person typed is no command: undo leaves it alone and goes on to the
// command before.
func TestUndoPassesOverSavedEdits(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("command", change("people/bob/README.md", "", "bob\n"))
	f.write("people/alice/README.md", "typed\n")
	f.now = f.now.Add(time.Minute)
	res, err := f.h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "Save edits", Edits: true})
	if err != nil || len(res.Commits) != 1 || res.Commits[0].Body != "" {
		t.Fatalf("record: %+v %v", res, err)
	}
	if got := f.undo(f.h.UndoPlan); got != "Undo: command" || f.read("people/alice/README.md") != "typed\n" {
		t.Error(got)
	}
	f.write("people/alice/README.md", "typed more\n")
	_, err = f.h.Record(context.Background(), []string{"people/alice/README.md"}, Message{Subject: "Save edits", Edits: true})
	must(f, err)
	if got := f.undo(f.h.RedoPlan); got != "Redo: command" {
		t.Error(got)
	}
	f.clean(".")
}
