package gitstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ErrNoGit says that there is no git to run.
var ErrNoGit = errors.New("git is not installed")

// localVars are the variables that tie git to one repository (`git rev-parse
// --local-env-vars`). Ours is always the nearest one above the file, so they are
// dropped: a hook that runs this program would set them.
var localVars = map[string]bool{
	"GIT_ALTERNATE_OBJECT_DIRECTORIES": true, "GIT_OBJECT_DIRECTORY": true, "GIT_DIR": true, "GIT_WORK_TREE": true,
	"GIT_IMPLICIT_WORK_TREE": true, "GIT_GRAFT_FILE": true, "GIT_INDEX_FILE": true, "GIT_NO_REPLACE_OBJECTS": true,
	"GIT_REPLACE_REF_BASE": true, "GIT_PREFIX": true, "GIT_SHALLOW_FILE": true, "GIT_COMMON_DIR": true,
	"GIT_INTERNAL_SUPER_PREFIX": true, "GIT_NAMESPACE": true, "GIT_LITERAL_PATHSPECS": true, "GIT_GLOB_PATHSPECS": true,
	"GIT_ICASE_PATHSPECS": true, "GIT_OPTIONAL_LOCKS": true,
}

// program finds git by the PATH of the environment.
func (e environ) program() (string, error) {
	names := []string{"git"}
	if runtime.GOOS == "windows" {
		names = []string{"git.exe", "git.cmd"}
	}
	path := e.get("PATH")
	if path == "" {
		path = e.get("Path")
	}
	for _, dir := range filepath.SplitList(path) {
		if !filepath.IsAbs(dir) {
			continue // a git in the working directory is not trusted
		}
		for _, n := range names {
			p := filepath.Join(dir, n)
			if st, err := os.Stat(p); err == nil && st.Mode().IsRegular() && (st.Mode()&0o111 != 0 || runtime.GOOS == "windows") {
				return p, nil
			}
		}
	}
	return "", ErrNoGit
}

// forGit is the environment that git runs in.
func (e environ) forGit(extra ...string) []string {
	env := make([]string, 0, len(e.list)+4)
	for _, kv := range e.list {
		k, _, _ := strings.Cut(kv, "=")
		if !localVars[k] {
			env = append(env, kv)
		}
	}
	env = append(env, "GIT_LITERAL_PATHSPECS=1", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0")
	return append(env, extra...)
}

// gitError is a failed git command, in git's own words.
type gitError struct {
	args   []string
	stderr string
	err    error
}

func (e *gitError) Error() string {
	words := strings.TrimSpace(e.stderr)
	if words == "" {
		words = e.err.Error()
	}
	return "git " + e.args[0] + ": " + words
}

func (e *gitError) Unwrap() error { return e.err }

// run runs real git in a repository and returns what it prints.
func (r *Repo) run(ctx context.Context, stdin []byte, env []string, args ...string) ([]byte, error) {
	cmd, err := r.command(ctx, env, args...)
	if err != nil {
		return nil, err
	}
	var out, errOut bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &errOut
	if err := cmd.Run(); err != nil {
		if errOut.Len() == 0 {
			errOut = out // some commands complain there: "nothing to commit", fsck's findings
		}
		return out.Bytes(), &gitError{args: args, stderr: errOut.String(), err: err}
	}
	return out.Bytes(), nil
}

// read runs git for reading only: it starts no hook, monitor, pager, signature
// check or fetch that a repository's settings name, and does not refresh the
// index. SECURITY.md goes through the settings one by one.
func (r *Repo) read(ctx context.Context, stdin []byte, args ...string) ([]byte, error) {
	b, err := r.run(ctx, stdin, readEnv(), append(readOnly(), args...)...)
	var ge *gitError
	if errors.As(err, &ge) {
		ge.args = args
	}
	return b, err
}

func readOnly() []string {
	return []string{"-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "--no-pager"}
}

// readEnv keeps git from writing the index, and from fetching what a partial
// clone lacks: a fetch runs programs that the repository's settings name.
func readEnv(more ...string) []string {
	return append(more, "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
}

// always are the settings for every git we run: files of a clone that look like a
// bare repository are not taken for one, and no file-system monitor is started,
// which would only save time.
var always = []string{"-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"}

func (r *Repo) command(ctx context.Context, env []string, args ...string) (*exec.Cmd, error) {
	prog, err := r.git.env.program()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, prog, slices.Concat(always, args)...)
	cmd.Dir = r.Root
	cmd.Env = r.git.env.forGit(env...)
	return cmd, nil
}

// stream runs git and hands its output over as it comes.
func (r *Repo) stream(ctx context.Context, read func(io.Reader) error, args ...string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd, err := r.command(ctx, readEnv(), append(readOnly(), args...)...)
	if err != nil {
		return err
	}
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("running git %s: %w", args[0], err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("running git %s: %w", args[0], err)
	}
	readErr := read(out)
	if readErr != nil {
		cancel()
	}
	err = cmd.Wait()
	switch {
	case errors.Is(readErr, errStop):
		return nil
	case readErr != nil:
		return readErr
	case err != nil:
		return &gitError{args: args, stderr: errOut.String(), err: err}
	}
	return nil
}

// errStop ends a stream early.
var errStop = errors.New("stop")

// environ is an environment with a lookup by name.
type environ struct {
	list []string
	vars map[string]string
}

func newEnviron(list []string) environ {
	e := environ{list: list, vars: make(map[string]string, len(list))}
	for _, kv := range list {
		if k, v, ok := strings.Cut(kv, "="); ok {
			e.vars[k] = v
		}
	}
	return e
}

func (e environ) get(k string) string { return e.vars[k] }
