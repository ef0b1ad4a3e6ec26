package cli

import (
	"io"
	"os"
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
	Now     func() time.Time
	// Interactive says that a person sits at both ends: standard input and
	// standard error are terminals. Only then are editors opened and
	// questions asked.
	Interactive bool
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
		Now:         time.Now,
		Interactive: isTerminal(os.Stdin) && isTerminal(os.Stderr),
	}
}

// Getenv looks a variable up as os.Getenv does; the last setting wins.
func (e *Env) Getenv(key string) string {
	for i := len(e.Environ) - 1; i >= 0; i-- {
		if k, v, ok := strings.Cut(e.Environ[i], "="); ok && k == key {
			return v
		}
	}
	return ""
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
