package gitrewrite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/gittest"
	"oneonone/internal/quickdisk"
)

func TestMain(m *testing.M) { os.Exit(quickdisk.Run(m)) }

// twoRepos is a folder with a repository and one more in private/, in both of which
// alice and bob were written about.
func twoRepos(t *testing.T) *gittest.Folder {
	f := gittest.New(t)
	for _, dir := range []string{".", "private"} {
		f.Must(os.MkdirAll(f.Path(dir), 0o700))
		f.GitIn(dir, "init", "-q")
		for i, who := range []string{"bob", "alice", "bob", "alice"} {
			f.Write(dir+"/people/"+who+"/"+strconv.Itoa(i)+".md", "MARK of "+who+"\n")
			if dir == "." {
				f.Git("add", "people")
			} else {
				f.GitIn(dir, "add", ".")
			}
			f.GitIn(dir, "commit", "-q", "-m", who+": write "+strconv.Itoa(i))
		}
	}
	return f
}

func world(f *gittest.Folder, step func(op, name string) error) *gitstore.Git {
	g := gitstore.New(f.Env)
	g.Sync, g.Wait = func(*os.File) error { return nil }, time.Second
	if step != nil {
		g.Step = step
	}
	return g
}

// eraseAlice is what the command does: two repositories, and the directories.
func eraseAlice(f *gittest.Folder, g *gitstore.Git, exchange func(*os.Root, string, string) error) error {
	ctx := context.Background()
	swap, err := Begin(ctx, g, f.Dir)
	if err != nil {
		return err
	}
	if exchange != nil {
		swap.exchange = exchange
	}
	build := func() error {
		for _, rel := range []string{"", "private"} {
			r, err := g.Open(f.Path(rel), "notes")
			if err != nil {
				return err
			}
			defer r.Close()
			b, err := Rebuild(ctx, g, r, aliceRule())
			if err != nil {
				return err
			}
			swap.Add(rel, b)
		}
		swap.Remove("people/alice", "private/people/alice")
		return swap.Do()
	}
	return errors.Join(build(), swap.End())
}

func aliceRule() Rule {
	return Rule{
		Name:    "alice",
		Paths:   func(name string) []string { return []string{"people/" + name} },
		Renamed: func(string) (string, string) { return "", "" },
		Words:   func(s string) string { return strings.ReplaceAll(s, "alice", "someone") },
		Neutral: func(string, bool) string { return "Change notes\n" },
		Last: func(oldest []string) Last {
			return Last{Files: map[string]string{".erased/" + oldest[0]: "erased\n"}, Message: "Erase notes\n",
				Author: "Sam <sam@example.com> 1795165200 +0000", Committer: "Sam <sam@example.com> 1795165200 +0000"}
		},
	}
}

// A kill at any step leaves all of the old, or once the next command has come all
// of the new. What the disk holds at each step is kept, and finished.
func TestKillLeavesOldOrNew(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	unsupported := func(*os.Root, string, string) error { return errors.ErrUnsupported }
	for name, exchange := range map[string]func(*os.Root, string, string) error{"exchanged": nil, "renamed": unsupported} {
		t.Run(name, func(t *testing.T) {
			f := twoRepos(t)
			var moments []string
			at := t.TempDir()
			g := world(f, func(op, p string) error {
				if op == "fsync" {
					return nil // nothing is decided there
				}
				moment := filepath.Join(at, strconv.Itoa(len(moments)))
				moments = append(moments, moment)
				return os.CopyFS(moment, os.DirFS(f.Dir))
			})
			f.Must(eraseAlice(f, g, exchange))
			checkNew(t, f, f.Dir)
			if len(moments) < 15 {
				t.Fatalf("only %d steps", len(moments))
			}
			olds, news := 0, 0
			for _, dir := range moments {
				if _, err := Finish(context.Background(), world(f, nil), dir); err != nil {
					t.Fatalf("%s: %v", dir, err)
				}
				if _, err := os.Stat(filepath.Join(dir, "people", "alice")); err == nil {
					checkOld(t, f, dir)
					olds++
				} else {
					checkNew(t, f, dir)
					news++
				}
				if t.Failed() {
					t.Fatalf("at step %s of %d", filepath.Base(dir), len(moments))
				}
			}
			if olds < 3 || news < 5 {
				t.Errorf("%d steps left the old, %d the new", olds, news)
			}
		})
	}
}

// Every step that fails leaves the old, and the command can be run again.
func TestFailureErasesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("goes through every step")
	}
	f := twoRepos(t)
	for n := 1; n < 1000; n++ {
		step := 0
		g := world(f, func(op, p string) error {
			if op == "fsync" {
				return nil
			}
			if step++; step == n {
				return errors.New("no more room")
			}
			return nil
		})
		err := eraseAlice(f, g, nil)
		if err == nil {
			break
		}
		if _, err := Finish(context.Background(), world(f, nil), f.Dir); err != nil {
			t.Fatalf("step %d: %v", n, err)
		}
		if _, err := os.Stat(f.Path("people/alice")); err != nil {
			checkNew(t, f, f.Dir) // it had been decided
			return
		}
		checkOld(t, f, f.Dir)
		if t.Failed() {
			t.Fatalf("at step %d", n)
		}
	}
	checkNew(t, f, f.Dir)
}

func checkOld(t *testing.T, f *gittest.Folder, dir string) {
	t.Helper()
	for _, rel := range []string{".", "private"} {
		in := relTo(t, f, filepath.Join(dir, rel))
		if got := strings.Count(f.GitIn(in, "log", "--oneline"), "\n"); got != 3 {
			t.Errorf("%s: %d lines of log, want those of 4 commits", rel, got)
		}
		sound(t, f, in)
	}
}

func checkNew(t *testing.T, f *gittest.Folder, dir string) {
	t.Helper()
	for _, rel := range []string{".", "private"} {
		in := relTo(t, f, filepath.Join(dir, rel))
		if all := f.GitIn(in, "cat-file", "--batch-all-objects", "--batch"); strings.Contains(all, "alice") || !strings.Contains(all, "MARK of bob") {
			t.Errorf("%s: the objects are\n%s", rel, all)
		}
		sound(t, f, in)
	}
	for _, p := range []string{"people/alice", "private/people/alice", lockName, journalName, NewName, oldName, ".git/" + placed} {
		if _, err := os.Lstat(filepath.Join(dir, p)); err == nil {
			t.Errorf("%s is still there", p)
		}
	}
}

func sound(t *testing.T, f *gittest.Folder, in string) {
	t.Helper()
	if out := f.GitIn(in, "-c", "core.commitGraph=false", "-c", "core.multiPackIndex=false", "fsck", "--full", "--strict", "--no-progress"); out != "" {
		t.Errorf("git fsck: %s", out)
	}
	if out := f.GitIn(in, "status", "--porcelain", "--untracked-files=no"); out != "" {
		t.Errorf("git status: %s", out)
	}
}

func relTo(t *testing.T, f *gittest.Folder, dir string) string {
	rel, err := filepath.Rel(f.Dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	return rel
}
