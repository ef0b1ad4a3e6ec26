package health

import (
	"context"
	"slices"

	"oneonone/internal/noterepo"
)

// leftoverProbes are file names, one for each of the patterns in EditorFiles.
var leftoverProbes = []string{"2026-11-20.md~", ".2026-11-20.md.swp", ".2026-11-20.md.kate-swp", "#2026-11-20.md#", ".#2026-11-20.md", "4913", "2026-11-20.md.save",
	"2026-11-20.md.orig", "2026-11-20.md.rej", "2026-11-20.md.bak", "2026-11-20.md.tmp", ".~lock.2026-11-20.md#", ".2026-11-20.md.oneonone-1-1.swap"}

// editorFiles finds the repositories that would record editors' leftovers.
func (d *Doctor) editorFiles(ctx context.Context, repos []*noterepo.Repo) []Finding {
	var found []Finding
	for _, r := range repos {
		cfg, err := r.Config(ctx)
		if err != nil {
			continue
		}
		probes := make([]string, len(leftoverProbes))
		for i, name := range leftoverProbes {
			probes[i] = r.Prefix + "people/x/" + name
		}
		ignored, err := r.Ignored(ctx, cfg, probes)
		if err != nil {
			continue
		}
		if i := slices.IndexFunc(probes, func(p string) bool { return !ignored[p] }); i >= 0 {
			found = append(found, Finding{ID: FindEditorFiles, Path: d.shown(r.Root), Problem: "git would record files that editors and others leave beside a note, such as " + leftoverProbes[i],
				Mend: "oneonone doctor --fix", Safe: true})
		}
	}
	return found
}

// fixEditorFiles mends what editorFiles found.
func (d *Doctor) fixEditorFiles(root string) error {
	repos, err := d.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		if d.shown(r.Root) == root {
			return r.IgnoreEditorFiles()
		}
	}
	return nil
}
