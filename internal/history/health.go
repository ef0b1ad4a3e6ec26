package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// Finding is one thing that the doctor has to say.
type Finding struct {
	ID FindingID
	// Path is the file or directory, relative to the notes folder where it
	// lies in it.
	Path    string
	Problem string
	// Mend is the command that fixes it, "" when there is nothing to type.
	Mend string
	// Safe says that Fix mends it without losing anything.
	Safe bool
	// Info marks a fact worth knowing that is no problem.
	Info bool
}

// FindingID names a kind of finding. It is part of the machine-readable output.
type FindingID string

// The kinds of finding.
const (
	FindNoGit         FindingID = "no-git"
	FindNoRepository  FindingID = "no-repository"
	FindBlocked       FindingID = "blocked" // a merge in progress, a detached HEAD
	FindDamaged       FindingID = "damaged"
	FindNobody        FindingID = "no-author"
	FindMode          FindingID = "mode"
	FindUncommitted   FindingID = "not-recorded"
	FindConflict      FindingID = "conflict-markers"
	FindLock          FindingID = "stale-lock"
	FindLeftover      FindingID = "leftover"
	FindPrivateRemote FindingID = "private-remote"
	FindPrivateKept   FindingID = "private-recorded" // in a repository around it
	FindNotIgnored    FindingID = "not-ignored"
	FindOrphan        FindingID = "private-orphan" // private notes about nobody
	FindEditorFiles   FindingID = "editor-files"   // not ignored
	FindRemote        FindingID = "remote"
	FindDriver        FindingID = "merge-driver" // notes would be merged by lines
	FindPrivateBare   FindingID = "private-without-repository"
	FindOutlived      FindingID = "outlived-reading"
	FindCopy          FindingID = "copy"    // of a note, made by a program that synchronises
	FindViaGit        FindingID = "via-git" // settings that force commits through git
	FindFilters       FindingID = "filters" // programs that git runs to look at notes
)

// Health examines the folder and its repositories. It changes nothing.
func (h *History) Health(ctx context.Context) ([]Finding, error) {
	var found []Finding
	if !h.git.Installed() {
		found = append(found, Finding{ID: FindNoGit, Problem: "git is not installed: nothing can be pushed or pulled, and repositories with hooks, signing or filters cannot be written", Info: true})
	}
	repos, err := h.allRepos()
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) {
		return append(found, Finding{ID: FindDamaged, Problem: refused.Reason, Mend: refused.Hint}), nil
	}
	if err != nil {
		return nil, err
	}
	if err := h.Waits(); errors.As(err, &refused) {
		return append(found, Finding{ID: FindDamaged, Problem: refused.Reason, Mend: refused.Hint}), nil
	}
	if len(repos) == 0 || repos[0].rel != "" {
		found = append(found, Finding{ID: FindNoRepository, Path: ".", Problem: "the notes folder is not in a git repository", Mend: "oneonone init", Safe: true})
	}
	for _, r := range repos {
		found = append(found, h.repoHealth(ctx, r)...)
	}
	found = append(found, h.privacy(ctx, repos)...)
	found = append(found, h.orphans()...)
	found = append(found, h.editorFiles(ctx, repos)...)
	found = append(found, h.driverMissing(ctx, repos)...)
	found = append(found, h.wideModes()...)
	found = append(found, h.noteHealth()...)
	if filters := h.ownFilters(repos); len(filters) > 0 {
		return append(found, filters...), nil
	}
	edits, err := h.Pending(ctx)
	if err == nil {
		for _, e := range edits {
			mend := h.RecordAgain(e.Path)
			found = append(found, Finding{ID: FindUncommitted, Path: e.Path, Problem: "it is " + string(e.Kind) + " and not recorded", Mend: mend, Safe: mend == justSave})
		}
	}
	return found, nil
}

// ownFilters tells of programs that git would run to see what is not recorded.
// Doctor is where one looks before a folder from elsewhere is trusted, so it
// does not have them run.
func (h *History) ownFilters(repos []*repo) []Finding {
	var found []Finding
	for _, r := range repos {
		if names := r.OwnFilters(); len(names) > 0 {
			found = append(found, Finding{ID: FindFilters, Path: h.shown(r.Root), Info: true,
				Problem: "its settings name programs that git runs on notes (filter." + strings.Join(names, ", filter.") + "), so it was not looked for what is not recorded"})
		}
	}
	return found
}

// repoHealth looks at one repository: what keeps it from being written, and
// what is broken in it.
func (h *History) repoHealth(ctx context.Context, r *repo) []Finding {
	var found []Finding
	add := func(id FindingID, err error) {
		f := Finding{ID: id, Path: h.shown(r.Root), Problem: err.Error(), Mend: Hint(err)}
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
		return append(found, h.locks(r)...)
	}
	if why := r.NotPlain(cfg, h.notePaths(r)); why != "" {
		found = append(found, Finding{ID: FindViaGit, Path: h.shown(r.Root), Problem: "commits go through git itself, which is slower, because " + why, Info: true})
	}
	if err := r.KnowsAuthor(ctx, cfg); err != nil {
		add(FindNobody, err)
	}
	if err := r.Check(ctx); err != nil {
		add(FindDamaged, err)
	}
	return append(found, h.locks(r)...)
}

// Waits refuses to start git where it would wait for a pipe without end.
func (h *History) Waits() error {
	repos, err := h.allRepos()
	var refused *gitstore.RefusedError
	if errors.As(err, &refused) && refused.Waits {
		return err
	}
	for _, r := range repos {
		if err := r.Waits(h.notePaths(r)); err != nil {
			return err
		}
	}
	return nil
}

// notePaths is one path for each directory of notes that a repository keeps.
func (h *History) notePaths(r *repo) []string {
	var paths []string
	for _, d := range h.noteDirs() {
		if r.rel == "" || gitstore.Within(d, r.rel) {
			paths = append(paths, r.inside(path.Join(d, page.TopPageFile)))
		}
	}
	return paths
}

// staleAfter is how old a lock of git's must be before the doctor speaks of it:
// a commit in a big repository with slow hooks takes less.
const staleAfter = 10 * time.Minute

// locks finds lock files that somebody left behind.
func (h *History) locks(r *repo) []Finding {
	var found []Finding
	ours, theirs := r.LeftLocks()
	for _, p := range ours {
		found = append(found, Finding{ID: FindLock, Path: h.shown(p), Problem: "a command was killed while it recorded; the next one clears this away", Mend: "oneonone save", Safe: true})
	}
	for _, p := range theirs {
		st, err := os.Lstat(p)
		if err != nil || h.opt.Now().Sub(st.ModTime()) < staleAfter {
			continue
		}
		found = append(found, Finding{ID: FindLock, Path: h.shown(p), Problem: "a git lock held since " + st.ModTime().Format(time.DateTime) + " keeps everything from being recorded", Mend: "when no git is running: rm " + text.ShellWord(p)})
	}
	return found
}

// shown is a path as a finding shows it.
func (h *History) shown(abs string) string {
	if rel, err := filepath.Rel(h.opt.Dir, abs); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return abs
}

// wideModes counts what others on this machine may read.
func (h *History) wideModes() []Finding {
	var files, dirs int
	first := ""
	h.eachWide(func(p string, isDir bool) {
		if first == "" {
			first = p
		}
		if isDir {
			dirs++
		} else {
			files++
		}
	})
	if first == "" {
		return nil
	}
	return []Finding{{ID: FindMode, Path: first, Problem: text.Count(files, "file", "files") + " and " + text.Count(dirs, "directory", "directories") + " can be read by others on this machine",
		Mend: "chmod -R go-rwx " + text.ShellWord(h.opt.Dir), Safe: true}}
}

// pasted is a path of the folder for a line to be pasted into a shell.
func (h *History) pasted(p string) string {
	return text.ShellWord(filepath.Join(h.opt.Dir, filepath.FromSlash(p)))
}

// eachWide goes through the folder's directories and files whose modes are
// wider than 0700 and 0600. git's own files are passed over but for the
// directories .git, which guard them.
func (h *History) eachWide(found func(p string, isDir bool)) {
	filepath.WalkDir(h.opt.Dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			return nil
		}
		if st, err := d.Info(); err == nil && wide(st.Mode()) {
			found(h.shown(p), d.IsDir())
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		return nil
	})
}

// wide is false where modes mean nothing.
func wide(m fs.FileMode) bool { return os.PathSeparator == '/' && m.Perm()&0o077 != 0 }

// noteHealth looks into the notes for conflict markers, and beside them for
// what a killed run left.
func (h *History) noteHealth() []Finding {
	var found []Finding
	for _, dir := range h.noteDirs() {
		names, err := h.names(dir)
		if err != nil {
			continue
		}
		sort.Strings(names)
		for _, n := range names {
			p := path.Join(dir, n)
			if target, end, ok := leftover(n); ok {
				f := Finding{ID: FindLeftover, Path: p, Problem: "a command was killed while it saved " + target + "; this is its unfinished copy", Mend: "rm " + h.pasted(p), Safe: end == tmpEnd}
				if end == swapEnd {
					f.Problem = "a command was killed while it saved " + target + "; this may be a version of it that is nowhere else"
					f.Mend = "compare the two, then: rm " + h.pasted(p)
				}
				found = append(found, f)
			}
			if original, ok := copyOf(p); ok {
				found = append(found, Finding{ID: FindCopy, Path: p, Problem: "it looks like a copy of " + original + " that a synchronising program made; no command reads it",
					Mend: "copy what is new in it into " + original + ", then remove it"})
			}
			if page.ParsePath(p).Kind == page.KindOther {
				continue
			}
			if b, err := rootfs.ReadFile(h.root, p); err == nil {
				if line := page.ConflictLine(b); line > 0 {
					found = append(found, Finding{ID: FindConflict, Path: p, Problem: fmt.Sprintf("line %d begins a conflict that a merge left", line), Mend: "keep one of the two versions in it, then: " + h.RecordAgain(p)})
				}
			}
		}
	}
	return found
}

// copyName is how programs that keep folders in step name a second version of a
// file: "README 2.md", "2026-11-20 (1).md", "README (Sam's conflicted copy).md",
// "README.sync-conflict-20261120-101500-ABC.md".
var copyName = lazyregexp.New(`^(.+?)(?: \d{1,2}| ?\(.*\)|\.sync-conflict-.*|-conflict-.*)\.md$`)

// copyOf tells of which note a file is a copy by its name.
func copyOf(p string) (original string, ok bool) {
	m := copyName().FindStringSubmatch(path.Base(p))
	if m == nil || page.ParsePath(p).Kind != page.KindOther {
		return "", false
	}
	original = path.Join(path.Dir(p), m[1]+".md")
	kind := page.ParsePath(original).Kind
	return original, kind == page.KindTopPage || kind == page.KindEntry
}

const justSave = "oneonone save"

// RecordAgain is what records an edited note: a save, or where git is in the
// middle of something, what ends that.
func (h *History) RecordAgain(p string) string {
	r, err := h.repoOf(p)
	if err != nil || r == nil {
		return justSave
	}
	return cmp.Or(Hint(r.Blocked()), justSave)
}
