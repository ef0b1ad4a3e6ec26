package cmd

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// planted are words that must be nowhere once a person is erased, by where they
// were written.
type planted struct {
	*laptops
	words map[string]string
}

func (p *planted) word(where string) string {
	w := fmt.Sprintf("planted%03dword", len(p.words))
	p.words[w] = where
	return w
}

// What was written about somebody is in no byte of any file or object once it is
// erased, wherever it was; what was written about others is as it was.
func TestErasedIsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("takes longer than the quick tests")
	}
	t.Parallel()
	for name, own := range map[string]bool{"in the folder": false, "in a repository of her own": true} {
		t.Run(name, func(t *testing.T) { eraseEverything(t, own) })
	}
}

func eraseEverything(t *testing.T, own bool) {
	p := &planted{newLaptops(t), map[string]string{}}
	p.must("a", "people", "add", "Bob")
	if own {
		p.write("a", "people/alice/README.md", "---\nname: Alice Martin\n---\n# Alice\n")
		p.git("a", "init", "-q", "people/alice")
		p.must("a", "save")
	} else {
		p.must("a", "people", "add", "Alice Martin")
	}
	p.plant(own)
	before := p.git("a", "log", "--reverse", "-p", "--format=%an %ae %ad %cd", "--date=raw", "--no-abbrev", "--", "people/bob")
	if len(p.words) < 200 {
		t.Fatalf("only %d words were planted", len(p.words))
	}
	handle := "ali"
	if own {
		handle = "alice"
	}
	p.must("a", "erase", handle, "--confirm", handle)
	p.swept()
	if after := p.git("a", "log", "--reverse", "-p", "--format=%an %ae %ad %cd", "--date=raw", "--no-abbrev", "--", "people/bob"); after != before {
		t.Errorf("what was written about bob is\n%s\nand was\n%s", after, before)
	}
	for _, repo := range []string{"a", "a/private"} {
		if out := p.git(repo, "fsck", "--full", "--strict"); out != "" {
			t.Errorf("%s: git fsck: %s", repo, out)
		}
		if out := p.git(repo, "status", "--porcelain"); out != "" {
			t.Errorf("%s: git status: %s", repo, out)
		}
	}
	if out := p.git("a", "stash", "list"); strings.Count(out, "stash@") != 1 {
		t.Errorf("of two stashes, one of them about bob, there is\n%s", out)
	}
	if out := p.git("a", "tag"); !strings.Contains(out, "about-bob") {
		t.Errorf("the tag is gone: %s", out)
	}
	p.must("a", "hopper", "add", "bob", "what comes next")
	p.must("a", "doctor", "--fix")
}

// plant writes about alice wherever something can be written.
func (p *planted) plant(own bool) {
	repo := "a"
	if own {
		repo = "a/people/alice"
	}
	for i := range 60 {
		day := fmt.Sprintf("2026-%02d-%02d", 1+i/20, 1+i%20)
		p.write("a", "people/alice/"+day+".md", "# Alice\n\n- **Alice to "+p.word("entry")+"**\n- said "+p.word("entry")+"\n")
		p.write("a", "private/people/alice/"+day+".md", p.word("private note")+"\n")
		if i == 0 {
			p.run("a", "doctor", "--fix") // makes private/ a repository
		}
		if i%10 == 0 {
			p.must("a", "save")
		}
	}
	p.write("a", "private/people/bob/2026-01-01.md", "about bob\n")
	p.must("a", "save")
	for range 5 {
		p.must("a", "hopper", "add", "alice", p.word("hopper"))
		p.must("a", "goals", "add", "alice", p.word("goal"))
	}
	p.must("a", "hopper", "add", "bob", "the reorg")
	p.must("a", "hopper", "add", "alice", p.word("undone"))
	p.must("a", "undo")
	p.git(repo, "rm", "-q", p.inside(own, "2026-01-02.md"))
	p.git(repo, "commit", "-q", "-m", "alice: no more "+p.word("message"))
	p.git(repo, "tag", "-a", "-m", p.word("tag"), "her-day")
	p.git("a", "tag", "-a", "-m", "on Alice: "+p.word("tag about her"), "her-year", "HEAD~1")
	p.git(repo, "branch", "alice-"+p.word("branch"))
	p.git(repo, "tag", "of-alice/"+p.word("name of a tag"))
	p.git("a", "tag", "-a", "-m", "about bob", "about-bob")
	p.git(repo, "notes", "add", "-m", p.word("git note"))
	p.git(repo, "branch", "other")
	p.write("a", "people/alice/2026-05-01.md", p.word("reset")+"\n")
	p.must("a", "save")
	p.git(repo, "reset", "-q", "--hard", "HEAD^")
	p.git(repo, "revert", "--no-edit", "HEAD")
	p.write("a", "people/alice/2026-01-01.md", p.word("stash")+"\n")
	p.git(repo, "stash", "push", "-q", "-m", "alice: "+p.word("stash message"))
	p.write("a", "people/bob/README.md", p.read("a", "people/bob/README.md")+"\nstashed about bob\n")
	p.git("a", "stash", "push", "-q")
	p.must("a", "actions")
	p.git(repo, "gc", "-q")
	if !own {
		p.must("a", "people", "rename", "alice", "ali")
	}
	dir := "people/ali/"
	if own {
		dir = "people/alice/"
	}
	p.write("a", dir+".2026-01-03.md.swp", p.word("swap"))
	p.write("a", dir+".2026-01-03.md.oneonone-1-1.tmp", p.word("leftover"))
	p.write("a", dir+"2026-06-01.md", p.word("staged")+"\n")
	p.git(repo, "add", "-f", p.inside(own, "2026-06-01.md", dir))
	p.write("a", dir+"2026-06-01.md", p.word("not recorded")+"\n")
	for _, f := range []string{"COMMIT_EDITMSG", "MERGE_MSG", "oneonone-read/bob", "rr-cache/1/preimage"} {
		p.write("a", ".git/"+f, p.word(f))
	}
	p.must("a", "hopper", "add", "bob", "after all that")
}

// inside is an entry of alice's as her repository names it.
func (p *planted) inside(own bool, name string, dir ...string) string {
	switch {
	case own:
		return name
	case len(dir) > 0:
		return dir[0] + name
	}
	return "people/alice/" + name
}

// swept looks for what was planted in every file, and what zlib makes of it.
func (p *planted) swept() {
	all := map[string][]byte{}
	err := filepath.WalkDir(p.dir("a"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		all[path] = append(b, path...)
		if z, zErr := zlib.NewReader(bytes.NewReader(b)); zErr == nil {
			plain, _ := io.ReadAll(z)
			all[path+" unpacked"] = plain
		}
		return err
	})
	if err != nil {
		p.Fatal(err)
	}
	for _, repo := range []string{"a", "a/private"} {
		all["objects of "+repo] = []byte(p.git(repo, "cat-file", "--batch-all-objects", "--batch"))
		all["log of "+repo] = []byte(p.git(repo, "log", "--all", "--reflog", "--format=%B%N%gs"))
	}
	for where, b := range all {
		for word, what := range p.words {
			if bytes.Contains(b, []byte(word)) {
				p.Errorf("%s (%s) is in %s", word, what, where)
			}
		}
		if low := bytes.ToLower(b); bytes.Contains(low, []byte("alice")) {
			i := bytes.Index(low, []byte("alice"))
			p.Errorf("her name is in %s: %q", where, b[max(0, i-40):min(len(b), i+40)])
		}
	}
}
