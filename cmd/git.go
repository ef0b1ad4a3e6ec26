package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/notes/settings"
)

func newGitCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "git [-C DIR] ARGS...",
		Short: "Run git in the notes folder",
		Long: `Run git in the notes folder, or with -C in a repository inside it, such as
private. Everything after that goes to git. Before git moves notes here or away, what
was edited is recorded; what git writes, only you can read.`,
		Example: `  oneonone git status
  oneonone git remote add origin git@example.org:sam/notes.git
  oneonone git -C private log`,
		DisableFlagParsing: true,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 && (args[0] == "--help" || args[0] == "-h") {
				return c.Help()
			}
			return runGit(c.Context(), s, args)
		},
	}
}

// bringing are the git commands that move notes between here and elsewhere.
// Outside edits are recorded first, so that they are neither in the way nor left
// behind.
var bringing = []string{"pull", "push", "merge", "rebase", "switch", "cherry-pick", "revert"}

// gitWaits refuses to start a git that would block on a named pipe, whatever else
// is wrong with the folder.
func gitWaits(s *cli.Session, at config.Folder) error {
	hist, err := history.Open(s.HistoryOptions(at.Dir, settings.Default()))
	if err != nil {
		return err
	}
	defer hist.Close()
	return hist.Repos().Waits()
}

func runGit(ctx context.Context, s *cli.Session, args []string) error {
	// All flags belong to git here, so --dir counts only as the first argument.
	if len(args) >= 2 && args[0] == "--dir" {
		s.Dir, args = args[1], args[2:]
	}
	at, err := s.Locate()
	if err != nil {
		return err
	}
	// A folder that cannot be read, as after a conflict in its settings, is
	// where git is needed most.
	w, unread := s.OpenAt(at)
	if _, err := os.Stat(at.Dir); unread != nil && err != nil {
		return unread
	}
	dir := at.Dir
	if len(args) >= 2 && args[0] == "-C" {
		dir, args = args[1], args[2:]
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(at.Dir, dir)
		}
	}
	git, err := exec.LookPath("git")
	if err != nil {
		return cli.Hinted(errors.New("git is not installed"), "install git; notes are saved and recorded without it")
	}
	if err := gitWaits(s, at); err != nil {
		return err
	}
	if len(args) > 0 && slices.Contains(bringing, args[0]) && unread == nil {
		// If edits cannot be recorded now, git itself will say why.
		if err := s.SaveEdits(ctx, w, nil); err != nil && ctx.Err() != nil {
			return err
		}
	}
	defer cli.NarrowMask()()
	s.Unbroken.Lock()
	defer s.Unbroken.Unlock()
	c := exec.CommandContext(ctx, git, append([]string{"-C", dir, cli.NoBare[0], cli.NoBare[1]}, args...)...)
	c.Env = s.Env.Environ
	c.Stdin, c.Stdout, c.Stderr = s.Env.Stdin, s.Env.Stdout, s.Env.Stderr
	c.Cancel = func() error { // a git that is killed leaves its locks
		if err := c.Process.Signal(syscall.SIGTERM); err == nil {
			return nil
		}
		return c.Process.Kill()
	}
	err = c.Run()
	var exit *exec.ExitError
	if ctx.Err() == nil && errors.As(err, &exit) {
		if unread == nil && w.History.Kept() != nil {
			s.Say("hint: %s", history.InitHint)
		}
		return cli.Exit(exit.ExitCode(), nil) // git has said what was wrong
	}
	if err = cmp.Or(ctx.Err(), err); err != nil {
		return fmt.Errorf("running git: %w", err)
	}
	return nil
}
