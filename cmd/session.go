package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
	"oneonone/notes/page"
)

// session is one run of the program: its environment, the flags every command
// has, and the folder once it is opened.
type session struct {
	env     *Env
	dir     string           // --dir
	color   render.ColorMode // --color
	noInput bool
	yes     bool
	guessed *identity // once somebody had to be guessed
	// onlyLooking says that the command records nothing, so that it matters
	// to nobody who commits would be by.
	onlyLooking bool
	// examining says that the command is to tell of what others would clear
	// away in passing.
	examining bool
}

func newSession(env *Env) *session { return &session{env: env} }

func (s *session) bind(f *pflag.FlagSet) {
	f.StringVar(&s.dir, "dir", "", "the notes folder (default: $ONEONONE_DIR, a parent folder, ~/oneonone)")
	f.Var(&s.color, "color", "colour the output: auto, always or never")
	f.BoolVar(&s.noInput, "no-input", false, "never ask, never open an editor")
	f.BoolVar(&s.yes, "yes", false, "answer yes where a command would ask")
}

func (s *session) today() when.Date { return when.Of(s.env.Now()) }

// interactive reports whether a person is there to be asked.
func (s *session) interactive() bool { return s.env.Interactive && !s.noInput }

// say writes a line to standard error, where everything goes that is no
// result.
func (s *session) say(format string, args ...any) {
	fmt.Fprintln(s.env.Stderr, render.Clean(fmt.Sprintf(format, args...)))
}

// workspace is an opened notes folder.
type workspace struct {
	*notes.Folder
	dir  string // absolute
	hist *history.History
}

// locate finds the folder's place, whether or not there is one.
func (s *session) locate() (config.Folder, error) {
	at, err := config.Find(s.dir, s.env.Dir, s.env.Getenv)
	if err != nil {
		return at, &usageError{err}
	}
	return at, nil
}

// open opens the notes folder for reading.
func (s *session) open() (*workspace, error) {
	at, err := s.locate()
	if err != nil {
		return nil, err
	}
	return s.openAt(at)
}

func (s *session) openAt(at config.Folder) (*workspace, error) {
	info, err := os.Stat(at.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, hinted(fmt.Errorf("there is no folder %s (from %s)", at.Dir, at.From), "oneonone init %s makes it", shellWord(at.Dir))
	case err != nil:
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	case !info.IsDir():
		return nil, hinted(fmt.Errorf("%s (from %s) is a file, not a folder", at.Dir, at.From), "--dir names the notes folder")
	}
	files, err := rootfs.Open(at.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder: %w", err)
	}
	folder, err := notes.OpenFolder(files)
	if errors.Is(err, notes.ErrNoFolder) {
		return nil, hinted(fmt.Errorf("%s (from %s) is no notes folder: it has no %s", at.Dir, at.From, page.SettingsFile),
			"oneonone init %s makes it one and leaves what is in it as it is", shellWord(at.Dir))
	}
	if err != nil {
		return nil, fmt.Errorf("opening the notes folder %s: %w", at.Dir, err)
	}
	hist, err := history.Open(s.historyOptions(at.Dir, folder.Settings))
	if err != nil {
		return nil, err
	}
	folder.Remember(hist.Memory(), program())
	if !s.examining {
		folder.ForgetOutlived(false)
	}
	folder.Today = s.today()
	return &workspace{Folder: folder, dir: at.Dir, hist: hist}, nil
}

func (s *session) historyOptions(dir string, settings *notes.Settings) history.Options {
	return history.Options{
		Dir:    dir,
		Env:    s.env.Environ,
		Now:    s.env.Now,
		Author: func() (string, string, error) { return s.author(settings) },
	}
}

// plan is what a command wants changed, and how its commit shall read.
type plan struct {
	changes []page.Change
	message history.Message
	// saved are files that are on disk already and belong into the commit.
	saved []string
}

// paths are all the files the plan's commit covers.
func (p *plan) paths() []string { return slices.Concat(p.saved, changedPaths(p.changes)) }

// apply performs a plan as one commit.
func (w *workspace) apply(ctx context.Context, p *plan) (*history.Result, error) {
	if len(p.saved) == 0 {
		return w.hist.Apply(ctx, p.changes, p.message)
	}
	if err := w.hist.Save(p.changes); err != nil {
		return nil, err
	}
	return w.hist.Record(ctx, p.paths(), p.message)
}

// tries bounds how often a plan is made anew because another process changed
// a file between reading and writing: enough for a crowd of them.
const tries = 60

// pause waits before the next try, a little longer and less evenly each time,
// so that a crowd comes apart.
func pause(ctx context.Context, try int) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Duration(1+rand.IntN(5+3*try)) * time.Millisecond):
	}
}

// change is the one way a command writes: read, plan, apply. What was edited
// outside is committed first, as a commit of its own. When somebody else was
// quicker, the folder is read again and the plan made anew. A nil plan changes
// nothing; with dryRun the plan is shown instead.
func (s *session) change(ctx context.Context, dryRun bool, make func(w *workspace) (*plan, error)) (*history.Result, error) {
	for try := 1; ; try++ {
		w, err := s.open()
		if err != nil {
			return nil, err
		}
		result, err := s.changeOnce(ctx, w, dryRun, make)
		var changed *history.ChangedError
		if (errors.As(err, &changed) || errors.Is(err, page.ErrMoved)) && try < tries && ctx.Err() == nil {
			w.hist.Close()
			pause(ctx, try)
			continue
		}
		return result, err
	}
}

func (s *session) changeOnce(ctx context.Context, w *workspace, dryRun bool, make func(w *workspace) (*plan, error)) (*history.Result, error) {
	p, err := make(w)
	if err != nil || p == nil {
		return nil, err
	}
	if dryRun {
		return nil, s.showPlan(p)
	}
	editsErr := s.saveEdits(ctx, w, p.paths(), p.saved...)
	if editsErr != nil && ctx.Err() != nil {
		return nil, editsErr
	}
	s.sayUnsaved(w, p.changes)
	result, err := w.apply(ctx, p)
	return result, s.tellBoth(err, editsErr)
}

// tellBoth gives the error of a command, and of recording outside edits before
// it. Where git cannot record now, what the command writes is written all the
// same: the error of the command says so, and the other one adds nothing.
func (s *session) tellBoth(err, editsErr error) error {
	if err == nil && editsErr != nil {
		return fmt.Errorf("recording what was edited outside: %w", editsErr)
	}
	return err
}

// showPlan prints what a change would do, as a diff that patch understands.
func (s *session) showPlan(p *plan) error {
	for _, c := range p.changes {
		if err := render.Diff(s.output(), c.Path, c.Old, c.New); err != nil {
			return err
		}
	}
	s.say("nothing was changed (--dry-run)")
	return nil
}

// manyFiles is the size of a folder in which looking at every file for edits
// takes longer than the rest of a command: git's own commit is slower there
// than a command that looks at the people it is about.
const manyFiles = 5000

// saveEdits commits what was edited outside of the program, apart from what
// the command at hand does to the files it touches. What the command has saved
// already is left to its own commit. In a folder of many thousand files only
// the notes about the same people are looked at; save looks at all.
func (s *session) saveEdits(ctx context.Context, w *workspace, touched []string, saved ...string) error {
	var under []string
	if w.hist.Files() > manyFiles {
		under = neighbourhood(touched)
	}
	edits, err := w.hist.Pending(ctx, under...)
	if err != nil {
		return err
	}
	edits = slices.DeleteFunc(edits, func(e history.Edit) bool { return slices.Contains(saved, e.Path) })
	if len(edits) == 0 {
		return nil
	}
	var paths []string
	for _, e := range edits {
		paths = append(paths, e.Path)
	}
	message := editsMessage(edits)
	result, err := w.hist.Record(ctx, paths, message)
	if err == nil && len(result.Commits) > 0 {
		said := strings.Replace(strings.TrimPrefix(message.Subject, "Save "), "Remove ", "removal of ", 1)
		s.say("recorded first: %s", said)
	}
	return err
}

// neighbourhood is where the notes about the people of these files lie, and
// the files that are about nobody.
func neighbourhood(touched []string) []string {
	var under []string
	add := func(path string) {
		if !slices.Contains(under, path) {
			under = append(under, path)
		}
	}
	for _, path := range touched {
		if person := page.ParsePath(path).Person; person != "" {
			add("people/" + person)
			add(page.PrivateDir + "/people/" + person)
		} else {
			add(path)
		}
	}
	return under
}

// editsMessage says which notes were edited outside, as many as fit; notes
// that were only removed are called removed.
func editsMessage(edits []history.Edit) history.Message {
	verb := "Remove "
	paths := make([]string, len(edits))
	names := make([]string, len(edits))
	for i, e := range edits {
		paths[i], names[i] = e.Path, shortPath(e.Path)
		if e.Kind != history.Deleted {
			verb = "Save edits to "
		}
	}
	m := history.Message{Subject: verb + strings.Join(names, ", "), Edits: true}
	if len(names) > 3 {
		m.Subject = fmt.Sprintf("%s%s and %d more", verb, strings.Join(names[:2], ", "), len(names)-2)
		m.Body = strings.Join(paths, "\n")
	}
	return m
}

// shortPath is how a note is called in a sentence: alice/2026-11-20.
func shortPath(path string) string {
	path = strings.TrimPrefix(path, "people/")
	path = strings.TrimSuffix(path, "/"+page.TopPageFile)
	return strings.TrimSuffix(path, ".md")
}

// output is where results go, as wide and colourful as it can show.
func (s *session) output() render.Output {
	return render.Detect(s.env.Stdout, s.color, s.env.Environ)
}

// shellWord quotes a path for a hint that can be pasted into a shell.
func shellWord(path string) string {
	if strings.ContainsAny(path, " \t'\"$&;|<>()*?[]#~\\`!") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

// shown is a path inside the folder as a person can open it from where they
// are.
func (w *workspace) shown(path string) string {
	return filepath.Join(w.dir, filepath.FromSlash(path))
}

// openWith opens the folder and finds the people named; nobody named is
// everybody who is not archived.
func (s *session) openWith(words []string) (*workspace, []*notes.Person, error) {
	w, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	s.sayProblems(w.Problems)
	if len(words) == 0 {
		for _, p := range w.Present() {
			s.sayProblems(p.Problems)
		}
		return w, w.Present(), nil
	}
	people := make([]*notes.Person, 0, len(words))
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return nil, nil, err
		}
		if !slices.Contains(people, p) {
			s.sayProblems(p.Problems)
			people = append(people, p)
		}
	}
	return w, people, nil
}

// sayProblems reports what could not be understood, with file and line. It
// ends no command: one broken note never hides the others.
func (s *session) sayProblems(problems []markdown.Problem) {
	for _, p := range problems {
		s.say("warning: %s", p.Error())
	}
}
