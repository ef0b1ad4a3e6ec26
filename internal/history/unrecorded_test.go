package history

import (
	"context"
	"errors"
	"os"
	"testing"

	"oneonone/notes/page"
)

// A command that git could not record is the last one all the same: undo takes
// back that one, or says why it cannot.
func TestUndoAfterACommandThatWasNotRecorded(t *testing.T) {
	ctx := context.Background()
	f := newFixture(t)
	p := "people/alice/README.md"
	f.apply("first", change(p, "# Alice\n", "# First\n"))
	f.write(".git/MERGE_HEAD", f.git("rev-parse", "HEAD")+"\n")
	_, err := f.h.Apply(ctx, []page.Change{change(p, "# First\n", "# Second\n")}, Message{Subject: "second"})
	f.notRecorded(err, "a merge is in progress")
	if _, err := f.h.UndoPlan(ctx, false); !errors.As(err, new(*NotRecordedError)) {
		t.Errorf("undo during the merge: %v", err)
	}
	must(f, os.Remove(f.path(".git/MERGE_HEAD")))
	plan, err := f.h.UndoPlan(ctx, false)
	must(f, err)
	if plan.Message.Subject != "Undo: second" || f.git("log", "-1", "--format=%s") != "second" {
		t.Errorf("the plan is %q, recorded is %q", plan.Message.Subject, f.git("log", "-1", "--format=%s"))
	}
	_, err = f.h.Apply(ctx, plan.Changes, plan.Message)
	must(f, err)
	if got := f.read(p); got != "# First\n" {
		t.Errorf("after the undo the note has %q", got)
	}
	f.clean(".")
}

// The same when it was recorded with what was edited outside.
func TestSaveRecordsACommandUnderItsOwnName(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	f := newFixture(t)
	p := "people/alice/README.md"
	f.write(".git/MERGE_HEAD", f.git("rev-parse", "HEAD")+"\n")
	_, err := f.h.Apply(ctx, []page.Change{change(p, "# Alice\n", "# Second\n")}, Message{Subject: "second"})
	f.notRecorded(err, "a merge is in progress")
	must(f, os.Remove(f.path(".git/MERGE_HEAD")))
	res, err := f.h.Record(ctx, []string{p}, Message{Subject: "Save edits", Edits: true})
	must(f, err)
	if len(res.Commits) != 1 || res.Commits[0].Subject != "second" {
		t.Errorf("recorded %+v", res.Commits)
	}
	// Edited since, it is an outside edit.
	f.write(".git/MERGE_HEAD", f.git("rev-parse", "HEAD")+"\n")
	_, err = f.h.Apply(ctx, []page.Change{change(p, "# Second\n", "# Third\n")}, Message{Subject: "third"})
	f.notRecorded(err, "a merge is in progress")
	must(f, os.Remove(f.path(".git/MERGE_HEAD")))
	f.write(p, "# Typed\n")
	res, err = f.h.Record(ctx, []string{p}, Message{Subject: "Save edits", Edits: true})
	must(f, err)
	if len(res.Commits) != 1 || res.Commits[0].Subject != "Save edits" {
		t.Errorf("recorded %+v", res.Commits)
	}
	f.clean(".")
}

// Where git converts line ends, as it does by default on Windows, a command is
// recorded, stays on disk, and can be taken back.
func TestUndoWhereGitConvertsLineEnds(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	ctx := context.Background()
	for name, prepare := range map[string]func(f *fixture){
		"core.autocrlf": func(f *fixture) { f.git("config", "core.autocrlf", "true") },
		"eol=crlf": func(f *fixture) {
			f.write(".gitattributes", "*.md text eol=crlf\n")
			f.git("add", ".gitattributes")
			f.git("commit", "-qm", "attributes")
		},
	} {
		for _, nl := range []string{"\n", "\r\n"} {
			t.Run(name+map[string]string{"\n": ", LF", "\r\n": ", CRLF"}[nl], func(t *testing.T) {
				f := newFixture(t)
				prepare(f)
				p := "people/alice/README.md"
				old, new := "# Alice"+nl+"- one"+nl, "# Alice"+nl+"- one, done"+nl
				f.write(p, old)
				_, err := f.h.Record(ctx, []string{p}, Message{Subject: "Save edits", Edits: true})
				must(f, err)
				f.apply("done", change(p, old, new))
				for range 2 {
					edits, err := f.h.Pending(ctx)
					if err != nil || len(edits) > 0 {
						t.Errorf("pending: %v %v", edits, err)
					}
				}
				if got := f.read(p); got != new {
					t.Errorf("on disk is %q", got)
				}
				plan, err := f.h.UndoPlan(ctx, false)
				must(f, err)
				_, err = f.h.Apply(ctx, plan.Changes, plan.Message)
				must(f, err)
				if got := f.read(p); got != old {
					t.Errorf("after the undo %q", got)
				}
				plan, err = f.h.RedoPlan(ctx, false)
				must(f, err)
				_, err = f.h.Apply(ctx, plan.Changes, plan.Message)
				must(f, err)
				if got := f.read(p); got != new {
					t.Errorf("after the redo %q", got)
				}
				f.clean(".")
			})
		}
	}
}
