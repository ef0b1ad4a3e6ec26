package history

import (
	"context"
	"os"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/notes/page"
)

// Clone makes the notes folder a clone of the notes at an address, and sets up
// what git does not bring along. check may refuse the clone before it is put in
// place.
func Clone(ctx context.Context, o Options, url string, ro remote.Options, check func(dir string) error) error {
	git := gitstore.New(o.Env)
	git.Now, git.Wait = o.Now, o.Wait
	// An empty directory may be there; anything else makes the clone fail.
	if err := os.Remove(o.Dir); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := remote.Clone(ctx, git, url, o.Dir, ro, check); err != nil {
		return err
	}
	h, err := Open(o)
	if err != nil {
		return err
	}
	defer h.Close()
	return h.setUp(ctx)
}

// setUp does for a clone what init does for a new folder, in files that are never
// committed.
func (h *History) setUp(ctx context.Context) error {
	r, err := h.repos.Folder()
	if err != nil {
		return err
	}
	for _, rule := range []string{"/" + page.PrivateDir + "/", ".*" + noterepo.TmpMark + "*" + noterepo.TmpEnd, ".*" + noterepo.TmpMark + "*" + noterepo.SwapEnd} {
		if err := r.Exclude(rule); err != nil {
			return err
		}
	}
	if err := r.IgnoreEditorFiles(); err != nil {
		return err
	}
	return h.SetDriverIn(ctx, r)
}
