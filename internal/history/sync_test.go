package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"oneonone/internal/remote"
)

// pair is a notes folder, a bare repository, and a clone by plain git that
// stands for the other laptop.
type pair struct {
	*fixture
	remote, other string
}

// newPair makes all three alike.
func newPair(t *testing.T) *pair {
	t.Helper()
	skipIfShort(t)
	needGit(t)
	f := bareFixture(t)
	f.likeFirst(&firstPair, func(first *fixture) {
		first.start()
		remote, other := first.path("../remote.git"), first.path("../other")
		first.write("oneonone.yaml", "me: Sam\n")
		first.git("add", ".")
		first.git("commit", "-qm", "settings")
		first.git("init", "-q", "--bare", remote)
		first.git("remote", "add", "origin", remote)
		first.git("push", "-q", "-u", "origin", "main")
		first.git("clone", "-q", remote, other)
	})
	f.open()
	return &pair{f, f.path("../remote.git"), f.path("../other")}
}

// there changes files on the other laptop, each a name and a text, "" for a
// removal, and pushes.
func (p *pair) there(files ...string) {
	p.Helper()
	for i := 0; i < len(files); i += 2 {
		at := filepath.Join(p.other, files[i])
		if files[i+1] == "" {
			os.RemoveAll(at)
			continue
		}
		os.MkdirAll(filepath.Dir(at), 0o700)
		if err := os.WriteFile(at, []byte(files[i+1]), 0o600); err != nil {
			p.Fatal(err)
		}
	}
	p.theirs("add", "-A")
	p.theirs("commit", "-qm", "there")
	p.theirs("push", "-q", "origin", "HEAD")
}

func (p *pair) theirs(args ...string) string {
	p.Helper()
	return p.git(append([]string{"-C", p.other}, args...)...)
}

// sync syncs the folder's own repository.
func (p *pair) sync() (*Synced, error) {
	p.Helper()
	ctx := context.Background()
	shared, err := p.h.Shared(ctx)
	if err != nil || len(shared) == 0 {
		p.Fatalf("%d repositories have a remote: %v", len(shared), err)
	}
	return p.h.Sync(ctx, shared[0], SyncOptions{Record: p.record})
}

// record is what the command line does before a sync.
func (p *pair) record(ctx context.Context) error {
	edits, err := p.h.Pending(ctx)
	if err != nil || len(edits) == 0 {
		return err
	}
	var paths []string
	for _, e := range edits {
		paths = append(paths, e.Path)
	}
	_, err = p.h.Record(ctx, paths, Message{Subject: "Save edits", Edits: true})
	return err
}

func (p *pair) mustSync() *Synced {
	p.Helper()
	done, err := p.sync()
	if err != nil {
		p.Fatalf("sync: %v", err)
	}
	p.clean(".")
	if here, there := p.git("rev-parse", "HEAD"), p.git("ls-remote", p.remote, "refs/heads/main"); !strings.HasPrefix(there, here) {
		p.Errorf("here is %s, there %s", here, there)
	}
	return done
}

// What else is in the folder comes along: pictures, programs, links.
func TestSyncTakesEveryKindOfFile(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.there("people/alice/chart.png", "\x00chart")
	os.Symlink("README.md", filepath.Join(p.other, "people/alice/link.md"))
	os.WriteFile(filepath.Join(p.other, "run.sh"), []byte("#!/bin/sh\n"), 0o700)
	p.there("people/bea/README.md", "# Bea\n")
	p.write("people/alice/2026-11-20.md", "mine\n")
	p.mustSync()
	if to, err := os.Readlink(p.path("people/alice/link.md")); err != nil || to != "README.md" {
		t.Errorf("the link leads to %q: %v", to, err)
	}
	if st, err := os.Stat(p.path("run.sh")); err != nil || st.Mode()&0o100 == 0 {
		t.Errorf("run.sh cannot be run: %v", err)
	}
	if p.read("people/alice/chart.png") != "\x00chart" {
		t.Error("the picture is not there")
	}

	// And goes, or becomes something else.
	os.Remove(filepath.Join(p.other, "people/alice/link.md"))
	p.theirs("rm", "-q", "-r", "--cached", "run.sh")
	os.Chmod(filepath.Join(p.other, "run.sh"), 0o600)
	p.theirs("pull", "-q", "--no-edit", "--no-rebase")
	p.there("people/alice/link.md/now.md", "a directory\n")
	p.mustSync()
	if p.read("people/alice/link.md/now.md") != "a directory\n" {
		t.Error("the directory is not there")
	}
}

// A picture that both drew anew is there twice, alike on both sides.
func TestSyncKeepsBothPictures(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.write("chart.png", "\x00b")
	p.git("add", "chart.png")
	p.git("commit", "-qm", "mine")
	p.there("chart.png", "\x00a")
	done := p.mustSync()
	if p.read("chart.png") != "\x00b" || p.read("chart (2).png") != "\x00a" || len(done.Notices) != 1 {
		t.Errorf("notices %q", done.Notices)
	}
}

// huge is a text that is too long to be read whole.
func huge(words string) string { return words + strings.Repeat("0123456789abcde\n", 17<<16) }

// A file too large to be read comes, changes and goes like every other; nobody
// needs to read it. One that both changed is there twice.
func TestSyncTakesHugeFiles(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.gitGlobal("core.bigFileThreshold", "1m") // or git looks for what they have in common
	for i, step := range []struct{ mine, theirs, merged string }{
		{"", huge("a"), huge("a")},         // a fast-forward
		{"1 mine\n", huge("b"), huge("b")}, // a merge
		{"2 mine\n", "short\n", "short\n"}, // what was huge is not
		{"3 mine\n", huge("c"), huge("c")}, // and is again
		{"4 mine\n", "", ""},               // it goes
	} {
		if step.mine != "" {
			p.write("people/alice/2026-11-20.md", step.mine)
		}
		if i > 0 {
			p.theirs("pull", "-q", "--no-edit", "--no-rebase")
		}
		p.there("people/alice/talk.mov", step.theirs)
		if _, err := p.sync(); err != nil { // git looks at all of it at the end
			t.Fatalf("step %d: %v", i, err)
		}
		if step.merged == "" && !fileGone(p.path("people/alice/talk.mov")) || step.merged != "" && p.read("people/alice/talk.mov") != step.merged {
			t.Fatalf("step %d: talk.mov is another", i)
		}
	}
	p.theirs("pull", "-q", "--no-edit", "--no-rebase")
	p.write("talk.mov", huge("mine"))
	p.git("add", "talk.mov")
	p.git("commit", "-qm", "mine")
	p.there("talk.mov", huge("theirs"))
	done := p.mustSync()
	a, b := p.read("talk.mov"), p.read("talk (2).mov")
	if len(done.Notices) != 1 || len(a)+len(b) != len(huge("mine"))+len(huge("theirs")) || a == b {
		t.Errorf("%d and %d bytes, notices %q", len(a), len(b), done.Notices)
	}
}

// A filter of the user's makes huge files of small ones, as git-lfs does. Both
// versions stay, and neither is read whole.
func TestSyncTakesHugeFilteredFiles(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.git("config", "--global", "filter.big.clean", "head -c 2")
	p.git("config", "--global", "filter.big.smudge", "cat; yes filler | head -c 17000000")
	p.write(".gitattributes", "*.mov filter=big\n")
	p.git("add", ".gitattributes")
	p.git("commit", "-qm", "filter")
	p.mustSync()
	p.theirs("pull", "-q")
	p.write("talk.mov", "2\n")
	p.git("add", ".")
	p.git("commit", "-qm", "mine")
	os.Remove(p.path("talk.mov"))
	p.git("checkout", "talk.mov")
	p.there("talk.mov", "1\n")
	done := p.mustSync()
	a, b := p.read("talk.mov"), p.read("talk (2).mov")
	if len(done.Notices) != 1 || len(a) != 17_000_002 || len(b) != len(a) || a[0] == b[0] {
		t.Errorf("%d and %d bytes, notices %q", len(a), len(b), done.Notices)
	}
}

// Whoever was renamed there gets what was written here under the old name.
func TestSyncFollowsARename(t *testing.T) {
	p := newPair(t)
	p.theirs("mv", "people/alice", "people/ann")
	p.there("people/ann/README.md", "# Ann\n")
	p.write("people/alice/2026-11-13.md", "# Alice\n\n- one\n- two\n")
	p.write("people/alice/2026-11-20.md", "new\n")
	p.mustSync()
	if p.read("people/ann/2026-11-13.md") != "# Alice\n\n- one\n- two\n" || p.read("people/ann/2026-11-20.md") != "new\n" || !fileGone(p.path("people/alice")) {
		t.Errorf("people are:\n%s", p.git("ls-files", "people"))
	}
}

// An entry that was given another day on one side, and a line on the other, is
// one entry, whichever side is here.
func TestSyncFollowsARenamedFile(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	const from, to = "people/alice/2026-11-13.md", "people/alice/2026-11-12.md"
	for _, here := range []bool{false, true} {
		p := newPair(t)
		if here {
			p.git("mv", from, to)
			p.there(from, "# Alice\n\n- one\n- typed\n- two\n")
		} else {
			p.theirs("mv", from, to)
			p.there()
			p.write(from, "# Alice\n\n- one\n- typed\n- two\n")
		}
		p.mustSync()
		if p.read(to) != "# Alice\n\n- one\n- typed\n- two\n" || !fileGone(p.path(from)) {
			t.Errorf("renamed here %v: entries are:\n%s", here, p.git("ls-files", "people"))
		}
	}
}

// Merges that crossed have two bases.
func TestSyncAfterCrossedMerges(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.there("a.md", "theirs\n")
	p.write("b.md", "ours\n")
	p.git("add", ".")
	p.git("commit", "-qm", "b")
	p.git("branch", "b")
	p.git("fetch", "-q")
	p.git("merge", "-q", "--no-edit", "origin/main")
	p.theirs("fetch", "-q", p.dir, "b")
	p.theirs("merge", "-q", "--no-edit", "FETCH_HEAD")
	p.there("c.md", "theirs\n")
	p.write("people/alice/2026-11-20.md", "mine\n")
	p.mustSync()
	if p.read("c.md") != "theirs\n" || p.read("people/alice/2026-11-20.md") != "mine\n" {
		t.Error("a file is missing")
	}
}

// What changes nothing here, and is said with a next step.
func TestSyncRefuses(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	tests := []struct {
		name, want string
		set        func(p *pair)
	}{
		{"somebody else's project", "has no oneonone.yaml", func(p *pair) { p.there("oneonone.yaml", "") }},
		{"unrelated history", "unrelated", func(p *pair) {
			p.theirs("checkout", "-q", "--orphan", "new")
			p.theirs("commit", "-qm", "anew")
			p.theirs("push", "-qf", "origin", "new:main")
			p.git("update-ref", "-d", "refs/remotes/origin/main")
		}},
		{"unrelated history where ours was", "unrelated", func(p *pair) {
			p.theirs("checkout", "-q", "--orphan", "new")
			p.theirs("commit", "-qm", "anew")
			p.theirs("push", "-qf", "origin", "new:main")
		}},
		{"rewritten history", "was rewritten", func(p *pair) {
			p.theirs("commit", "-q", "--amend", "-m", "other words")
			p.theirs("push", "-qf")
		}},
		{"rewritten history that was fetched", "was rewritten", func(p *pair) {
			p.theirs("commit", "-q", "--amend", "-m", "other words")
			p.theirs("push", "-qf")
			p.git("fetch", "-q")
		}},
		{"another branch", "origin has no branch main; it has master", func(p *pair) {
			p.git("-C", p.remote, "branch", "-m", "main", "master")
		}},
		{"detached HEAD", "detached", func(p *pair) { p.git("checkout", "-q", "--detach") }},
		{"a merge in progress", "a merge is in progress", func(p *pair) { p.write(".git/MERGE_HEAD", p.git("rev-parse", "HEAD")+"\n") }},
		{"a name of git's own", "git keeps its own files there", func(p *pair) { p.plant("people/.GIT/config") }},
		{"a name of git's own on other disks", "the remote has people/.g\u200cit/config: git keeps its own files there", func(p *pair) { p.plant("people/.g\u200cit/config") }},
		{"a name of git's own on Windows", "git keeps its own files there", func(p *pair) { p.plant("people/.git. /config") }},
		{"an inbox, where lines wait here", "the remote has inbox.md, which is yours alone", func(p *pair) {
			p.write("inbox.md", "alice: mine\n")
			p.there("inbox.md", "alice: theirs\n")
		}},
		{"an inbox", "the remote has Inbox.md, which is yours alone", func(p *pair) { p.there("Inbox.md", "alice: theirs\n") }},
		{"a branch that is no commit", "main of origin is not a commit", func(p *pair) {
			p.write("../blob", p.git("-C", p.remote, "rev-parse", "main:oneonone.yaml")+"\n")
			os.Rename(p.path("../blob"), filepath.Join(p.remote, "refs", "heads", "main"))
		}},
		{"settings that cannot be read", "oneonone.yaml:3: did not find expected node content", func(p *pair) { p.there("oneonone.yaml", "me: Sam\nshared: [\n") }},
		{"a name into private notes", "private is a repository of its own", func(p *pair) { p.there("private/people/alice/README.md", "x\n") }},
		{"a file of mine in the way", "git does not have what is here", func(p *pair) {
			p.write("chart.png", "mine")
			p.there("chart.png", "theirs")
		}},
		{"filters that are new here", "comes with other filters", func(p *pair) { p.there(".gitattributes", "*.mov filter=lfs\n", "talk.mov", "pointer\n") }},
		{"a shallow clone", "it is a shallow clone", func(p *pair) {
			p.write("people/alice/2026-11-13.md", "mine\n")
			p.git("commit", "-qam", "mine")
			p.write(".git/shallow", p.git("rev-parse", "HEAD")+"\n")
		}},
		{"a huge file of mine in the way", "git does not have what is here", func(p *pair) {
			p.write("talk.mov", huge("mine"))
			p.there("talk.mov", huge("theirs"))
		}},
		{"a program in its settings", "name a program to run: core.sshcommand", func(p *pair) { p.git("config", "core.sshCommand", "touch evil") }},
		{"an address that is a program", "transport 'ext' not allowed", func(p *pair) {
			p.git("config", "protocol.ext.allow", "always")
			p.git("remote", "set-url", "origin", "ext::touch evil")
		}},
		{"a disk that is not plugged in", "cannot reach origin: there is nothing at", func(p *pair) { os.RemoveAll(p.remote) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPair(t)
			p.there("people/alice/2026-11-20.md", "theirs\n")
			if strings.HasPrefix(tt.name, "rewritten") {
				p.mustSync() // what was there is here too
				p.write("people/alice/2026-11-13.md", "mine\n")
				p.record(context.Background())
			}
			tt.set(p)
			head, tree := p.git("rev-parse", "HEAD"), p.git("status", "--porcelain")
			_, err := p.sync()
			var told *remote.Error
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("error %v, want it to say %q", err, tt.want)
			}
			if errors.As(err, &told) && told.Next == "" {
				t.Errorf("%q names no next step", err)
			}
			if p.git("rev-parse", "HEAD") != head || p.git("status", "--porcelain") != tree || !fileGone(p.path("evil")) {
				t.Errorf("something changed:\n%s", p.git("status", "--porcelain"))
			}
		})
	}
}

// What to do about a rewritten history keeps both: what was taken back is gone,
// what was written here stays.
func TestSyncGoesOnAfterARewrittenHistory(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.there("people/alice/2026-11-20.md", "a slip\n")
	p.mustSync()
	p.write("people/alice/2026-11-13.md", "mine\n")
	p.record(context.Background())
	p.write("people/alice/README.md", "# Alice\n\nnot recorded\n")
	p.theirs("reset", "-q", "--hard", "HEAD~")
	p.theirs("push", "-qf", "origin", "HEAD")
	p.there("people/bea/README.md", "# Bea\n")
	_, err := p.sync()
	var told *remote.Error
	if !errors.As(err, &told) || !strings.Contains(err.Error(), "was rewritten") {
		t.Fatal(err)
	}
	advice, ok := strings.CutSuffix(told.Next, " && oneonone sync")
	if out, err := exec.Command("sh", "-c", advice).CombinedOutput(); err != nil || !ok {
		t.Fatalf("%s: %v\n%s", told.Next, err, out)
	}
	p.mustSync()
	if p.read("people/alice/2026-11-13.md") != "mine\n" || p.read("people/bea/README.md") != "# Bea\n" || !fileGone(p.path("people/alice/2026-11-20.md")) ||
		p.read("people/alice/README.md") != "# Alice\n\nnot recorded\n" {
		t.Error("something is missing, or came back")
	}
}

// A commit that was refused here, and then taken back there, was never ours.
func TestSyncGoesOnAfterARefusedCommitIsTakenBack(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.write("people/alice/2026-11-20.md", "mine\n")
	p.plant("people/.GIT/config")
	if _, err := p.sync(); err == nil {
		t.Fatal("it was taken in")
	}
	p.theirs("push", "-qf", "origin", "HEAD:main")
	p.there("people/bea/README.md", "# Bea\n")
	if _, err := p.sync(); err != nil || p.read("people/bea/README.md") != "# Bea\n" {
		t.Errorf("what came after it: %v", err)
	}
}

// A branch that was no commit for a while is no news, and changes nothing of what is
// known of the remote.
func TestSyncGoesOnAfterABranchThatWasNoCommit(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.there("people/alice/2026-11-20.md", "theirs\n")
	p.mustSync()
	branch, known := filepath.Join(p.remote, "refs", "heads", "main"), p.git("rev-parse", "origin/main")
	for _, object := range []string{"main:oneonone.yaml", "main^{tree}"} {
		p.write("../bad", p.git("-C", p.remote, "rev-parse", object)+"\n")
		os.Rename(p.path("../bad"), branch)
		if _, err := p.sync(); err == nil || p.git("rev-parse", "origin/main") != known {
			t.Fatalf("%s: error %v, and origin/main is %s", object, err, p.git("rev-parse", "origin/main"))
		}
		p.write("../good", known+"\n")
		os.Rename(p.path("../good"), branch)
	}
	p.there("people/bea/README.md", "# Bea\n")
	p.mustSync()
}

// plant commits a file there whose name git itself would refuse.
func (p *pair) plant(name string) {
	p.Helper()
	blob := p.theirs("hash-object", "-w", "oneonone.yaml")
	dir, base := filepath.Split(name)
	tree := p.mktree("100644 blob " + blob + "\t" + base)
	tree = p.mktree("040000 tree " + tree + "\t" + filepath.Base(dir))
	root := p.theirs("ls-tree", "HEAD")
	tree = p.mktree(strings.Replace(root, "040000 tree "+p.theirs("rev-parse", "HEAD:people"), "040000 tree "+tree, 1))
	commit := p.theirs("commit-tree", "-p", "HEAD", "-m", "planted", tree)
	p.theirs("push", "-q", "origin", commit+":main")
}

func (p *pair) mktree(lines string) string {
	p.Helper()
	cmd := exec.Command("git", "-C", p.other, "mktree")
	cmd.Stdin = strings.NewReader(lines + "\n")
	out, err := cmd.Output()
	if err != nil {
		p.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Offline, what was edited is recorded, and it is said how much waits.
func TestSyncOffline(t *testing.T) {
	p := newPair(t)
	p.git("remote", "set-url", "origin", "http://127.0.0.1:1/notes.git")
	p.write("people/alice/2026-11-20.md", "mine\n")
	done, err := p.sync()
	var offline *remote.OfflineError
	if !errors.As(err, &offline) || done.Waiting != 1 {
		t.Fatalf("%d wait: %v", done.Waiting, err)
	}
	p.git("remote", "set-url", "origin", p.remote)
	p.mustSync()
}

// A submodule that came is not followed.
func TestSyncLeavesSubmodulesAlone(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	p := newPair(t)
	p.theirs("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", p.remote, "sub")
	p.there("people/bea/README.md", "# Bea\n")
	p.write("people/alice/2026-11-20.md", "mine\n")
	p.mustSync()
	if names, err := os.ReadDir(p.path("sub")); err != nil || len(names) > 0 {
		t.Errorf("sub holds %v: %v", names, err)
	}
}

// Repositories that ask for more than the recipe does are merged too.
func TestSyncThroughGit(t *testing.T) {
	skipIfShort(t)
	t.Parallel()
	for name, set := range map[string]func(p *pair){
		"a hook": func(p *pair) {
			p.write(".git/hooks/post-commit", "#!/bin/sh\n")
			os.Chmod(p.path(".git/hooks/post-commit"), 0o700)
		},
		"line ends": func(p *pair) { p.git("config", "core.autocrlf", "true") },
		"split":     func(p *pair) { p.git("config", "core.splitIndex", "true"); p.git("update-index", "--split-index") },
		"index v4":  func(p *pair) { p.git("update-index", "--index-version", "4") },
		"alternates": func(p *pair) {
			p.write(".git/objects/info/alternates", p.remote+"/objects\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPair(t)
			set(p)
			p.there("people/alice/2026-11-20.md", "theirs\n")
			p.mustSync() // forward
			p.there("people/alice/README.md", "# Alice\n\ntheirs\n")
			p.write("people/alice/2026-11-13.md", "# Alice\n\n- one\n- two\n")
			p.mustSync() // a merge
			if got := strings.ReplaceAll(p.read("people/alice/README.md"), "\r", ""); got != "# Alice\n\ntheirs\n" {
				t.Errorf("README is %q", got)
			}
		})
	}
}

// A forge's editor that writes other line ends changes no line by that.
func TestSyncMergesLineEnds(t *testing.T) {
	p := newPair(t)
	p.there("people/alice/2026-11-13.md", "# Alice\r\n\r\n- one\r\n- theirs\r\n")
	p.write("people/alice/2026-11-13.md", "# Alice\n\n- mine\n- one\n")
	done := p.mustSync()
	if got := p.read("people/alice/2026-11-13.md"); got != "# Alice\r\n\r\n- mine\r\n- one\r\n- theirs\r\n" || len(done.Decide) > 0 {
		t.Errorf("the entry is %q, to decide %v", got, done.Decide)
	}
}
