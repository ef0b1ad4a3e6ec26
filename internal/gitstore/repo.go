package gitstore

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"oneonone/internal/gitformat"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// Files are written for the user alone.
const (
	filePerm = 0o600
	dirPerm  = 0o700
)

// Git is what repositories share: environment, clock, patience, system calls.
type Git struct {
	// Now is the clock that dates commits.
	Now func() time.Time
	// Wait is how long to wait for a lock.
	Wait time.Duration
	// Author is called only when git's own rules name nobody. It may be nil.
	Author func() (name, email string, err error)
	// Step is called before every step that changes the disk; an error fails
	// the step.
	Step func(op, name string) error
	// Link makes a hard link; it fails where there are none.
	Link func(old, new string) error
	// Place renames a file to a name that is still free; see [rootfs.Place].
	Place func(old, new string) error
	// Sync makes an open file or directory durable.
	Sync func(f *os.File) error

	env       environ
	askAuthor func() (person, error)
}

// New returns a Git for an environment: git's own rules read GIT_*, HOME, EMAIL,
// XDG_CONFIG_HOME and PATH from it.
func New(env []string) *Git {
	return &Git{env: newEnviron(env), Now: time.Now, Step: func(string, string) error { return nil }, Link: os.Link, Place: rootfs.Place, Sync: fsync}
}

// Installed reports whether there is a git to run.
func (g *Git) Installed() bool {
	_, err := g.env.program()
	return err == nil
}

// Repo is one git repository with a working tree.
type Repo struct {
	Name string // as messages call it
	Root string // the top of its working tree, absolute
	// GitDir has HEAD and the index; commonDir the branches and the objects.
	// They differ in a linked worktree.
	GitDir, commonDir string
	git               *Git
	objects           *objects
	asked             asked
}

// Open reads .git in dir; nil when there is none. A .git that is not a repository
// is an error and not skipped: a broken one must not send its files to the
// repository around it.
func (g *Git) Open(dir, name string) (*Repo, error) {
	dotGit := filepath.Join(dir, ".git")
	gitDir, err := readGitFile(dotGit)
	if err != nil || gitDir == "" {
		return nil, err
	}
	r := &Repo{Name: name, Root: dir, GitDir: gitDir, commonDir: commonDir(gitDir), git: g}
	if !isGitDir(r) {
		return nil, Refuse(dotGit+" is not a repository that git would recognise",
			"look with: "+r.CommandLine("status")+"; restore .git from a copy, or move it away")
	}
	if err := r.gitDirWaits(); err != nil {
		return nil, err
	}
	r.objects = openObjects(filepath.Join(r.commonDir, "objects"), g)
	return r, nil
}

// CommandLine is a line that runs git in the repository, for the user to paste
// into a shell in any directory.
func (r *Repo) CommandLine(args ...string) string {
	line := "git -C " + text.ShellWord(r.Root)
	for _, a := range args {
		line += " " + text.ShellWord(a)
	}
	return line
}

// Close closes open packs; reading again reopens them, along with any that git has written since.
func (r *Repo) Close() { r.objects.close() }

// File is the absolute path of a file of the repository.
func (r *Repo) File(inside string) string {
	return filepath.Join(r.Root, filepath.FromSlash(inside))
}

// readGitFile resolves .git, which is a directory or, in a linked worktree or
// a submodule, a file that names one.
func readGitFile(dotGit string) (string, error) {
	st, err := os.Stat(dotGit)
	switch {
	case errors.Is(err, fs.ErrNotExist) || gitformat.IsNotDir(err):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("looking for a repository: %w", err)
	case st.IsDir():
		return dotGit, nil
	}
	b, err := rootfs.ReadPath(dotGit)
	if err != nil {
		return "", fmt.Errorf("looking for a repository: %w", err)
	}
	to, ok := bytes.CutPrefix(b, []byte("gitdir: "))
	if !ok {
		return "", Refuse(dotGit+" names no git directory", "it should read: gitdir: PATH")
	}
	return absFrom(filepath.Dir(dotGit), strings.TrimRight(string(to), "\r\n")), nil
}

// commonDir is where a git directory has its branches, objects and settings.
func commonDir(gitDir string) string {
	if b, err := rootfs.ReadPath(filepath.Join(gitDir, "commondir")); err == nil {
		return absFrom(gitDir, string(bytes.TrimSpace(b)))
	}
	return gitDir
}

// SettingsOf is the text of the settings of the repository whose working tree,
// linked ones included, has its top in dir; found is false if there is none.
func SettingsOf(dir string) (src []byte, found bool) {
	gitDir, err := readGitFile(filepath.Join(dir, ".git"))
	if err != nil || gitDir == "" {
		return nil, false
	}
	src, err = rootfs.ReadPath(filepath.Join(commonDir(gitDir), "config"))
	return src, err == nil
}

func absFrom(dir, p string) string {
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(dir, p)
}

func isGitDir(r *Repo) bool {
	if _, err := os.Lstat(filepath.Join(r.GitDir, "HEAD")); err != nil {
		return false
	}
	for _, d := range []string{"objects", "refs"} {
		if st, err := os.Stat(filepath.Join(r.commonDir, d)); err != nil || !st.IsDir() {
			return false
		}
	}
	return true
}
