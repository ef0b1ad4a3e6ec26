package erasing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/gitrewrite"
	"oneonone/internal/lookup"
	"oneonone/internal/noterepo"
	"oneonone/internal/remote"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Options are what the user says about an erasure.
type Options struct {
	Entry   string // a day, or "" for all notes
	Confirm string // the handle, where nobody can be asked to type it
	DryRun  bool
	As      cli.Format
}

// Run erases what was written about a person.
func Run(ctx context.Context, s *cli.Session, word string, o Options) error {
	if o.As.Data() && !o.DryRun {
		return cli.Usagef("--json and --csv list what would go: add --dry-run")
	}
	w, err := s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	e, err := meant(s, w, word, o)
	if err != nil {
		return err
	}
	repos, err := w.History.Repos().All()
	if err != nil {
		return err
	}
	gone, err := e.gone(w.FS)
	if err != nil {
		return err
	}
	if !o.DryRun {
		err = held(w, e.handle)
	}
	if err == nil {
		err = refuse(repos, w.FS, gone)
	}
	if err != nil {
		return err
	}
	lines, err := e.lines(w.FS)
	if err != nil {
		return err
	}
	anew, whole := e.repositories(repos)
	plans := map[*noterepo.Repo]*gitrewrite.Rebuilt{}
	touched := len(gone)
	for _, r := range anew {
		if plans[r], err = gitrewrite.Plan(ctx, r.Repo, e.rule(w, r)); err != nil {
			return fmt.Errorf("reading the history of %s: %w", r.Name, err)
		}
		touched += plans[r].Changed + plans[r].Dropped
	}
	if touched == 0 {
		return e.nothing(w, word, o)
	}
	if o.DryRun {
		return e.show(ctx, s, lines, anew, plans, o)
	}
	if err := e.open(s, w, lines); err != nil {
		return err
	}
	synced, yours := e.remotes(ctx, anew, whole, plans)
	e.announce(s, w, lines, anew, whole, plans, append(synced, yours...))
	if err := e.confirmed(ctx, s, o); err != nil {
		return err
	}
	if err := e.do(ctx, s, w, anew, gone); err != nil {
		return err
	}
	if err := e.report(ctx, s, lines, o); err != nil {
		return err
	}
	for _, line := range yours {
		s.Say("%s", line)
	}
	return nil
}

// meant finds what is to go. Somebody whose directory is gone can still be erased
// by handle: their notes may be in the history.
func meant(s *cli.Session, w *cli.Workspace, word string, o Options) (*Erasure, error) {
	var day when.Date
	var n int
	if o.Entry != "" {
		var err error
		if day, n, err = s.ParseEntryDay(o.Entry); err != nil {
			return nil, err
		}
	}
	p, err := w.Find(word)
	var unknown *lookup.NotFoundError
	switch {
	case err == nil:
		return of(w, p.Handle, p, day, n), nil
	case errors.As(err, &unknown) && page.ValidHandle(word) == nil:
		return of(w, word, nil, day, n), nil
	}
	return nil, err
}

// nothing says that there is nothing to erase.
func (e *Erasure) nothing(w *cli.Workspace, word string, o Options) error {
	if _, err := w.Find(word); err != nil {
		return err
	}
	what := "nothing about " + e.handle
	if o.Entry != "" {
		what = "no entry of " + e.handle + " for " + o.Entry
	}
	return cli.Exit(cli.ExitNotOne, cli.Hinted(fmt.Errorf("there is %s, here or in the history", what), "oneonone list %s shows the entries", e.handle))
}

// show lists what there is about somebody, and what would happen to it.
func (e *Erasure) show(ctx context.Context, s *cli.Session, lines []Line, anew []*noterepo.Repo, plans map[*noterepo.Repo]*gitrewrite.Rebuilt, o Options) error {
	if err := cli.Print(ctx, s, o.As, &render.Listing[Line]{Columns: Lines, Rows: lines}, "no line names "+e.handle); err != nil {
		return err
	}
	for _, r := range anew {
		s.Say("%s", summary(r, plans[r]))
	}
	s.Say("nothing was changed (--dry-run)")
	return nil
}

// open refuses while an editor has unsaved changes to a note that goes: saving would
// bring it back.
func (e *Erasure) open(s *cli.Session, w *cli.Workspace, lines []Line) error {
	seen := map[string]bool{}
	for _, l := range lines {
		if l.Stays || seen[l.Path] {
			continue
		}
		seen[l.Path] = true
		if u := s.Unsaved(w.Dir, l.Path); u != nil && u.PID > 0 {
			return cli.Hinted(fmt.Errorf("%s has unsaved changes to %s", cli.Said(u), l.Path), "close it there first, or what it saves later brings them back")
		}
	}
	return nil
}

// announce says what will go, what stays, and what is out of reach.
func (e *Erasure) announce(s *cli.Session, w *cli.Workspace, lines []Line, anew, whole []*noterepo.Repo, plans map[*noterepo.Repo]*gitrewrite.Rebuilt, remotes []string) {
	files, changed, stay := map[string]bool{}, map[string]bool{}, 0
	for _, l := range lines {
		switch {
		case l.Stays:
			stay++
		case e.goes(l.Path):
			files[l.Path] = true
		default:
			changed[l.Path] = true
		}
	}
	s.Say("goes for good: %s", text.Count(len(files), "file", "files"))
	for _, p := range slices.Sorted(maps.Keys(files)) {
		s.Say("  %s", p)
	}
	for _, p := range slices.Sorted(maps.Keys(changed)) {
		s.Say("%s stays, without what it says of %s", p, e.handle)
	}
	for _, r := range anew {
		s.Say("%s", summary(r, plans[r]))
		if names := plans[r].Others; len(names) > 0 {
			s.Say("  in its .git these go too: %s", strings.Join(names, ", "))
		}
		if names := plans[r].Names; len(names) > 0 {
			s.Say("  branches and tags stay, and what they are called and say: %s", strings.Join(names, ", "))
		}
		for _, dir := range e.stopped(w, r) {
			s.Say("  the history of the doc as it was shared goes too: %s", filepath.Join(r.GitDir, dir))
		}
	}
	for _, r := range whole {
		s.Say("%s: a repository of its own, which goes whole", r.Rel)
	}
	if stay > 0 {
		s.Say("%s in other notes will stay; they are listed afterwards", text.Count(stay, "line", "lines"))
	}
	for _, line := range remotes {
		s.Say("%s", line)
	}
	s.Say("out of reach: other clones, backups, and what your editor keeps. This cannot be taken back.")
}

// remotes says which remotes had the notes: those whose history the next sync
// replaces, and those where only the user can.
func (e *Erasure) remotes(ctx context.Context, anew, whole []*noterepo.Repo, plans map[*noterepo.Repo]*gitrewrite.Rebuilt) (synced, yours []string) {
	had := slices.DeleteFunc(slices.Clone(anew), func(r *noterepo.Repo) bool { return plans[r].Changed+plans[r].Dropped == 0 })
	for i, r := range append(slices.Clone(had), whole...) {
		cfg, err := r.Config(ctx)
		if err != nil {
			continue
		}
		if store, sealed := cfg.Get(remote.SealedSetting); sealed && store != "" {
			yours = append(yours, fmt.Sprintf("the sealed store %s keeps what was ever sealed: start over in an empty place with oneonone sync --seal URL, then delete it", remote.Shown(store)))
		}
		urls := remote.URLs(cfg)
		for _, name := range slices.Sorted(maps.Keys(urls)) {
			if i < len(had) {
				synced = append(synced, fmt.Sprintf("%s still has them: the next oneonone sync replaces its history (%s)", name, remote.Shown(urls[name])))
			} else {
				yours = append(yours, fmt.Sprintf("%s still has them, and whoever reads there: remove it yourself (%s)", name, remote.Shown(urls[name])))
			}
		}
	}
	return synced, yours
}

// confirmed makes the user type the handle.
func (e *Erasure) confirmed(ctx context.Context, s *cli.Session, o Options) error {
	right := func(word string) error {
		if strings.TrimSpace(word) != e.handle {
			return fmt.Errorf("%q is not %s", word, e.handle)
		}
		return nil
	}
	if o.Confirm != "" {
		if err := right(o.Confirm); err != nil {
			return cli.Usagef("--confirm: %v; nothing was erased", err)
		}
		return nil
	}
	if !s.Interactive() {
		return cli.Hinted(cli.Usagef("erase needs --confirm %s where nobody can be asked", e.handle), "oneonone erase %s --dry-run shows what would go", e.handle)
	}
	typed := false
	err := s.AskUntil(ctx, "type "+e.handle+" to erase: ", func(word string) error {
		err := right(word)
		typed = err == nil
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !typed {
		return cli.Exit(cli.ExitCancelled, errors.New("nothing was erased"))
	}
	return nil
}

// do erases: everything, or nothing if it fails before the last step.
func (e *Erasure) do(ctx context.Context, s *cli.Session, w *cli.Workspace, anew []*noterepo.Repo, gone []string) error {
	return swapAll(ctx, s, w, anew, gone, func(r *noterepo.Repo) (rule gitrewrite.Rule, err error) {
		rule = e.rule(w, r)
		rule.Last, err = last(ctx, s, r.Repo)
		return rule, err
	})
}

// swapAll rebuilds repositories and, in one swap, puts them in place and removes
// files.
func swapAll(ctx context.Context, s *cli.Session, w *cli.Workspace, anew []*noterepo.Repo, gone []string, rule func(*noterepo.Repo) (gitrewrite.Rule, error)) error {
	s.Unbroken.Lock()
	defer s.Unbroken.Unlock()
	for _, r := range anew {
		lock, err := r.Lock(ctx)
		if err != nil {
			return err
		}
		defer lock.Close()
	}
	set := w.History.Repos()
	swap, err := gitrewrite.Begin(ctx, set.Git, set.Dir)
	if err != nil {
		return err
	}
	build := func() error {
		for _, r := range anew {
			rule, err := rule(r)
			if err != nil {
				return err
			}
			built, err := gitrewrite.Rebuild(ctx, set.Git, r.Repo, rule)
			if err != nil {
				return fmt.Errorf("rewriting the history of %s: %w; nothing was erased", r.Name, err)
			}
			swap.Add(r.Rel, built)
		}
		swap.Remove(gone...)
		return swap.Do()
	}
	return errors.Join(build(), swap.End())
}

// report says that it is done, and lists what stays.
func (e *Erasure) report(ctx context.Context, s *cli.Session, lines []Line, o Options) error {
	what := "the notes about " + e.handle + " are"
	if o.Entry != "" {
		what = "the entry is"
	}
	s.Say("%s erased", what)
	stay := slices.DeleteFunc(lines, func(l Line) bool { return !l.Stays })
	if len(stay) == 0 && !o.As.Data() {
		return nil
	}
	if !o.As.Data() {
		s.Say("what other notes say is yours to change:")
	}
	return cli.Print(ctx, s, o.As, &render.Listing[Line]{Columns: Lines, Rows: stay}, "")
}
