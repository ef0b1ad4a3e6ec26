package history

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A .git that came with a folder, on a stick or in an archive, names programs
// in its settings and hooks. Looking at the notes runs none of them; nor does
// writing them by our own hand.
func TestLookingRunsNothingOfTheRepository(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the trap is a shell script")
	}
	settings := map[string][]string{
		"nothing more": nil,
		"read by git":  {"extensions.worktreeConfig=true"},
		"partial clone": {"core.repositoryformatversion=1", "extensions.partialClone=origin", "remote.origin.promisor=true",
			"remote.origin.url=.", "protocol.ext.allow=always"},
	}
	for name, more := range settings {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			trap, sprung := f.path("../trap"), f.path("../sprung")
			if err := os.WriteFile(trap, []byte("#!/bin/sh\necho \"$0 $*\" >> "+sprung+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			commit := f.git("rev-parse", "HEAD")
			for _, key := range []string{"core.fsmonitor", "core.pager", "pager.log", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
				"credential.helper", "diff.external", "diff.evil.command", "diff.evil.textconv", "gpg.program", "remote.origin.uploadpack", "gc.recentObjectsHook",
				"merge.evil.driver", "interactive.diffFilter", "sequence.editor", "alias.log", "alias.status", "alias.cat-file"} {
				f.git("config", key, trap)
			}
			f.git("config", "log.showSignature", "true")
			f.git("config", "diff.evil.cachetextconv", "false")
			f.write(".gitattributes", "*.md diff=evil merge=evil\n")
			hooks := f.path(".git/hooks")
			os.MkdirAll(hooks, 0o700)
			for _, hook := range []string{"pre-auto-gc", "post-checkout", "fsmonitor-watchman", "post-rewrite", "pre-push", "reference-transaction", "post-index-change"} {
				if hook == "reference-transaction" && name == "nothing more" || hook == "post-index-change" && name == "nothing more" {
					continue // these two ask for commits through git
				}
				if err := os.Symlink(trap, filepath.Join(hooks, hook)); err != nil {
					t.Fatal(err)
				}
			}
			for _, kv := range more {
				key, value, _ := strings.Cut(kv, "=")
				f.git("config", key, value)
			}
			f.write("people/alice/2026-11-13.md", "# Alice\n\n- edited\n")
			f.write("people/alice/2026-11-20.md", "# Alice\n\n- new\n")
			os.Remove(sprung) // git itself ran some of it just now
			h := f.open()
			ctx := context.Background()
			look := map[string]func() error{
				"pending": func() error { _, err := h.Pending(ctx); return err },
				"diff":    func() error { _, err := h.Diff(ctx, Query{Since: f.now}); return err },
				"files":   func() error { _, err := h.TreeAt(ctx, "people", time.Time{}); return err },
				"log": func() error {
					for _, err := range h.Log(ctx, Query{Paths: []string{"people/alice"}}) {
						if err != nil {
							return err
						}
					}
					return nil
				},
				"lost object": func() error { // a partial clone would fetch it
					tree := f.git("rev-parse", commit+"^{tree}")
					os.Remove(f.path(".git/objects/" + tree[:2] + "/" + tree[2:]))
					h.Diff(ctx, Query{})
					h.TreeAt(ctx, "people", time.Time{})
					h.Pending(ctx)
					return nil
				},
			}
			for _, what := range []string{"pending", "diff", "files", "log", "lost object"} {
				if err := look[what](); err != nil {
					t.Errorf("%s: %v", what, err)
				}
				if b, err := os.ReadFile(sprung); err == nil {
					t.Errorf("%s ran what the repository names: %s", what, b)
					os.Remove(sprung)
				}
			}
		})
	}
}
