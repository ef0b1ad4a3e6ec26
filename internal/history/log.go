package history

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
	"time"
)

// logArgs is what one repository's log is asked for.
type logArgs struct {
	from         string // a commit, "" for HEAD
	paths        []string
	since, until time.Time
	author       string
	limit        int
}

// logFormat is what git prints for each commit: fields that end in NUL, the
// changed paths behind them. \x01 marks where a commit begins.
const logFormat = "--format=%x01%H%x00%an%x00%ae%x00%at%x00%ad%x00%B"

func (a logArgs) args() []string {
	args := []string{"log", "-z", logFormat, "--date=raw", "--name-status", "--no-renames", "--encoding=UTF-8", "--diff-merges=first-parent"}
	if a.limit > 0 {
		args = append(args, "-n", strconv.Itoa(a.limit))
	}
	if !a.since.IsZero() {
		args = append(args, "--since="+a.since.Format(time.RFC3339))
	}
	if !a.until.IsZero() {
		args = append(args, "--until="+a.until.Format(time.RFC3339))
	}
	if a.author != "" {
		args = append(args, "--regexp-ignore-case", "--fixed-strings", "--author="+a.author)
	}
	if a.from != "" {
		args = append(args, a.from)
	}
	return append(append(args, "--"), a.paths...)
}

// logByGit hands over one repository's commits, newest first, until yield
// wants no more.
func (h *History) logByGit(ctx context.Context, r *repo, a logArgs, yield func(Commit) bool) error {
	return h.stream(ctx, r, func(out io.Reader) error {
		sc := bufio.NewScanner(out)
		sc.Buffer(nil, 64<<20)
		sc.Split(splitCommits)
		for sc.Scan() {
			c, ok := r.parseLog(sc.Bytes())
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

func (r *repo) parseLog(b []byte) (Commit, bool) {
	f := strings.SplitN(strings.TrimPrefix(string(b), "\x01"), "\x00", 7)
	if len(f) < 6 {
		return Commit{}, false
	}
	c := parseMessage(f[5])
	c.Repo, c.Hash, c.Author, c.Email = r.rel, f[0], f[1], f[2]
	if p, ok := parseIdent("x <y> " + f[4]); ok {
		c.Time = p.when
	}
	if len(f) == 7 {
		c.Paths = r.parseNames(strings.Split(strings.Trim(f[6], "\n\x00"), "\x00"))
	}
	return *c, true
}

var kinds = map[byte]EditKind{'A': New, 'D': Deleted, 'M': Modified, 'T': Modified, 'R': Renamed}

// parseNames reads git's --name-status -z.
func (r *repo) parseNames(f []string) []ChangedPath {
	var paths []ChangedPath
	for len(f) > 1 {
		status, p := strings.TrimSpace(f[0]), f[1]
		if status == "" {
			break
		}
		cp := ChangedPath{Kind: kinds[status[0]]}
		f = f[2:]
		if status[0] == 'R' && len(f) > 0 {
			cp.From, _ = r.outside(p)
			p, f = f[0], f[1:]
		}
		ok := false
		if cp.Path, ok = r.outside(p); ok {
			paths = append(paths, cp)
		}
	}
	return paths
}
