package sharing

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
	"oneonone/internal/shared"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/actions"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
	"oneonone/notes/promise"
)

// doc is a running doc as the two will read it.
type doc struct {
	w *cli.Workspace
	p *notes.Person
	// plan are the notes as they will be, those that go to private/ and those that
	// stay in the doc.
	plan []page.Change
	// moved maps the paths of entries that go to private/ to their new names.
	moved map[string]page.EntryRef
	// open are the open promises that only those entries hold.
	open []*promise.Thread
	// into is the entry that takes over promises, nil for none.
	into *page.Entry
	// mine are the promises that stay out of the doc.
	mine []*promise.Thread
	// prompts are the comments of the templates, once templates has read them.
	prompts map[string]bool
}

// planDoc plans the doc from a day on; the zero day is all of it.
func planDoc(w *cli.Workspace, p *notes.Person, since when.Date) (*doc, error) {
	d := &doc{w: w, p: p, moved: map[string]page.EntryRef{}}
	refs, err := w.Entries(p.Handle)
	if err != nil {
		return nil, err
	}
	if err := d.topPage(); err != nil {
		return nil, err
	}
	for _, ref := range refs {
		e, err := w.Read(ref)
		if err != nil {
			return nil, err
		}
		if ref.Date.Before(since) {
			d.move(ref, e.Src)
			continue
		}
		d.plan = append(d.plan, page.Change{Path: ref.Path, Old: e.Src, New: e.Src})
		if d.plan, err = w.PutAside(d.plan, ref.Path); err != nil {
			return nil, err
		}
		if !ref.Date.After(w.Today) && !e.Meeting().Skipped {
			d.into = e
		}
	}
	threads, _ := actions.In(w.Folder).Threads(p.Handle)
	for _, t := range threads {
		if _, gone := d.moved[t.Newest().Path]; gone && t.State == clause.Open {
			d.open = append(d.open, t)
		}
	}
	return d, exchange.Unsaid(w, d.plan)
}

// topPage says on the top page who the two are.
func (d *doc) topPage() error {
	path := page.TopPagePath(d.p.Handle)
	c := page.Change{Path: path}
	src, err := fs.ReadFile(d.w.FS, path)
	if err == nil {
		c.Old = src
	} else {
		src = []byte("# " + d.p.FullName() + "\n\n## Hopper\n")
	}
	front := markdown.SplitFrontMatter(path, src)
	var with any = d.w.Settings.Me
	if len(d.w.Settings.Aliases) > 0 {
		with = d.w.Settings.Called()
	}
	if c.New, err = front.SetAll(markdown.Pair{Key: "name", Value: d.p.FullName()}, markdown.Pair{Key: "with", Value: with}); err != nil {
		return err
	}
	d.plan, err = d.w.PutAside([]page.Change{c}, path)
	return err
}

// move plans to move an entry to the private notes, numbered if that day already has one.
func (d *doc) move(ref page.EntryRef, src []byte) {
	to := ref
	for ; ; to.N++ {
		to.Path = page.PrivateDir + "/" + page.EntryPath(ref.Person, ref.Date, to.N)
		taken := slices.ContainsFunc(d.plan, func(c page.Change) bool { return c.Path == to.Path })
		if _, err := fs.Stat(d.w.FS, to.Path); err != nil && !taken {
			break
		}
	}
	d.moved[ref.Path] = to
	d.plan = append(d.plan, page.Change{Path: to.Path, New: src}, page.Change{Path: ref.Path, Old: src})
}

// shown returns the notes that will be read, as they will be.
func (d *doc) shown() []page.Change {
	return slices.DeleteFunc(slices.Clone(d.plan), func(c page.Change) bool { return c.New == nil || page.ParsePath(c.Path).Private })
}

// asShown returns the notes that will be read, as they are in the finished doc.
func (d *doc) asShown() []page.Change {
	all := d.shown()
	for i := range all {
		all[i].Old = all[i].New
	}
	return all
}

func (d *doc) hasHopper() bool {
	top := d.w.Grammar().ParseTopPage(d.plan[0].Path, d.plan[0].New)
	return top.Section(page.SectionHopper) != nil
}

// askPromises asks about each open promise in an entry that stays private whether
// it should go into the doc.
func (d *doc) askPromises(ctx context.Context, s *cli.Session) error {
	var items strings.Builder
	for _, t := range d.open {
		share := false
		if d.into != nil {
			var err error
			if share, err = s.Confirm(ctx, fmt.Sprintf("share the promise %q?", t.Text)); err != nil {
				return err
			}
		}
		if share {
			items.WriteString(d.line(t) + "\n")
		} else {
			d.mine = append(d.mine, t)
		}
	}
	for _, t := range d.mine {
		s.Say("stays yours, and listed: %s", t.Text)
	}
	if items.Len() == 0 {
		return nil
	}
	i := slices.IndexFunc(d.plan, func(c page.Change) bool { return c.Path == d.into.Path })
	e := d.into.Again(d.plan[i].New)
	src, err := e.WithLastTime(items.String())
	d.plan[i].New = src
	return err
}

// line is a promise as written in a shared doc: with its owner's name.
func (d *doc) line(t *promise.Thread) string {
	var names []string
	for _, owner := range t.Owners {
		name := d.w.Names().Display(owner)
		if owner == clause.Me {
			name, _, _ = strings.Cut(d.w.Settings.Me, " ")
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return "- [ ] **" + t.Words() + "**" + page.Metadata(t.Since, t.Due)
	}
	return "- [ ] **" + strings.Join(names, " and ") + ": " + t.Words() + "**" + page.Metadata(t.Since, t.Due)
}

// changes returns what is to be written, the private notes first: what is briefly
// in two places is not lost. Unchanged notes are included, since they must not
// have changed either.
func (d *doc) changes() ([]page.Change, error) {
	var names []string
	for _, t := range d.mine {
		to := d.moved[t.Newest().Path]
		names = append(names, page.EntryName(to.Date, to.N))
	}
	var moved []string
	for _, to := range d.moved {
		moved = append(moved, page.EntryName(to.Date, to.N))
	}
	all, err := d.w.Keep(slices.Clone(d.plan), d.p.Handle, names, moved)
	slices.SortStableFunc(all, func(a, b page.Change) int {
		return boolInt(page.ParsePath(b.Path).Private) - boolInt(page.ParsePath(a.Path).Private)
	})
	return all, err
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unfinished reports whether a repository was begun by a killed run of share.
func unfinished(ctx context.Context, r *gitstore.Repo, url string) bool {
	_, head, err := r.Head(ctx)
	if err != nil {
		return false
	}
	cfg, err := r.Config(ctx)
	at, _ := cfg.Get("remote.origin.url")
	push, _ := cfg.Get("remote.origin.push")
	return err == nil && (head == "" || shared.Is(push) && at == url)
}

// beginning is the file in the folder's git directory that names whose doc is
// being made a repository of its own.
const beginning = "oneonone-sharing"

// begun reports whether a killed run was making somebody's doc a repository:
// whatever has been recorded there since had nowhere else to go.
func begun(w *cli.Workspace, handle string) bool {
	folder, err := w.History.Repos().Folder()
	if err != nil || folder == nil {
		return false
	}
	b, err := rootfs.ReadPath(filepath.Join(folder.GitDir, beginning))
	return err == nil && strings.TrimSpace(string(b)) == handle
}
