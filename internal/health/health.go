package health

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"oneonone/internal/gitrewrite"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/noterepo"
	"oneonone/internal/text"
)

// Doctor examines a folder.
type Doctor struct {
	history *history.History
	repos   *noterepo.Set
	getenv  func(string) string
}

// Of returns the doctor for a folder and the user's keys.
func Of(h *history.History, getenv func(string) string) *Doctor {
	return &Doctor{history: h, repos: h.Repos(), getenv: getenv}
}

// Examine examines the folder and its repositories. It changes nothing.
func (d *Doctor) Examine(ctx context.Context) ([]Finding, error) {
	var found []Finding
	if !d.repos.Git.Installed() {
		found = append(found, Finding{ID: FindNoGit, Problem: "git is not installed: nothing can be pushed or pulled, and repositories with hooks, signing or filters cannot be written", Info: true})
	}
	repos, err := d.repos.All()
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) {
		return append(found, Finding{ID: FindDamaged, Problem: refused.Reason, Mend: refused.Hint}), nil
	}
	if err != nil {
		return nil, err
	}
	if err := d.repos.Waits(); errors.As(err, &refused) {
		return append(found, Finding{ID: FindDamaged, Problem: refused.Reason, Mend: refused.Hint}), nil
	}
	if len(repos) == 0 || repos[0].Rel != "" {
		found = append(found, Finding{ID: FindNoRepository, Path: ".", Problem: "the notes folder is not in a git repository", Mend: "oneonone init", Safe: true})
	}
	for _, r := range repos {
		found = append(found, d.repoHealth(ctx, r)...)
	}
	found = append(found, d.privacy(ctx, repos)...)
	found = append(found, d.orphans()...)
	found = append(found, d.editorFiles(ctx, repos)...)
	found = append(found, d.driverMissing(ctx, repos)...)
	found = append(found, d.wideModes()...)
	found = append(found, d.wideKey()...)
	found = append(found, d.noteHealth()...)
	if filters := d.ownFilters(repos); len(filters) > 0 {
		return append(found, filters...), nil
	}
	edits, err := d.history.Pending(ctx)
	if err == nil {
		for _, e := range edits {
			mend := d.history.RecordAgain(e.Path)
			found = append(found, Finding{ID: FindUncommitted, Path: e.Path, Problem: "it is " + string(e.Kind) + " and not recorded", Mend: mend, Safe: mend == history.JustSave})
		}
	}
	return found, nil
}

// ownFilters finds programs that git would run to see what is not recorded.
// People run doctor before they trust a folder from elsewhere, so it does not let
// git run them.
func (d *Doctor) ownFilters(repos []*noterepo.Repo) []Finding {
	var found []Finding
	for _, r := range repos {
		if names := r.OwnFilters(); len(names) > 0 {
			found = append(found, Finding{ID: FindFilters, Path: d.shown(r.Root), Info: true,
				Problem: "its settings name programs that git runs on notes (filter." + strings.Join(names, ", filter.") + "), so unrecorded changes were not looked for"})
		}
	}
	return found
}

// repoHealth looks at one repository: what keeps it from being written, and
// what is broken in it.
func (d *Doctor) repoHealth(ctx context.Context, r *noterepo.Repo) []Finding {
	var found []Finding
	add := func(id FindingID, err error) {
		f := Finding{ID: id, Path: d.shown(r.Root), Problem: err.Error(), Mend: history.Hint(err)}
		var refused *gitstore.RefusedError
		if errors.As(err, &refused) {
			f.Problem = refused.Reason
		}
		found = append(found, f)
	}
	if err := r.Blocked(); err != nil {
		add(FindBlocked, err)
	}
	cfg, err := r.Config(ctx)
	if err != nil {
		add(FindDamaged, err)
		return append(found, d.locks(r)...)
	}
	if why := r.NotPlain(cfg, d.repos.NotePaths(r)); why != "" {
		found = append(found, Finding{ID: FindViaGit, Path: d.shown(r.Root), Problem: "commits go through git itself, which is slower, because " + why, Info: true})
	}
	if err := r.KnowsAuthor(ctx, cfg); err != nil {
		add(FindNobody, err)
	}
	if err := r.Check(ctx); err != nil {
		add(FindDamaged, err)
	}
	for _, p := range gitrewrite.Left(r.Root) {
		found = append(found, Finding{ID: FindLeftover, Path: d.shown(p), Problem: "an erasure was interrupted, and this is left of it", Mend: "rm -r " + text.ShellWord(p)})
	}
	return append(found, d.locks(r)...)
}

// staleAfter is how old a git lock must be before the doctor mentions it: even a
// commit in a big repository with slow hooks takes less.
const staleAfter = 10 * time.Minute

// locks finds lock files that somebody left behind.
func (d *Doctor) locks(r *noterepo.Repo) []Finding {
	var found []Finding
	ours, theirs := r.LeftLocks()
	for _, p := range ours {
		found = append(found, Finding{ID: FindLock, Path: d.shown(p), Problem: "a command was killed while it recorded; the next one clears this away", Mend: "oneonone save", Safe: true})
	}
	for _, p := range theirs {
		st, err := os.Lstat(p)
		if err != nil || d.repos.Git.Now().Sub(st.ModTime()) < staleAfter {
			continue
		}
		found = append(found, Finding{ID: FindLock, Path: d.shown(p), Problem: "a git lock held since " + st.ModTime().Format(time.DateTime) + " keeps everything from being recorded", Mend: "when no git is running: rm " + text.ShellWord(p)})
	}
	return found
}

// pasted is a path in the folder, quoted for pasting into a shell.
func (d *Doctor) pasted(p string) string {
	return text.ShellWord(filepath.Join(d.repos.Dir, filepath.FromSlash(p)))
}

// shown is a path as a finding shows it.
func (d *Doctor) shown(abs string) string {
	if rel, err := filepath.Rel(d.repos.Dir, abs); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return abs
}
