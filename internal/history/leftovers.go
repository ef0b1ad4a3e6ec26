package history

import (
	"context"
	"slices"
	"strings"
)

// EditorFiles are ignore rules for what editors, merge tools and a killed
// command leave beside a note: the text that was not meant to stay, or not to
// be seen. vim, emacs, nano, kate, joe, LibreOffice and git were watched.
var EditorFiles = []string{"*~", ".*.sw?", ".*.kate-swp", `\#*#`, ".#*", "4913", "*.save", "*.orig", "*.rej", "*.bak", "*.tmp", ".~lock.*#", ".*.oneonone-*.swap"}

// leftoverProbes are names that EditorFiles cover, one each.
var leftoverProbes = []string{"2026-11-20.md~", ".2026-11-20.md.swp", ".2026-11-20.md.kate-swp", "#2026-11-20.md#", ".#2026-11-20.md", "4913", "2026-11-20.md.save",
	"2026-11-20.md.orig", "2026-11-20.md.rej", "2026-11-20.md.bak", "2026-11-20.md.tmp", ".~lock.2026-11-20.md#", ".2026-11-20.md.oneonone-1-1.swap"}

// ignoreEditorFiles makes a repository ignore what editors leave among its
// notes, by a file that is never committed. In a repository around the folder
// nothing but the folder is meant.
func ignoreEditorFiles(r *repo) error {
	for _, rule := range EditorFiles {
		if r.rel == "" && r.prefix != "" {
			rule = "/" + r.prefix + "**/" + strings.TrimPrefix(rule, `\`)
		}
		if err := r.Exclude(rule); err != nil {
			return err
		}
	}
	return nil
}

// editorFiles finds the repositories that would take in what an editor left.
func (h *History) editorFiles(ctx context.Context, repos []*repo) []Finding {
	var found []Finding
	for _, r := range repos {
		cfg, err := r.Config(ctx)
		if err != nil {
			continue
		}
		probes := make([]string, len(leftoverProbes))
		for i, name := range leftoverProbes {
			probes[i] = r.prefix + "people/x/" + name
		}
		ignored, err := r.Ignored(ctx, cfg, probes)
		if err != nil {
			continue
		}
		if i := slices.IndexFunc(probes, func(p string) bool { return !ignored[p] }); i >= 0 {
			found = append(found, Finding{ID: FindEditorFiles, Path: h.shown(r.Root), Problem: "git would take in what is left beside a note by editors and others, such as " + leftoverProbes[i],
				Mend: "oneonone doctor --fix", Safe: true})
		}
	}
	return found
}

// fixEditorFiles mends what editorFiles found.
func (h *History) fixEditorFiles(root string) error {
	repos, err := h.allRepos()
	if err != nil {
		return err
	}
	for _, r := range repos {
		if h.shown(r.Root) == root {
			return ignoreEditorFiles(r)
		}
	}
	return nil
}
