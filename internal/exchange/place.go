package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/merge"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// Missing are the people whose shared docs have no repository here yet.
func Missing(set *settings.Settings, h *history.History, people []string) []string {
	var handles []string
	for _, handle := range slices.Sorted(maps.Keys(set.Shared)) {
		if len(people) > 0 && !slices.Contains(people, handle) {
			continue
		}
		if r, err := h.Repos().At("people/" + handle); r == nil && err == nil {
			handles = append(handles, handle)
		}
	}
	return handles
}

// mayShare reports at a glance whether the settings, as they are now, may name
// shared docs.
func mayShare(s *cli.Session) bool {
	at, err := s.Locate()
	if err != nil {
		return true // opening the folder reports the error
	}
	src, err := rootfs.ReadUnlinked(filepath.Join(at.Dir, page.SettingsFile))
	return err != nil || bytes.Contains(src, []byte("shared"))
}

// bringNew clones the docs that the other laptop has shared, and syncs what was
// written here before. Those already synced are left alone.
func bringNew(ctx context.Context, s *cli.Session, people []string, synced []history.Shared) (failed []error) {
	if !mayShare(s) {
		return nil
	}
	w, err := s.Open()
	if err != nil {
		return []error{err}
	}
	defer w.History.Close()
	absent := Missing(w.Settings, w.History, people)
	for _, handle := range slices.Sorted(maps.Keys(w.Settings.Shared)) {
		known := slices.ContainsFunc(synced, func(sh history.Shared) bool { return sh.Repo == "people/"+handle })
		if known || len(people) > 0 && !slices.Contains(people, handle) {
			continue
		}
		if slices.Contains(absent, handle) {
			if err := Place(ctx, s, w, handle); err != nil {
				failed = append(failed, fmt.Errorf("syncing %s: %w", handle, err))
				continue
			}
		}
		if err := SyncDoc(ctx, s, handle); err != nil {
			failed = append(failed, err)
		}
	}
	return failed
}

// placeFirst clones docs whose notes the folder still has as unsynced edits: they
// go into the doc, not along with the folder. Where a killed run left them in both,
// they are removed from the folder.
func placeFirst(ctx context.Context, s *cli.Session) (placed bool, err error) {
	if !mayShare(s) {
		return false, nil
	}
	w, err := s.Open()
	if err != nil {
		return false, err
	}
	defer w.History.Close()
	folder, err := w.History.Repos().Folder()
	if err != nil || folder == nil {
		return false, err
	}
	missing := Missing(w.Settings, w.History, nil)
	for _, handle := range slices.Sorted(maps.Keys(w.Settings.Shared)) {
		at := "people/" + handle
		if folder.Tracked(folder.Inside(at)) == 0 {
			continue
		}
		if !slices.Contains(missing, handle) {
			err = w.History.Forget(ctx, at, nil, apart(handle))
		} else if err = Place(ctx, s, w, handle); err != nil {
			err = fmt.Errorf("bringing the doc of %s: %w", handle, err)
		}
		if err != nil {
			return placed, err
		}
		placed = true
	}
	return placed, nil
}

// placement is a doc being cloned into the place of its notes.
type placement struct {
	w      *cli.Workspace
	handle string
	clone  string            // the clone, absolute, until it is in place
	left   map[string][]byte // what is in the place now, by name
	base   map[string][]byte // the same when it was shared
	aside  []page.Change     // what does not go into the doc
	kept   int               // edits that were not synced
	decide []string
}

// Place clones a shared doc into its place. What was written there and not synced
// becomes an edit in the clone; what is older than the doc becomes private.
func Place(ctx context.Context, s *cli.Session, w *cli.Workspace, handle string) error {
	at := "people/" + handle
	p := &placement{w: w, handle: handle, clone: filepath.Join(w.Dir, "people", "."+handle+".placing"), left: map[string][]byte{}}
	if err := p.clearBegun(); err != nil {
		return err
	}
	if was, err := p.renamed(ctx); err != nil || was != "" {
		if err == nil {
			s.Say("%s is %s now", was, handle)
		}
		return err
	}
	if err := p.bring(ctx, s); err != nil {
		return err
	}
	swapped := false
	defer func() {
		if !swapped {
			os.RemoveAll(p.clone)
		}
	}()
	if err := p.weave(ctx); err != nil {
		return err
	}
	if len(p.aside) > 0 {
		if err := w.History.InitAt(page.PrivateDir); err != nil {
			return err
		}
		if _, err := w.History.Apply(ctx, p.aside, history.Message{Subject: handle + ": keep what is older than the doc", Edits: true}); err != nil {
			return err
		}
	}
	if err := p.swap(); err != nil {
		return err
	}
	swapped = true
	if rest := p.clear(); rest != "" {
		s.Say("warning: what changed meanwhile is still in %s", rest)
	}
	if err := w.History.InitAt(at); err != nil { // the folder ignores it
		return err
	}
	if err := w.History.Forget(ctx, at, nil, apart(handle)); err != nil {
		return err
	}
	s.Say("%s: the shared doc is in %s now, from %s", handle, at, remote.Shown(w.Settings.Shared[handle]))
	if p.kept > 0 {
		s.Say("%s: %s, not synced before, in it", handle, text.Count(p.kept, "edit", "edits"))
	}
	for _, c := range p.aside {
		s.Say("%s: older than the doc, so it is private: %s", handle, c.Path)
	}
	for _, line := range p.decide {
		fmt.Fprintf(s.Env.Stdout, "1 line to decide: %s\n", line)
	}
	return nil
}

// apart is the message of the folder's commit that drops the notes of a doc.
func apart(handle string) history.Message {
	return history.Message{Subject: handle + ": the doc is a repository of its own", Edits: true}
}

// clearBegun clears away the clone that a killed run began. If that run had
// already swapped it, the directory has the old notes it could not clear away,
// and is renamed instead.
func (p *placement) clearBegun() error {
	if _, err := os.Lstat(filepath.Join(p.clone, ".git")); err == nil {
		return os.RemoveAll(p.clone)
	}
	if _, err := os.Lstat(p.clone); err != nil {
		return nil
	}
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s-%d", p.clone, n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return os.Rename(p.clone, aside)
		}
	}
}

// clear removes the notes that were in the place of the doc, now that the clone
// has them, and moves directories into it. What changed since it was read stays;
// rest is where.
func (p *placement) clear() (rest string) {
	files, _ := os.ReadDir(p.clone)
	for _, f := range files {
		from, to := filepath.Join(p.clone, f.Name()), p.w.Shown("people/"+p.handle+"/"+f.Name())
		if f.Type().IsRegular() {
			if now, err := os.ReadFile(from); err == nil && bytes.Equal(now, p.left[f.Name()]) {
				os.Remove(from)
			}
			continue
		}
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			os.Rename(from, to)
		}
	}
	if err := os.Remove(p.clone); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p.clone
	}
	return ""
}

// renamed moves a doc that is here under the handle it had before.
func (p *placement) renamed(ctx context.Context) (was string, err error) {
	repos, err := p.w.History.Repos().All()
	if err != nil {
		return "", err
	}
	for _, r := range repos {
		was := strings.TrimPrefix(r.Rel, "people/")
		if !r.Doc || p.w.IsShared(was) {
			continue
		}
		cfg, err := r.Config(ctx)
		if err != nil {
			return "", err
		}
		if url, _ := cfg.Get("remote.origin.url"); url != p.w.Settings.Shared[p.handle] {
			continue
		}
		for _, dir := range []string{"people/", page.PrivateDir + "/people/"} {
			to := p.w.Shown(dir + p.handle)
			os.Remove(to) // only if it is empty
			if err := os.Rename(p.w.Shown(dir+was), to); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
		return was, p.w.History.InitAt("people/" + p.handle)
	}
	return "", nil
}

// bring makes the clone, set up as the doc's repository.
func (p *placement) bring(ctx context.Context, s *cli.Session) error {
	url, git := p.w.Settings.Shared[p.handle], p.w.History.Repos().Git
	check := func(dir string) error {
		if _, err := os.Stat(filepath.Join(dir, page.TopPageFile)); err != nil {
			return cli.Hinted(fmt.Errorf("no doc at %s yet", remote.Shown(url)), "oneonone sync on the laptop that shared it")
		}
		return nil
	}
	if err := remote.Clone(ctx, git, url, p.clone, remote.Options{Ask: s.Interactive(), Git: git}, check); err != nil {
		return err
	}
	return shared.SetUp(ctx, git, p.clone, url)
}

// weave brings what is in the place now into the clone.
func (p *placement) weave(ctx context.Context) error {
	dir := "people/" + p.handle
	files, err := fs.ReadDir(p.w.FS, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range files {
		if f.Type().IsRegular() {
			if p.left[f.Name()], err = fs.ReadFile(p.w.FS, dir+"/"+f.Name()); err != nil {
				return err
			}
		}
	}
	if p.base, err = p.whenShared(ctx); err != nil {
		return err
	}
	oldest := "9"
	there, err := os.ReadDir(p.clone)
	if err != nil {
		return err
	}
	for _, f := range there {
		if _, _, is := page.ParseEntryName(f.Name()); is && f.Name() < oldest {
			oldest = f.Name()
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.left)) {
		if err := p.keep(name, oldest); err != nil {
			return err
		}
	}
	return nil
}

// whenShared is what the folder last recorded there: what the doc was made from.
func (p *placement) whenShared(ctx context.Context) (map[string][]byte, error) {
	base := map[string][]byte{}
	r, err := p.w.History.Repos().Folder()
	if err != nil || r == nil {
		return base, err
	}
	inside := r.Inside("people/" + p.handle)
	out, err := r.Read(ctx, "log", "-1", "--full-history", "--diff-filter=D", "--format=%H", "HEAD", "--", inside+"/"+page.TopPageFile)
	commit := strings.TrimSpace(string(out))
	if err != nil || commit == "" {
		return base, err
	}
	names, err := r.ListAt(ctx, commit+"^", inside)
	if err != nil {
		return nil, err
	}
	blobs, err := r.FilesAt(ctx, commit+"^", names)
	for name, b := range blobs {
		base[strings.TrimPrefix(name, inside+"/")] = b
	}
	return base, err
}

// keep brings one file into the clone, unless it is as it was when it was shared.
func (p *placement) keep(name, oldest string) error {
	left, base := p.left[name], p.base[name]
	if _, was := p.base[name]; was && bytes.Equal(left, base) {
		return nil
	}
	to := filepath.Join(p.clone, name)
	theirs, err := os.ReadFile(to)
	path := "people/" + p.handle + "/" + name
	_, was := p.base[name]
	_, _, isEntry := page.ParseEntryName(name)
	switch {
	case err == nil && bytes.Equal(theirs, left):
		return nil
	case err == nil:
		merged := merge.Merge(merge.KindOf(path), base, left, theirs)
		for _, line := range merged.Decide {
			p.decide = append(p.decide, fmt.Sprintf("%s:%d", path, line))
		}
		left = merged.Text
	case !errors.Is(err, fs.ErrNotExist):
		return err
	case isEntry && (was || name < oldest):
		p.aside = append(p.aside, p.privately(path, left))
		return nil
	}
	p.kept++
	return os.WriteFile(to, left, 0o600)
}

// privately plans a note as a private one, numbered if that day already has one.
func (p *placement) privately(path string, src []byte) page.Change {
	info := page.ParsePath(path)
	for n := info.N; ; n++ {
		to := page.PrivateDir + "/" + page.EntryPath(p.handle, info.Date, n)
		if _, err := fs.Stat(p.w.FS, to); err != nil {
			return page.Change{Path: to, New: src}
		}
	}
}

// swap puts the clone into its place.
func (p *placement) swap() error {
	root, err := os.OpenRoot(p.w.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	at, clone := "people/"+p.handle, "people/"+filepath.Base(p.clone)
	if len(p.left) == 0 {
		os.Remove(filepath.Join(p.w.Dir, filepath.FromSlash(at)))
		return os.Rename(p.clone, filepath.Join(p.w.Dir, filepath.FromSlash(at)))
	}
	return rootfs.Exchange(root, at, clone)
}
