package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// NoBare keeps git from taking the files of a cloned folder (HEAD, config,
// objects, refs) for a repository, whose settings would name programs to run.
var NoBare = []string{"-c", "safe.bareRepository=explicit"}

// gitConfig asks git for one setting as it holds in a directory; "" when it is
// not set or there is no git. For a setting that names a program, use gitProgram.
func (s *Session) gitConfig(ctx context.Context, dir, key string) string {
	return s.askGit(ctx, nil, append(slices.Clone(NoBare), "-C", dir, "config", "--get", key)...)
}

// gitProgram asks git for a setting that names a program. The repository's own
// settings do not count: a folder from elsewhere must not choose what is run.
func (s *Session) gitProgram(ctx context.Context, key string) string {
	return s.askGit(ctx, []string{"GIT_DIR=" + os.DevNull}, "config", "--get", key)
}

func (s *Session) askGit(ctx context.Context, env []string, args ...string) string {
	git, err := exec.LookPath("git")
	if err != nil {
		return ""
	}
	var out bytes.Buffer
	c := exec.CommandContext(ctx, git, args...)
	c.Env = slices.Concat(s.Env.Environ, env)
	c.Stdout = &out
	if c.Run() != nil {
		return ""
	}
	return strings.TrimSpace(out.String())
}
