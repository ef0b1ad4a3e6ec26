package history

import (
	"context"
	"errors"
	"path"
	"strings"

	"oneonone/notes/page"
)

// statusEdit is one line of git status.
type statusEdit struct {
	path      string // relative to the repository
	kind      EditKind
	untracked bool
	ignored   bool
}

// statusByGit asks git which of the paths differ from HEAD.
func (h *History) statusByGit(ctx context.Context, r *repo, paths []string) ([]statusEdit, error) {
	args := []string{"status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional", "--"}
	out, err := h.gitRead(ctx, r, nil, append(args, paths...)...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*statusEdit{}
	var order []string
	for line := range strings.SplitSeq(string(out), "\x00") {
		if len(line) < 4 {
			continue
		}
		xy, p := line[:2], line[3:]
		e := byPath[p]
		if e == nil {
			e = &statusEdit{path: p}
			byPath[p] = e
			order = append(order, p)
		}
		e.untracked = e.untracked || xy == "??"
		e.ignored = e.ignored || xy == "!!"
		onDisk := !fileGone(r.file(p))
		switch {
		case xy == "D " && e.kind != New, xy == "??" && e.kind == Deleted:
			e.kind = map[bool]EditKind{true: Modified, false: Deleted}[onDisk && e.kind != ""]
		case !onDisk && xy[0] == 'A':
			delete(byPath, p)
		case !onDisk:
			e.kind = Deleted
		case xy == "??", xy == "!!", xy[0] == 'A', xy == " A":
			e.kind = New
		default:
			e.kind = Modified
		}
	}
	var edits []statusEdit
	for _, p := range order {
		if e := byPath[p]; e != nil {
			edits = append(edits, *e)
			delete(byPath, p)
		}
	}
	return edits, nil
}

// pendingByGit is Pending for repositories that only git can read.
func (h *History) pendingByGit(ctx context.Context, r *repo, repos []*repo, paths []string) ([]Edit, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	found, err := h.statusByGit(ctx, r, paths)
	if errors.Is(err, errNoGit) {
		return nil, nil // doctor says so; nothing can be recorded either
	}
	if err != nil {
		return nil, err
	}
	var edits []Edit
	for _, e := range found {
		p, ok := r.outside(e.path)
		if _, _, left := leftover(path.Base(p)); left {
			h.littered[path.Dir(p)] = true
		}
		if ok && !e.ignored && page.ParsePath(p).Kind != page.KindOther && nearest(repos, p) == r {
			edits = append(edits, Edit{Path: p, Kind: e.kind, Repo: r.rel})
		}
	}
	return edits, nil
}
