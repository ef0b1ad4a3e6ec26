package cli

import (
	"context"

	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

// NamesLost finds names that edits outside of this program have taken from
// people, or from the owner when nobody is named.
func (w *Workspace) NamesLost(ctx context.Context, people []*notes.Person) ([]page.Finding, error) {
	var paths []string
	for _, p := range people {
		paths = append(paths, page.TopPagePath(p.Handle))
	}
	if people == nil {
		paths = append(paths, page.SettingsFile)
		for _, p := range w.People() {
			paths = append(paths, page.TopPagePath(p.Handle))
		}
	}
	var found []page.Finding
	seen := map[string]bool{}
	for old, err := range w.History.Replaced(ctx, paths) {
		if err != nil {
			return nil, err
		}
		for _, x := range w.LostNames(old.Path, old.Text, when.Of(old.Last)) {
			if !seen[x.Path+x.What] {
				seen[x.Path+x.What] = true
				found = append(found, x)
			}
		}
	}
	return found, nil
}
