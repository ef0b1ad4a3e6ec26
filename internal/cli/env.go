package cli

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"
)

// Env is everything a command may touch of the world outside the notes
// folder. Commands reach for nothing else, so a test hands in its own.
type Env struct {
	Args    []string // without the program's name
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Environ []string // as os.Environ gives it
	Dir     string   // the working directory, absolute
	Program string   // this program's own path, absolute; "" when it has none that lasts
	Now     func() time.Time
	// Interactive says that a person is at both ends: standard input and standard
	// error are terminals. Only then are editors opened and questions asked.
	Interactive bool
	// Parsed, when set, is called for each note whose Markdown is parsed, from
	// several goroutines: a test counts that a command parses each note once.
	Parsed func(path string)
	// Step, when set, is called before each step that changes the disk: a test ends
	// the process there and sees what the next command makes of it.
	Step func(op, name string) error
}

// SystemEnv is the Env of the running process.
func SystemEnv() *Env {
	dir, _ := os.Getwd() // an unreadable working directory matters only where one is needed
	return &Env{
		Args:        os.Args[1:],
		Stdin:       os.Stdin,
		Stdout:      os.Stdout,
		Stderr:      os.Stderr,
		Environ:     os.Environ(),
		Dir:         dir,
		Program:     program(),
		Now:         time.Now,
		Interactive: isTerminal(os.Stdin) && isTerminal(os.Stderr),
	}
}

// program is the path this program was started by: a link outlives the file it
// points to. It is "" for a binary made by "go run", which is soon gone.
func program() string {
	p, err := exec.LookPath(os.Args[0])
	if err == nil {
		p, err = filepath.Abs(p)
	}
	if err != nil || strings.Contains(p, "go-build") {
		return ""
	}
	return p
}

// Getenv looks up a variable as os.Getenv does; the last setting wins.
func (e *Env) Getenv(key string) string {
	for i := len(e.Environ) - 1; i >= 0; i-- {
		if k, v, ok := strings.Cut(e.Environ[i], "="); ok && k == key {
			return v
		}
	}
	return ""
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// Variables are the environment variables the program reads, for the help and the
// man pages; a test finds those that are missing. git's own, GIT_*, share one
// line.
var Variables = []struct{ Name, Doc string }{
	{"ONEONONE_DIR", "the notes folder, unless --dir names one"},
	{"ONEONONE_EDITOR", "the editor and its arguments; else VISUAL, EDITOR, git's core.editor, vi"},
	{"VISUAL", "the editor, for this and other programs"},
	{"EDITOR", "the editor, where VISUAL is not set"},
	{"ONEONONE_PAGER", "the pager and its arguments, cat for none; else PAGER, git's core.pager, less -FRX"},
	{"PAGER", "the pager, for this and other programs"},
	{"ONEONONE_FORCE_TTY", "lay out as for a terminal even in a pipe: that wide, or 80 columns"},
	{"COLUMNS", "the width of the terminal, where it is not what the terminal says"},
	{"NO_COLOR", "no colour, when it is not empty; --color takes precedence"},
	{"CLICOLOR_FORCE", "colour in a pipe too, when it is not empty or 0"},
	{"CLICOLOR", "no colour, when it is 0"},
	{"TERM", "what the terminal can do"},
	{"TZ", "the time zone of the calendar, where the settings name none"},
	{"EMAIL", "your address in the history, where git and the settings name none"},
	{"GIT_*", "as git reads them: your name and address, and where its settings are"},
	{"HOME", "where ~/oneonone and git's settings are; on Windows USERPROFILE"},
	{"XDG_CONFIG_HOME", "where git's settings are, and the key of sealed notes, else ~/.config; on Windows the key is in AppData"},
	{"XDG_STATE_HOME", "where an editor keeps its swap files, else ~/.local/state"},
}
