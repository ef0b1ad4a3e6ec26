package history

import (
	"context"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
	"oneonone/notes/page"
)

// keepTopPage keeps the top page of a shared doc even if the other side removed
// it: there is no doc without one.
func (j *join) keepTopPage() {
	ours, had := j.ours[page.TopPageFile]
	if merged, known := j.merged.Files[page.TopPageFile]; !had || known && merged.There() {
		return
	}
	j.merged.Files[page.TopPageFile] = treemerge.Outcome{File: ours}
	j.merged.Notices = append(j.merged.Notices, treemerge.Notice{Path: page.TopPageFile, Text: "it was removed there, and stays: there is no doc without it"})
	j.forward = false
}

// Forget makes changes and records them in the folder's own repository, together
// with the removal of a directory's files from it: they stay on disk, for the
// repository that now keeps them.
func (h *History) Forget(ctx context.Context, dir string, changes []page.Change, msg Message) error {
	r, err := h.repos.Folder()
	if err != nil || r == nil {
		return err
	}
	_, err = h.locked(ctx, append(pathsOf(changes), page.SettingsFile), func(groups []group) (*Result, error) {
		cfg, err := groups[0].settings()
		if err != nil {
			return nil, err
		}
		if err := h.save(changes); err != nil {
			return nil, err
		}
		ctx := gitstore.Finish(ctx)
		snaps, err := h.snapshot(r, pathsOf(changes), planned(changes), false)
		if err != nil {
			return nil, err
		}
		_, head, err := r.Head(ctx)
		if err != nil {
			return nil, err
		}
		tracked, err := r.ListAt(ctx, head, strings.TrimSuffix(r.Inside(dir+"/"), "/"))
		if err != nil {
			return nil, err
		}
		for _, inside := range tracked {
			p, _ := r.Outside(inside)
			snaps = append(snaps, r.Planned(p, inside, nil, func() ([]byte, error) { return rootfs.ReadFile(h.root, p) }))
		}
		_, err = r.Commit(ctx, cfg, snaps, func(tree, parent string) string {
			return msg.format(commandID(h.opt.Now(), msg, tree, parent))
		})
		return nil, refusal(err)
	})
	return err
}
