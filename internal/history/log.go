package history

import (
	"cmp"
	"context"
	"iter"
	"strings"
	"time"

	"oneonone/internal/gitstore"
)

// Query picks commits. The zero Query picks all.
type Query struct {
	// Paths are files or directories of the notes folder; a commit is picked
	// when it changed one of them or something below. With exactly one path,
	// its former names are followed.
	Paths []string
	// Private picks from the repositories below private/ too, which are skipped
	// otherwise.
	Private bool
	// Since and Until bound the commits' dates, both included.
	Since, Until time.Time
	// Author is part of an author's name or address, in upper or lower case.
	Author string
	// Limit is the largest number of commits, 0 for all.
	Limit int
}

// Log yields the picked commits of all the folder's repositories, newest first.
// It ends at the first error.
func (h *History) Log(ctx context.Context, q Query) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		repos, err := h.repos.All()
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
			paths, ok := r.Pathspecs(q.Paths, repos)
			if !ok || r.Private() && !q.Private {
				continue
			}
			l := &logHead{}
			l.pull, l.stop = iter.Pull2(logOf(ctx, r, q, paths))
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

// logHead is one repository's log, positioned at its next commit.
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
		if l.ok && (best == nil || l.err != nil || best.err == nil && l.commit.moment().After(best.commit.moment())) {
			best = l
		}
	}
	return best
}

// logOf is one repository's share of a query.
func logOf(ctx context.Context, r *repo, q Query, paths []string) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		left := q.Limit
		err := logFollow(ctx, r, gitstore.LogQuery{Paths: paths, Since: q.Since, Until: q.Until}, func(c Commit) bool {
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

// logIn walks one repository's commits, newest first, until yield wants no more.
func logIn(ctx context.Context, r *repo, a gitstore.LogQuery, yield func(Commit) bool) error {
	return r.Log(ctx, a, func(c gitstore.Commit) bool { return yield(told(r, c)) })
}

// logFollow yields the commits of some paths and, for a single path, of its
// former names: if its oldest commit created it by a rename, the log goes on from
// that commit's parent under the old name.
func logFollow(ctx context.Context, r *repo, a gitstore.LogQuery, yield func(Commit) bool) error {
	for {
		var last *Commit
		stopped := false
		err := logIn(ctx, r, a, func(c Commit) bool {
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
		if len(a.Paths) == 1 && madeBy(last, r, a.Paths[0]) {
			if from, err = renamedFrom(ctx, r, last, a.Paths[0]); err != nil {
				return err
			}
		}
		if !yield(*last) || from == "" {
			return nil
		}
		a.From, a.Paths = last.Hash+"^", []string{from}
	}
}

// madeBy reports whether a commit may have created a path: it added something there.
func madeBy(c *Commit, r *repo, inside string) bool {
	for _, p := range c.Paths {
		if p.Kind == New && gitstore.Within(r.Inside(p.Path), inside) {
			return true
		}
	}
	return false
}

// renamedFrom finds the name that a path had before the commit that created it,
// "" for none, and records the renames in the commit.
func renamedFrom(ctx context.Context, r *repo, c *Commit, inside string) (string, error) {
	renames, err := r.Renames(ctx, c.Hash)
	if err != nil {
		return "", err
	}
	votes := map[string]int{}
	for i, p := range c.Paths {
		now := r.Inside(p.Path)
		from, ok := renames[now]
		if !ok || gitstore.Within(from, inside) || !gitstore.Within(now, inside) {
			continue
		}
		c.Paths[i].Kind = Renamed
		c.Paths[i].From, _ = r.Outside(from)
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
