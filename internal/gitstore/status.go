package gitstore

import (
	"context"
	"strings"
)

// StatusLine is one line of git status.
type StatusLine struct {
	Path      string // relative to the repository
	Kind      EditKind
	Ignored   bool
	untracked bool
}

// Status asks git which of the paths differ from HEAD.
func (r *Repo) Status(ctx context.Context, paths []string) ([]StatusLine, error) {
	args := []string{"status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional", "--"}
	out, err := r.read(ctx, nil, append(args, paths...)...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*StatusLine{}
	var order []string
	for line := range strings.SplitSeq(string(out), "\x00") {
		if len(line) < 4 {
			continue
		}
		xy, p := line[:2], line[3:]
		e := byPath[p]
		if e == nil {
			e = &StatusLine{Path: p}
			byPath[p] = e
			order = append(order, p)
		}
		e.untracked = e.untracked || xy == "??"
		e.Ignored = e.Ignored || xy == "!!"
		onDisk := !fileGone(r.File(p))
		switch {
		case xy == "D " && e.Kind != Added, xy == "??" && e.Kind == Deleted:
			e.Kind = map[bool]EditKind{true: Modified, false: Deleted}[onDisk && e.Kind != ""]
		case !onDisk && xy[0] == 'A':
			delete(byPath, p)
		case !onDisk:
			e.Kind = Deleted
		case xy == "??", xy == "!!", xy[0] == 'A', xy == " A":
			e.Kind = Added
		default:
			e.Kind = Modified
		}
	}
	var edits []StatusLine
	for _, p := range order {
		if e := byPath[p]; e != nil {
			edits = append(edits, *e)
			delete(byPath, p)
		}
	}
	return edits, nil
}
