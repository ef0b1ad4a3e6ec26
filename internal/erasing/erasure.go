package erasing

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/gitrewrite"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/noterepo"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// Erasure is what goes: everything about a person, or one day's entries.
type Erasure struct {
	handle string
	former []string
	names  names
	only   []string // the file names of the day's entries; nil is everything
}

// mostEntries is how many entries of one day are looked for at most.
const mostEntries = 20

// of is the erasure of a person, or of a day's entries if a day is given; n picks
// the nth of them, 0 all.
func of(w *cli.Workspace, handle string, p *notes.Person, day when.Date, n int) *Erasure {
	e := &Erasure{handle: handle, names: namesOf(w, handle, p)}
	if p != nil {
		for _, f := range p.Former {
			if page.ValidHandle(f.Name) == nil && w.Person(f.Name) == nil {
				e.former = append(e.former, f.Name)
			}
		}
	}
	if day.IsZero() {
		return e
	}
	for i := range mostEntries {
		if n == 0 || n == i+1 {
			e.only = append(e.only, path.Base(page.EntryPath(handle, day, i+1)))
		}
	}
	return e
}

// paths are the places in the folder that hold the notes about a handle.
func (e *Erasure) paths(handle string) []string {
	var all []string
	for _, dir := range []string{"people/" + handle, page.PrivateDir + "/people/" + handle} {
		if e.only == nil {
			all = append(all, dir)
		}
		for _, name := range e.only {
			all = append(all, dir+"/"+name)
		}
	}
	return all
}

// goes reports whether a file of the folder goes. What editors and killed commands
// left beside an entry goes with it.
func (e *Erasure) goes(p string) bool {
	if rest, ok := strings.CutPrefix(p, "people/"); ok {
		if dir, _, below := strings.Cut(rest, "/"); below && e.isBegun(dir) {
			return true
		}
	}
	for _, dir := range []string{"people/" + e.handle, page.PrivateDir + "/people/" + e.handle} {
		rest, below := strings.CutPrefix(p, dir+"/")
		if below && (e.only == nil || slices.ContainsFunc(e.only, func(name string) bool { return strings.Contains(rest, name) })) {
			return true
		}
	}
	return false
}

// gone are the files and directories of the folder that are to be removed.
func (e *Erasure) gone(files fs.FS) ([]string, error) {
	gone := e.begun(files)
	for _, dir := range []string{"people/" + e.handle, page.PrivateDir + "/people/" + e.handle} {
		entries, err := fs.ReadDir(files, dir)
		if err != nil {
			continue // there are none
		}
		if e.only == nil {
			gone = append(gone, dir)
			continue
		}
		for _, f := range entries {
			if e.goes(dir + "/" + f.Name()) {
				gone = append(gone, dir+"/"+f.Name())
			}
		}
	}
	return gone, nil
}

// begun are the clones of the person's doc that a killed run left beside it.
func (e *Erasure) begun(files fs.FS) []string {
	var begun []string
	entries, _ := fs.ReadDir(files, "people")
	for _, f := range entries {
		if f.IsDir() && e.isBegun(f.Name()) {
			begun = append(begun, "people/"+f.Name())
		}
	}
	return begun
}

// isBegun recognises such a clone by its name. One left by join may be of
// anybody's doc, and goes too: it can be made again.
func (e *Erasure) isBegun(dir string) bool {
	return e.only == nil && strings.HasPrefix(dir, ".") && (strings.Contains(dir, ".joining") || strings.Contains(dir, "."+e.handle+".placing"))
}

// rule is the erasure as it is done in one repository.
func (e *Erasure) rule(w *cli.Workspace, r *noterepo.Repo) gitrewrite.Rule {
	rule := gitrewrite.Rule{
		Name: e.handle, Former: e.former,
		Paths: func(handle string) []string {
			var inside []string
			for _, p := range e.paths(handle) {
				if rest, ok := strings.CutPrefix(p, r.Rel+"/"); ok {
					p = rest
				} else if r.Rel != "" {
					continue
				}
				inside = append(inside, p)
			}
			return inside
		},
		Renamed: history.RenamedBy,
		Neutral: history.NeutralMessage,
		Words:   func(text string) string { return text },
	}
	rule.Keep, _ = stopped(w, r, e.handles())
	if e.only == nil {
		rule.Words = e.names.out
		if r.Rel == "" {
			rule.Edit = map[string]func([]byte) []byte{page.SettingsFile: e.unshare, ".gitignore": e.unignore}
		}
	}
	return rule
}

// handles are the person's handle and their former ones.
func (e *Erasure) handles() []string { return append([]string{e.handle}, e.former...) }

// unshare takes the person out of the folder's settings.
func (e *Erasure) unshare(src []byte) []byte {
	var file struct {
		Shared map[string]string `yaml:"shared"`
	}
	if text.ReadYAML(src, &file) != nil || file.Shared[e.handle] == "" {
		return src
	}
	out, err := settings.SetShared(src, e.handle, "", habits.Names)
	if err != nil {
		return src // an old version of the file that nothing reads any more
	}
	return out
}

// unignore takes out the rules that name the person's directories.
func (e *Erasure) unignore(src []byte) []byte {
	var out []byte
	for line := range bytes.Lines(src) {
		names := strings.Split(strings.Trim(strings.TrimSpace(string(line)), "!/"), "/")
		if i := slices.Index(names, "people"); i < 0 || i+1 == len(names) || names[i+1] != e.handle {
			out = append(out, line...)
		}
	}
	if len(out) == len(src) {
		return src
	}
	return out
}

// repositories returns those that are rewritten, and those that go with the notes.
func (e *Erasure) repositories(repos []*noterepo.Repo) (anew, whole []*noterepo.Repo) {
	for _, r := range repos {
		own := slices.Contains([]string{"people/" + e.handle, page.PrivateDir + "/people/" + e.handle}, r.Rel)
		switch {
		case r.Rel == "" || r.Rel == page.PrivateDir, own && e.only != nil:
			anew = append(anew, r)
		case own:
			whole = append(whole, r)
		}
	}
	return anew, whole
}

// refuse says why nothing can be erased here.
func refuse(repos []*noterepo.Repo, files fs.FS, gone []string) error {
	if len(repos) > 0 && repos[0].Rel == "" && repos[0].Prefix != "" {
		return cli.Hinted(fmt.Errorf("the notes lie inside a bigger repository, %s: its history is not rewritten", repos[0].Root),
			"git filter-repo does that there: https://github.com/newren/git-filter-repo")
	}
	for _, p := range gone {
		for dir := p; dir != "."; dir = path.Dir(dir) {
			if st, err := lstat(files, dir); err == nil && st.Type()&fs.ModeSymlink != 0 {
				return cli.Hinted(fmt.Errorf("%s is a symbolic link: what it leads to would stay", dir), "put the directory itself in its place")
			}
		}
		if st, err := lstat(files, p+"/.git"); err == nil && !st.IsDir() {
			return cli.Hinted(fmt.Errorf("the history of %s lies elsewhere: %s/.git names the place", p, p), "erase it there, then remove %s/.git", p)
		}
	}
	return nil
}

func lstat(files fs.FS, p string) (fs.DirEntry, error) {
	entries, err := fs.ReadDir(files, path.Dir(p))
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(p) })
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	return entries[i], nil
}

// held is the error for a person whose page says that the notes must stay.
func held(w *cli.Workspace, handle string) error {
	top := w.Top(handle)
	if top == nil {
		return nil
	}
	value, said := top.Front.Get("hold")
	if err := top.Front.Parse(); err != nil {
		return fmt.Errorf("reading whether the notes must stay: %w", err)
	}
	if !said || strings.EqualFold(value.Value, "false") || strings.EqualFold(value.Value, "no") {
		return nil
	}
	return cli.Hinted(fmt.Errorf("the notes about %s must stay: %s:%d says hold: %s", handle, top.Path, top.Front.Line("hold"), value.Value),
		"once they need not, remove that line")
}

// last makes the commit that records the erasure, without a name or a word of what was erased.
func last(ctx context.Context, s *cli.Session, r *gitstore.Repo) (func(oldest []string) gitrewrite.Last, error) {
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil, err
	}
	author, committer, err := r.Who(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return func(oldest []string) gitrewrite.Last {
		l := gitrewrite.Last{Files: map[string]string{}, Author: author, Committer: committer,
			Message: history.ErasedMessage(s.Env.Now(), strings.Join(oldest, " "))}
		for _, id := range oldest {
			l.Files[gitrewrite.ErasedDir+"/"+id] = "erased\n"
		}
		return l
	}, nil
}

// summary says what becomes of a repository.
func summary(r *noterepo.Repo, b *gitrewrite.Rebuilt) string {
	name := r.Rel
	if name == "" {
		name = "the folder's history"
	}
	goes, are := "go", "are"
	if b.Dropped == 1 {
		goes = "goes"
	}
	if b.Changed == 1 {
		are = "is"
	}
	return fmt.Sprintf("%s: %d of %d commits %s, %d %s rewritten", name, b.Dropped, b.Commits, goes, b.Changed, are)
}
