package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/gitstore"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/markdown"
)

// Session is one run of the program: its environment, the flags every command
// has, and the folder once it is opened.
type Session struct {
	Env     *Env
	Dir     string           // --dir
	Color   render.ColorMode // --color
	noInput bool
	yes     bool
	warning sync.Mutex
	warned  []markdown.Problem // each once; notes are read side by side
	guessed *identity          // who commits are by, once that had to be guessed
	// OnlyLooking says that the command records nothing, so there is no need to find
	// out who commits would be by.
	OnlyLooking bool
	// Examining says that the command reports leftovers that others would clear away
	// in passing.
	Examining bool
	Records   []Records // what the commands print as data
	// Unbroken is held by what an interrupt must not leave in the middle.
	Unbroken Hold
	// Legends explain the heads of what commands print as tables.
	Legends map[*cobra.Command][]Legend
}

// NewSession is a run in an environment.
func NewSession(env *Env) *Session { return &Session{Env: env, Legends: map[*cobra.Command][]Legend{}} }

// Bind binds the flags that every command has.
func (s *Session) Bind(f *pflag.FlagSet) {
	f.StringVar(&s.Dir, "dir", "", "the notes folder (default: $ONEONONE_DIR, a parent folder, ~/oneonone)")
	f.Var(&s.Color, "color", "colour the output: auto, always or never")
	f.BoolVar(&s.noInput, "no-input", false, "never ask, never open an editor")
	f.BoolVar(&s.yes, "yes", false, "answer yes to every question")
}

// Today is the day of the run.
func (s *Session) Today() when.Date { return when.Of(s.Env.Now()) }

// Interactive reports whether a person is there to be asked.
func (s *Session) Interactive() bool { return s.Env.Interactive && !s.noInput }

// Say writes a line to standard error, where everything goes that is not a
// result.
func (s *Session) Say(format string, args ...any) {
	fmt.Fprintln(s.Env.Stderr, render.Clean(fmt.Sprintf(format, args...)))
}

// Output is where results go, as wide and colourful as it can show.
func (s *Session) Output() render.Output {
	return render.Detect(s.Env.Stdout, s.Color, s.Env.Environ)
}

// ErrOutput is standard error, for messages of more than a line.
func (s *Session) ErrOutput() render.Output {
	return render.Detect(s.Env.Stderr, s.Color, s.Env.Environ)
}

// InDir makes a typed path absolute. One with ".." is not cleaned: after a
// symbolic link, that would lead elsewhere.
func (s *Session) InDir(path string) string {
	switch {
	case path == "" || filepath.IsAbs(path):
		return path
	case slices.Contains(strings.Split(filepath.ToSlash(path), "/"), ".."):
		return s.Env.Dir + string(filepath.Separator) + path
	}
	return filepath.Join(s.Env.Dir, path)
}

// Inside is a file's slash-separated path in the folder; false when it is
// outside. Links among its directories are followed.
func (w *Workspace) Inside(path string) (string, bool) {
	rel, err := filepath.Rel(realDir(w.Dir), realFile(path))
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel)
}

// realFile resolves the links in a file's directory, not the file's own.
func realFile(path string) string {
	dir, name := filepath.Split(path)
	return filepath.Join(realDir(dir), name)
}

// realDir resolves the links in a directory's path, as far as the path exists.
func realDir(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	above, name := filepath.Split(strings.TrimRightFunc(dir, func(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(byte(r)) }))
	if name == "" {
		return dir
	}
	return filepath.Join(realDir(above), name)
}

// LiesInShared reports whether a directory is in a repository that somebody else
// reads: one whose settings have the address of a shared doc.
func (w *Workspace) LiesInShared(dir string) bool {
	for at := realDir(dir); ; at = filepath.Dir(at) {
		src, found := gitstore.SettingsOf(at)
		for _, url := range w.Settings.Shared {
			if strings.Contains(string(src), url) {
				return true
			}
		}
		if found || at == filepath.Dir(at) {
			return false
		}
	}
}

// Shown is a path inside the folder as a person can open it from where they
// are.
func (w *Workspace) Shown(path string) string {
	return filepath.Join(w.Dir, filepath.FromSlash(path))
}

// HasDir reports whether there is a directory of that path in the folder.
func (w *Workspace) HasDir(path string) bool {
	info, err := fs.Stat(w.FS, path)
	return err == nil && info.IsDir()
}

// OpenWith opens the folder for reading and finds the people named; with nobody
// named, everybody who is not archived.
func (s *Session) OpenWith(words []string) (*Workspace, []*notes.Person, error) {
	w, err := s.OpenSettled()
	if err != nil {
		return nil, nil, err
	}
	s.SayProblems(w.Problems)
	if len(words) == 0 {
		for _, p := range w.Present() {
			s.SayProblems(p.Problems)
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
			s.SayProblems(p.Problems)
			people = append(people, p)
		}
	}
	return w, people, nil
}

// mostWarnings is how many a run says in full: more would hide its result.
const mostWarnings = 3

// SayProblems reports what could not be understood, with file and line. No
// command ends for them: one broken note never hides the others. Each is reported
// once.
func (s *Session) SayProblems(problems []markdown.Problem) {
	s.warning.Lock()
	defer s.warning.Unlock()
	for _, p := range problems {
		if slices.Contains(s.warned, p) {
			continue
		}
		if s.warned = append(s.warned, p); len(s.warned) <= mostWarnings {
			s.Say("warning: %s", p.Error())
		}
	}
}

// SayMoreProblems ends a run: it says how many problems were left out.
func (s *Session) SayMoreProblems() {
	if len(s.warned) <= mostWarnings {
		return
	}
	more, files := s.warned[mostWarnings:], map[string]bool{}
	for _, p := range more {
		files[p.Path] = true
	}
	s.Say("warning: %d more in %s: oneonone check lists them", len(more), text.Count(len(files), "file", "files"))
}

// FromHere is a note's path as seen from the working directory, absolute when
// the notes are elsewhere.
func (s *Session) FromHere(w *Workspace, path string) string {
	shown := w.Shown(path)
	if rel, err := filepath.Rel(s.Env.Dir, shown); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return shown
}
