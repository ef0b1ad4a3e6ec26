package gitstore

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Commit is one commit as git has it.
type Commit struct {
	Hash          string
	Text          string // the whole message
	Author, Email string
	Time          time.Time
	Paths         []ChangedPath
}

// ChangedPath is one file that a commit changed.
type ChangedPath struct {
	Path string
	Kind EditKind
	// From is the former path of a renamed file, "" otherwise.
	From string
}

// EditKind says what happened to a file.
type EditKind string

// What can happen to a file.
const (
	Added    EditKind = "new"
	Modified EditKind = "modified"
	Deleted  EditKind = "deleted"
	Renamed  EditKind = "renamed"
)

// Within reports whether p is dir or lies below it.
func Within(p, dir string) bool {
	return p == dir || strings.HasPrefix(p, dir+"/")
}

// Picked reports whether p lies within one of the paths; no paths pick everything.
func Picked(p string, paths []string) bool {
	return len(paths) == 0 || slices.ContainsFunc(paths, func(dir string) bool { return Within(p, dir) })
}

// Log walks the commits, newest first, until yield wants no more.
//
// Real git does the walking where it is installed: it has commit-graphs and reads
// packs faster. The walk without it (walk.go) yields the same commits.
func (r *Repo) Log(ctx context.Context, a LogQuery, yield func(Commit) bool) error {
	if head, err := r.headRev(ctx); err != nil || head == "" {
		return err // git would fail on a branch without commits
	}
	err := r.logByGit(ctx, a, yield)
	if errors.Is(err, ErrNoGit) {
		return r.walk(ctx, a, yield)
	}
	return err
}

// Renames maps the new names to the old ones of the files a commit renamed.
func (r *Repo) Renames(ctx context.Context, commit string) (map[string]string, error) {
	out, err := r.read(ctx, nil, "diff-tree", "-r", "-M", "-z", "--name-status", "--no-commit-id", "--diff-filter=R", commit)
	if errors.Is(err, ErrNoGit) {
		return r.exactRenames(commit)
	}
	if err != nil {
		return nil, err
	}
	renames := map[string]string{}
	f := strings.Split(string(out), "\x00")
	for i := 0; i+2 < len(f); i += 3 {
		renames[f[i+2]] = f[i+1]
	}
	return renames, nil
}

// LogQuery says which commits to log. The zero LogQuery means all.
type LogQuery struct {
	From         string // a commit, "" for HEAD
	Paths        []string
	Since, Until time.Time // commit dates, both included
	Limit        int       // 0 for no limit
}

// logFormat is what git prints for each commit: fields ending in NUL, then the
// changed paths. \x01 marks where a commit begins.
const logFormat = "--format=%x01%H%x00%an%x00%ae%x00%at%x00%ad%x00%B"

func (a LogQuery) args() []string {
	args := []string{"log", "-z", logFormat, "--date=raw", "--name-status", "--no-renames", "--encoding=UTF-8"}
	if a.Limit > 0 {
		args = append(args, "-n", strconv.Itoa(a.Limit))
	}
	if !a.Since.IsZero() {
		args = append(args, "--since="+a.Since.Format(time.RFC3339))
	}
	if !a.Until.IsZero() {
		args = append(args, "--until="+a.Until.Format(time.RFC3339))
	}
	if a.From != "" {
		args = append(args, a.From)
	}
	return append(append(args, "--"), a.Paths...)
}

// logByGit yields one repository's commits, newest first, until yield wants no
// more.
func (r *Repo) logByGit(ctx context.Context, a LogQuery, yield func(Commit) bool) error {
	return r.stream(ctx, func(out io.Reader) error {
		sc := bufio.NewScanner(out)
		sc.Buffer(nil, 64<<20)
		sc.Split(splitCommits)
		for sc.Scan() {
			c, ok := parseLog(sc.Bytes())
			if ok && !yield(c) {
				return errStop
			}
		}
		return sc.Err()
	}, a.args()...)
}

// splitCommits cuts git's output at the marks.
func splitCommits(data []byte, atEOF bool) (int, []byte, error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	if i := bytes.Index(data[1:], []byte("\x00\x01")); i >= 0 {
		return i + 2, data[:i+1], nil
	}
	if atEOF {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func parseLog(b []byte) (Commit, bool) {
	f := strings.SplitN(strings.TrimPrefix(string(b), "\x01"), "\x00", 7)
	if len(f) < 6 {
		return Commit{}, false
	}
	c := Commit{Hash: f[0], Author: f[1], Email: f[2], Text: f[5]}
	if p, ok := parseIdent("x <y> " + f[4]); ok {
		c.Time = p.when
	}
	if len(f) == 7 {
		c.Paths = parseNames(strings.Split(strings.Trim(f[6], "\n\x00"), "\x00"))
	}
	return c, true
}

var kinds = map[byte]EditKind{'A': Added, 'D': Deleted, 'M': Modified, 'T': Modified}

// parseNames reads git's --name-status -z, which is run without rename detection.
func parseNames(f []string) []ChangedPath {
	var paths []ChangedPath
	for ; len(f) > 1; f = f[2:] {
		status := strings.TrimSpace(f[0])
		if status == "" {
			break
		}
		paths = append(paths, ChangedPath{Path: f[1], Kind: kinds[status[0]]})
	}
	return paths
}
