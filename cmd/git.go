package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func newGitCmd(s *session) *cobra.Command {
	return &cobra.Command{
		Use:   "git [-C DIR] ARGS...",
		Short: "Run git in the notes folder",
		Long: `Run git in the notes folder, or with -C in a repository inside it, such as
private. Everything after is git's own.`,
		Example: `  oneonone git status
  oneonone git remote add origin git@example.org:sam/notes.git
  oneonone git -C private log`,
		DisableFlagParsing: true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && (args[0] == "--help" || args[0] == "-h") {
				return c.Help()
			}
			return s.runGit(c.Context(), args)
		},
	}
}

func (s *session) runGit(ctx context.Context, args []string) error {
	// Flags are git's here, so --dir is looked for only in front of them.
	if len(args) >= 2 && args[0] == "--dir" {
		s.dir, args = args[1], args[2:]
	}
	w, err := s.open()
	if err != nil {
		return err
	}
	dir := w.dir
	if len(args) >= 2 && args[0] == "-C" {
		dir, args = args[1], args[2:]
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(w.dir, dir)
		}
	}
	git, err := exec.LookPath("git")
	if err != nil {
		return hinted(errors.New("git is not installed"), "install git; notes are written and recorded without it")
	}
	c := exec.CommandContext(ctx, git, append([]string{"-C", dir}, args...)...)
	c.Env = s.env.Environ
	c.Stdin, c.Stdout, c.Stderr = s.env.Stdin, s.env.Stdout, s.env.Stderr
	err = c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return &codedError{code: exit.ExitCode()} // git has said what was wrong
	}
	if err != nil {
		return fmt.Errorf("running git: %w", err)
	}
	return nil
}

// gitConfig asks git for one setting; "" when it is not set or there is no
// git. The monitor that a configuration could start is kept from running.
func (s *session) gitConfig(ctx context.Context, dir, key string) string {
	git, err := exec.LookPath("git")
	if err != nil {
		return ""
	}
	var out bytes.Buffer
	c := exec.CommandContext(ctx, git, "-C", dir, "-c", "core.fsmonitor=false", "config", "--get", key)
	c.Env = s.env.Environ
	c.Stdout = &out
	if c.Run() != nil {
		return ""
	}
	return strings.TrimSpace(out.String())
}
