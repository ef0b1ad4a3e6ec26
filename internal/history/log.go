package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// Query picks commits. The zero Query picks all.
type Query struct {
	// Paths are files or directories of the notes folder; a commit is picked
	// when it changed one of them or something below. With exactly one path,
	// its former names are followed.
	Paths []string
	// Since and Until bound the commits' dates, both included.
	Since, Until time.Time
	// Author is part of an author's name or address, in any case.
	Author string
	// Limit is the largest number of commits, 0 for all.
	Limit int
}

// Log goes through the picked commits of all the folder's repositories, newest
// first. It ends at the first error.
//
// Real git does the walking where it is installed: it has commit-graphs and
// reads packs faster. The walk without it (walk.go) gives the same commits.
func (h *History) Log(ctx context.Context, q Query) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		repos, err := h.allRepos()
		if err != nil {
			yield(Commit{}, err)
			return
		}
		var heads []*logHead
		defer func() {
			for _, l := range heads {
				l.stop()
			}
		}()
		for _, r := range repos {
			paths, ok := r.pathspecs(q.Paths, repos)
			if !ok {
				continue
			}
			l := &logHead{}
			l.pull, l.stop = iter.Pull2(h.logOf(ctx, r, q, paths))
			heads = append(heads, l)
			l.next()
		}
		for n := 0; q.Limit == 0 || n < q.Limit; n++ {
			l := newest(heads)
			if l == nil || !yield(l.commit, l.err) || l.err != nil {
				return
			}
			l.next()
		}
	}
}

// logHead is one repository's log, at its next commit.
type logHead struct {
	pull   func() (Commit, error, bool)
	stop   func()
	commit Commit
	err    error
	ok     bool
}

func (l *logHead) next() { l.commit, l.err, l.ok = l.pull() }

// newest is the log whose next commit is the newest, or that has failed.
func newest(heads []*logHead) *logHead {
	var best *logHead
	for _, l := range heads {
		if l.ok && (best == nil || l.err != nil || best.err == nil && l.commit.Time.After(best.commit.Time)) {
			best = l
		}
	}
	return best
}

// pathspecs are the paths as the repository knows them; ok is false when it
// keeps none of them. An empty list with ok is all of it.
func (r *repo) pathspecs(paths []string, repos []*repo) (inside []string, ok bool) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, p := range paths {
		switch {
		case p == "." || p == "":
			if r.rel == "" && r.prefix != "" {
				inside = append(inside, strings.TrimSuffix(r.prefix, "/"))
				continue
			}
			return nil, true
		case r.rel != "" && (p == r.rel || strings.HasPrefix(r.rel, p+"/")):
			return nil, true
		case nearest(repos, p+"/x") == r || nearest(repos, p) == r:
			inside = append(inside, r.inside(p))
		}
	}
	return inside, len(inside) > 0
}

// logOf is one repository's share of a query.
func (h *History) logOf(ctx context.Context, r *repo, q Query, paths []string) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		left := q.Limit
		err := h.logFollow(ctx, r, logArgs{paths: paths, since: q.Since, until: q.Until}, func(c Commit) bool {
			if q.Author != "" && !strings.Contains(strings.ToLower(c.Author+" <"+c.Email+">"), strings.ToLower(q.Author)) {
				return true
			}
			left--
			return yield(c, nil) && left != 0
		})
		if err != nil {
			yield(Commit{}, err)
		}
	}
}

// logFollow hands over the commits of some paths and, when it is a single one,
// of its former names: where the oldest commit made it by a rename, the log
// goes on at that commit's parent under the old name.
func (h *History) logFollow(ctx context.Context, r *repo, a logArgs, yield func(Commit) bool) error {
	for {
		var last *Commit
		stopped := false
		err := h.log(ctx, r, a, func(c Commit) bool {
			if last != nil && !yield(*last) {
				last, stopped = nil, true
				return false
			}
			last = &c
			return true
		})
		if err != nil || last == nil || stopped {
			return err
		}
		from := ""
		if len(a.paths) == 1 && madeBy(last, r, a.paths[0]) {
			if from, err = h.renamedFrom(ctx, r, last, a.paths[0]); err != nil {
				return err
			}
		}
		if !yield(*last) || from == "" {
			return nil
		}
		a.from, a.paths = last.Hash+"^", []string{from}
	}
}

// madeBy reports whether a commit may have made a path: it added something there.
func madeBy(c *Commit, r *repo, inside string) bool {
	for _, p := range c.Paths {
		if p.Kind == New && within(r.inside(p.Path), inside) {
			return true
		}
	}
	return false
}

// within reports whether p is dir or lies below it.
func within(p, dir string) bool {
	return p == dir || strings.HasPrefix(p, dir+"/")
}

// log walks one repository's commits, newest first.
func (h *History) log(ctx context.Context, r *repo, a logArgs, yield func(Commit) bool) error {
	if head, err := h.headRev(ctx, r); err != nil || head == "" {
		return err // without a commit git would fail
	}
	err := h.logByGit(ctx, r, a, yield)
	if errors.Is(err, errNoGit) {
		return r.walk(ctx, a, yield)
	}
	return err
}

// renamedFrom finds the name that a path had before the commit that made it,
// "" when it had none, and notes the renames in the commit.
func (h *History) renamedFrom(ctx context.Context, r *repo, c *Commit, inside string) (string, error) {
	renames, err := h.renames(ctx, r, c.Hash)
	if err != nil {
		return "", err
	}
	votes := map[string]int{}
	for i, p := range c.Paths {
		now := r.inside(p.Path)
		from, ok := renames[now]
		if !ok || within(from, inside) || !within(now, inside) {
			continue
		}
		c.Paths[i].Kind = Renamed
		c.Paths[i].From, _ = r.outside(from)
		if old, ok := strings.CutSuffix(from, now[len(inside):]); ok {
			votes[old]++
		}
	}
	best := ""
	for old, n := range votes {
		if best == "" || cmp.Or(cmp.Compare(n, votes[best]), strings.Compare(best, old)) > 0 {
			best = old
		}
	}
	return best, nil
}

// renames maps the new names to the old ones of the files a commit renamed.
func (h *History) renames(ctx context.Context, r *repo, commit string) (map[string]string, error) {
	out, err := h.gitRead(ctx, r, nil, "diff-tree", "-r", "-M", "-z", "--name-status", "--no-commit-id", "--diff-filter=R", commit)
	if errors.Is(err, errNoGit) {
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

// logArgs is what one repository's log is asked for.
type logArgs struct {
	from         string // a commit, "" for HEAD
	paths        []string
	since, until time.Time
	limit        int
}

// logFormat is what git prints for each commit: fields that end in NUL, the
// changed paths behind them. \x01 marks where a commit begins.
const logFormat = "--format=%x01%H%x00%an%x00%ae%x00%at%x00%ad%x00%B"

func (a logArgs) args() []string {
	args := []string{"log", "-z", logFormat, "--date=raw", "--name-status", "--no-renames", "--encoding=UTF-8"}
	if a.limit > 0 {
		args = append(args, "-n", strconv.Itoa(a.limit))
	}
	if !a.since.IsZero() {
		args = append(args, "--since="+a.since.Format(time.RFC3339))
	}
	if !a.until.IsZero() {
		args = append(args, "--until="+a.until.Format(time.RFC3339))
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
