package health

import (
	"context"
	"os"

	"oneonone/internal/mergedriver"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
)

// driverMissing finds the repositories with a remote where git would merge notes
// line by line.
func (d *Doctor) driverMissing(ctx context.Context, repos []*noterepo.Repo) []Finding {
	var found []Finding
	for _, r := range repos {
		cfg, err := r.Config(ctx)
		if err != nil || len(remote.URLs(cfg)) == 0 {
			continue
		}
		if !mergedriver.IsSet(cfg) {
			found = append(found, Finding{ID: FindDriver, Path: d.shown(r.Root), Problem: "git pull would merge notes line by line", Mend: "oneonone doctor --fix", Safe: true})
		}
	}
	return found
}

// fixDriver mends what driverMissing found.
func (d *Doctor) fixDriver(ctx context.Context, root string) error {
	repos, err := d.repos.All()
	if err != nil {
		return err
	}
	for _, r := range repos {
		if d.shown(r.Root) == root {
			return d.history.SetDriverIn(ctx, r)
		}
	}
	return os.ErrNotExist
}
