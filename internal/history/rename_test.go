package history

import (
	"context"
	"errors"
	"testing"

	"oneonone/notes/page"
)

func TestRenameMovesEverythingAndKeepsHistory(t *testing.T) {
	f := newFixture(t)
	f.write("people/alice/slides.pdf", "known to git")
	f.git("add", "people/alice/slides.pdf")
	f.git("commit", "-qm", "slides")
	f.write("people/alice/draft.txt", "unknown to git")
	res, err := f.h.Rename(context.Background(), []Move{{"people/alice", "people/alicia"}}, nil, Message{Subject: "rename"})
	must(f, err)
	if len(res.Commits) != 1 || f.read("people/alicia/draft.txt") != "unknown to git" || !fileGone(f.path("people/alice")) {
		t.Errorf("result %+v", res)
	}
	if got := f.git("status", "--porcelain"); got != "?? people/alicia/draft.txt" {
		t.Errorf("status is %q", got)
	}
	f.wantLog(Query{Paths: []string{"people/alicia"}}, "rename", "slides", "start")
	if got := f.undo(f.h.UndoPlan); got != "Undo: rename" || f.read("people/alice/README.md") != "# Alice\n" {
		t.Error(got)
	}
	f.write("people/bob/README.md", "x")
	_, err = f.h.Rename(context.Background(), []Move{{"people/alice", "people/bob"}}, nil, Message{Subject: "rename"})
	var pe *PathError
	if !errors.As(err, &pe) {
		t.Errorf("renamed over bob: %v", err)
	}
	f.sound(".")
}

func TestRenameOfARepositoryOfItsOwn(t *testing.T) {
	f := newFixture(t)
	f.write("people/carol/README.md", "# Carol\n")
	must(f, f.h.InitAt("people/carol"))
	f.apply("carol", change("people/carol/2026-11-20.md", "", "x\n"))
	_, err := f.h.Rename(context.Background(), []Move{{"people/carol", "people/karola"}}, nil, Message{Subject: "rename"})
	must(f, err)
	f.apply("karola", change("people/karola/2026-11-20.md", "x\n", "y\n"))
	f.wantLog(Query{Paths: []string{"people/karola"}}, "karola", "carol")
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("the folder's repository sees %q", got)
	}
}

func TestInitInsideARepositoryThatIgnoresTheFolder(t *testing.T) {
	f := bareFixture(t)
	needGit(t)
	f.write("../.gitignore", "*\n")
	f.gitIn("..", "init", "-q")
	must(f, Init(f.options()))
	if fileGone(f.path(".git")) {
		t.Error("no repository was made where the one around it ignores the notes")
	}
	f.open()
	f.apply("x", change("people/alice/README.md", "", "x\n"))
	f.clean(".")
}

func TestCancelledBeforeItBegins(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := f.h.Apply(ctx, []page.Change{change("people/alice/README.md", "# Alice\n", "x\n")}, Message{Subject: "x"})
	if !errors.Is(err, context.Canceled) || f.read("people/alice/README.md") != "# Alice\n" {
		t.Errorf("error %v, file %q", err, f.read("people/alice/README.md"))
	}
}
