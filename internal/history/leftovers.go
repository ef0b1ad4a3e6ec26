package history

import (
	"context"
	"strings"
)

// EditorFiles are ignore rules for what editors leave beside a note: the text
// that was not meant to stay, or not to be seen. vim, emacs, nano, kate, joe
// and git's merge tools were watched.
var EditorFiles = []string{"*~", ".*.sw?", ".*.kate-swp", `\#*#`, ".#*", "4913", "*.save", "*.orig"}

// leftoverProbe is a name that EditorFiles cover.
const leftoverProbe = "2026-11-20.md~"

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
		probe := r.prefix + "people/x/" + leftoverProbe
		if ignored, err := r.Ignored(ctx, cfg, []string{probe}); err == nil && !ignored[probe] {
			found = append(found, Finding{ID: FindEditorFiles, Path: h.shown(r.Root), Problem: "git would take in the copies that editors leave beside a note, such as " + leftoverProbe,
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
