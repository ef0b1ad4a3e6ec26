package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	c := exec.CommandContext(ctx, git, append([]string{"-C", dir, noBare[0], noBare[1]}, args...)...)
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

// noBare keeps git from taking the files of a cloned folder (HEAD, config,
// objects, refs) for a repository, whose settings would name programs to run.
var noBare = []string{"-c", "safe.bareRepository=explicit"}

// gitConfig asks git for one setting as it holds in a directory; "" when it is
// not set or there is no git. A setting that is run is asked for by gitProgram.
func (s *session) gitConfig(ctx context.Context, dir, key string) string {
	return s.askGit(ctx, nil, append(slices.Clone(noBare), "-C", dir, "config", "--get", key)...)
}

// gitProgram asks git for a setting that names a program. What stands in a
// repository is not asked: a folder from elsewhere must not choose what is run.
func (s *session) gitProgram(ctx context.Context, key string) string {
	return s.askGit(ctx, []string{"GIT_DIR=" + os.DevNull}, "config", "--get", key)
}

func (s *session) askGit(ctx context.Context, env []string, args ...string) string {
	git, err := exec.LookPath("git")
	if err != nil {
		return ""
	}
	var out bytes.Buffer
	c := exec.CommandContext(ctx, git, args...)
	c.Env = slices.Concat(s.env.Environ, env)
	c.Stdout = &out
	if c.Run() != nil {
		return ""
	}
	return strings.TrimSpace(out.String())
}
