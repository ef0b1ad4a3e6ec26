package history

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"oneonone/internal/gitstore"
	"oneonone/internal/noterepo"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// defaultWait is how long to wait for a lock unless Options says otherwise: long
// enough for a git commit in a big repository, short enough for a person.
const defaultWait = 5 * time.Second

// Options is what a History needs to know of the world around it.
type Options struct {
	// Dir is the absolute path of the notes folder.
	Dir string
	// Env is the process environment, for git's own rules: GIT_*, HOME, EMAIL,
	// XDG_CONFIG_HOME, PATH.
	Env []string
	// Now is the clock that dates commits.
	Now func() time.Time
	// Wait is how long to wait for a lock; 0 means defaultWait.
	Wait time.Duration
	// Program is the absolute path of this program, "" when it has none that
	// lasts: git is told about it as its merge driver.
	Program string
	// Author is called only when git's own rules name nobody. It may be nil.
	Author func() (name, email string, err error)
	// Hold is locked while files are written, so that an interrupt waits for it. It
	// may be nil.
	Hold sync.Locker
	// Step, when set, is called before every step that changes the disk: an error
	// fails it.
	Step func(op, name string) error
}

// Message is what a commit says. Body may be empty.
type Message struct {
	Subject, Body string
	// About returns the subject and body for just the files that one repository
	// keeps, so that no commit names what only another repository holds. nil is for
	// commands about one person: Subject and Body are used as they are.
	About func(paths []string) (subject, body string)
	// Edits says that the commit only records what was edited outside this program.
	// It is not a command's work, and undo skips it.
	Edits bool
	// Removed says that the user was seen to remove a file, as in the editor. Only
	// then, and with Edits, is a missing file recorded as removed.
	Removed bool

	// Inbox is the line that this command takes out of the inbox, so that undo can
	// put it back.
	Inbox FromInbox

	undoes, redoes string // the id of the command this one takes back or brings back
	renamed        string // the handle somebody had, a space, and the one they have now
}

// FromInbox is a line of the inbox, and a file it went into: only the repository
// that keeps the file remembers it.
type FromInbox struct{ Line, Into string }

// Result says what was recorded.
type Result struct{ Commits []Commit }

// Commit is one commit in one of the folder's repositories.
type Commit struct {
	// Repo is the repository's directory in the notes folder, "" for the folder's
	// own (whose top may be above it).
	Repo string
	Hash string
	// Subject is the first line; Body the rest, without the trailer that
	// tells commands apart.
	Subject, Body string
	Author, Email string
	Time          time.Time
	// Paths are the files changed, relative to the notes folder.
	Paths []ChangedPath

	trailer trailer
}

// ChangedPath and EditKind are gitstore's, with paths relative to the notes
// folder.
type (
	ChangedPath = gitstore.ChangedPath
	EditKind    = gitstore.EditKind
)

// What can happen to a file.
const (
	New      = gitstore.Added
	Modified = gitstore.Modified
	Deleted  = gitstore.Deleted
	Renamed  = gitstore.Renamed
)

// History writes and reads the notes folder and its git repositories. Its methods
// must not be called concurrently.
type History struct {
	opt  Options
	git  *gitstore.Git
	root *os.Root
	// fault is Options.Step; tests use it to fail or to kill the process there.
	fault func(op, name string) error
	// exchange and link are the system's; tests replace them by what a system
	// without them would answer.
	exchange func(root *os.Root, a, b string) error
	link     func(old, new string) error

	repos *noterepo.Set
	// littered are the directories where Pending saw leftovers of a killed run; the
	// next command that writes clears them.
	littered map[string]bool
	// ahead waits for what LookAhead found; nil once it was taken.
	ahead func() foundAhead
}

// Repos are the repositories that keep the folder's notes.
func (h *History) Repos() *noterepo.Set { return h.repos }

// Open prepares to work on the folder. It reads no repository yet, and fails
// when the folder is missing.
func Open(o Options) (*History, error) {
	if !filepath.IsAbs(o.Dir) {
		return nil, fmt.Errorf("opening the notes folder: %q is not an absolute path", o.Dir)
	}
	dir, err := filepath.EvalSymlinks(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	}
	o.Dir = dir
	if o.Wait == 0 {
		o.Wait = defaultWait
	}
	h := &History{opt: o, git: gitstore.New(o.Env), root: root, fault: o.Step, exchange: rootfs.Exchange, link: root.Link, littered: map[string]bool{}}
	h.repos = noterepo.In(dir, root, h.git)
	h.git.Now, h.git.Wait, h.git.Author, h.git.Step = o.Now, o.Wait, o.Author, h.step
	return h, nil
}

// Close closes the folder and its repositories.
func (h *History) Close() error {
	h.repos.Close()
	return h.root.Close()
}

// Apply checks every change against the disk, saves all the files and commits
// them: one commit in each repository touched, in the order in which the
// changes first touch it. When a file has changed since the plan, nothing is
// written and the error is a *ChangedError. When the files are saved but a
// repository could not record them, the error is a *NotRecordedError and the
// result holds the commits that were made.
//
// The bytes of the changes are what is recorded. If somebody rewrites a note
// after it was saved, that is an outside edit, which a later command finds. The
// files in saved belong in the same commits, as they are on disk.
func (h *History) Apply(ctx context.Context, changes []page.Change, msg Message, saved ...string) (*Result, error) {
	return h.locked(ctx, slices.Concat(saved, pathsOf(changes)), func(groups []group) (*Result, error) {
		for _, g := range groups {
			go g.settings() // asking git takes as long as saving does
		}
		if err := h.save(changes); err != nil {
			return nil, err
		}
		return h.record(ctx, groups, planned(changes), msg)
	})
}

// planned is what to record files as, whatever is on disk by then; nil for a
// removed one. Files it does not name are read from disk.
func planned(changes []page.Change) map[string][]byte {
	plan := make(map[string][]byte, len(changes))
	for _, c := range changes {
		plan[c.Path] = c.New
	}
	return plan
}

// Save makes the changes on disk with the same checks as Apply and commits
// nothing: the scaffold of an entry before the editor opens.
func (h *History) Save(changes []page.Change) error {
	_, err := h.locked(context.Background(), pathsOf(changes), func([]group) (*Result, error) {
		return nil, h.save(changes)
	})
	return err
}

// Record commits the files as they now are on disk. When HEAD already has them
// so, there is nothing to commit and the result is empty. A missing file is
// recorded only as an outside edit: to a command it may be missing just while
// somebody else is replacing it.
func (h *History) Record(ctx context.Context, paths []string, msg Message) (*Result, error) {
	return h.locked(ctx, paths, func(groups []group) (*Result, error) {
		return h.record(ctx, groups, nil, msg)
	})
}

func pathsOf(changes []page.Change) []string {
	paths := make([]string, len(changes))
	for i, c := range changes {
		paths[i] = c.Path
	}
	return paths
}

// group is the files of one command that one repository keeps. repo is nil for
// files without a repository.
type group struct {
	repo  *repo
	paths []string // relative to the notes folder
	// settings asks git, once, for the repository's settings.
	settings func() (gitstore.Config, error)
}

// locked runs work while this process is the only oneonone that writes to the
// repositories of these paths.
func (h *History) locked(ctx context.Context, paths []string, work func([]group) (*Result, error)) (*Result, error) {
	groups, err := h.groups(paths)
	if err != nil {
		return nil, err
	}
	unlock, err := h.lockAll(ctx, groups)
	if err != nil {
		return nil, err
	}
	defer unlock()
	defer h.hold()()
	return work(groups)
}

// hold keeps the process from ending until what it returns is called.
func (h *History) hold() (release func()) {
	if h.opt.Hold == nil {
		return func() {}
	}
	h.opt.Hold.Lock()
	return h.opt.Hold.Unlock
}

// groups sorts paths by repository, in order of first appearance.
func (h *History) groups(paths []string) ([]group, error) {
	var groups []group
	at := map[*repo]int{}
	seen := map[string]bool{}
	for _, p := range paths {
		if err := noterepo.CheckPath(p); err != nil {
			return nil, err
		}
		if seen[p] {
			continue
		}
		seen[p] = true
		r, err := h.repos.Of(p)
		if err != nil {
			return nil, err
		}
		i, ok := at[r]
		if !ok {
			i = len(groups)
			at[r] = i
			groups = append(groups, group{repo: r, settings: sync.OnceValues(func() (gitstore.Config, error) {
				if r == nil {
					return nil, nil
				}
				return r.Config(context.Background())
			})})
		}
		groups[i].paths = append(groups[i].paths, p)
	}
	return groups, nil
}

// record commits each group in its repository. One that cannot record does not
// stop the others.
func (h *History) record(ctx context.Context, groups []group, plan map[string][]byte, msg Message) (*Result, error) {
	// The notes are on disk now: an interrupt must not keep them from being
	// recorded; only somebody else's lock may.
	ctx = gitstore.Finish(ctx)
	res := &Result{}
	var failed error
	id := ""
	var before []Commit
	for _, g := range groups {
		if c, err := h.finishUnrecorded(ctx, g); err == nil && c != nil {
			before = append(before, *c)
		}
		c, err := h.commit(ctx, g, plan, msg, &id)
		if err != nil {
			h.keepUnrecorded(g, plan, msg, id)
			if failed == nil {
				failed = err
			}
			continue
		}
		if c != nil {
			res.Commits = append(res.Commits, *c)
		}
	}
	if msg.Edits { // the edits may be a command's work
		res.Commits = append(before, res.Commits...)
	}
	for _, g := range groups {
		if g.repo != nil {
			g.repo.Tidy(ctx)
		}
	}
	return res, failed
}

func (h *History) step(op, name string) error {
	if h.fault == nil {
		return nil
	}
	return h.fault(op, name)
}
