package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"oneonone/internal/gitstore"
	"oneonone/internal/merge"
	"oneonone/internal/rootfs"
	"oneonone/notes/page"
)

// ErrNothing says that there is nothing to undo or redo.
var ErrNothing = errors.New("nothing to take back")

// undoReach is how many commits back to look for a command: the first number is
// nearly always enough, and quick in a long history.
var undoReach = [...]int{100, 5000}

// Command is what one run of this program recorded, in one or more
// repositories.
type Command struct {
	ID      string
	Commits []Commit // one for each repository
	// Undoes or Redoes is the ID of the command that this one undid or redid.
	Undoes, Redoes string
	// Elsewhere says that it was not run in this clone: it came by a sync.
	Elsewhere bool
	// Erased says that it rewrote the history before it.
	Erased bool
}

// Plan is what would undo a command; Rename performs it.
type Plan struct {
	// Command is the one to undo.
	Command Command
	// Moves are the directories of somebody who gets a handle back; Changes name
	// files by their new places.
	Moves   []Move
	Changes []page.Change
	Message Message
}

// private reports whether a commit is of private notes.
func (c Commit) private() bool { return gitstore.Within(c.Repo, page.PrivateDir) }

// message repeats the command's own message after a verb, each repository's its
// own.
func (c Command) message(verb, undoes, redoes string) Message {
	said := func(paths []string) (string, string) {
		for _, commit := range c.Commits {
			if slices.ContainsFunc(commit.Paths, func(p ChangedPath) bool {
				return slices.Contains(paths, p.Path) || slices.Contains(paths, otherwise(p.Path, commit.trailer.renamed))
			}) {
				return verb + commit.Subject, ""
			}
		}
		return verb + "a command", ""
	}
	m := Message{About: said, undoes: undoes, redoes: redoes}
	for _, commit := range c.Commits {
		if commit.trailer.inbox != "" && len(commit.Paths) > 0 {
			m.Inbox = FromInbox{commit.trailer.inbox, commit.Paths[0].Path}
		}
	}
	if len(c.Commits) > 0 {
		m.Subject = verb + c.Commits[0].Subject
	}
	return m
}

// UndoConflictError says that a note has since changed in the very lines to be
// undone. Nothing was done.
type UndoConflictError struct {
	Path    string
	Subject string // of the commit to take back
	// Show is the command that shows what that commit changed.
	Show string
}

func (e *UndoConflictError) Error() string {
	return fmt.Sprintf("taking back %q: %s has changed in the same lines since", e.Subject, e.Path)
}

// Commands lists what this program recorded, newest first; commits made by plain
// git are skipped.
func (h *History) Commands(ctx context.Context, limit int) ([]Command, error) {
	at := map[string]int{}
	var cmds []Command
	for c, err := range h.Log(ctx, Query{Limit: limit, Private: true}) {
		if err != nil {
			return nil, fmt.Errorf("reading what was recorded: %w", err)
		}
		if c.trailer.id == "" {
			continue
		}
		i, ok := at[c.trailer.id]
		if !ok {
			i = len(cmds)
			at[c.trailer.id] = i
			cmds = append(cmds, Command{ID: c.trailer.id, Undoes: c.trailer.undoes, Redoes: c.trailer.redoes, Erased: c.trailer.erased})
		}
		cmds[i].Commits = append(cmds[i].Commits, c)
	}
	return cmds, h.tellApart(ctx, cmds)
}

// UndoPlan plans to undo the last command not undone yet, so that undoing twice
// goes further back. Other people's and plain git's commits in between are left
// alone: only the command's own changes are reversed, even in notes that have
// been edited elsewhere since. With private, only commands that changed private
// notes count.
func (h *History) UndoPlan(ctx context.Context, private bool) (*Plan, error) {
	if err := h.finishAll(ctx); err != nil {
		return nil, err
	}
	return h.planFar(ctx, private, h.undoOf)
}

// planFar plans with the last commands, and with more of them when those are not
// enough.
func (h *History) planFar(ctx context.Context, private bool, plan func(context.Context, []Command) (*Plan, error)) (p *Plan, err error) {
	for _, reach := range undoReach {
		var cmds []Command
		if cmds, err = h.Commands(ctx, reach); err != nil {
			return nil, err
		}
		if private {
			cmds = slices.DeleteFunc(cmds, func(c Command) bool { return !slices.ContainsFunc(c.Commits, Commit.private) })
		}
		if p, err = plan(ctx, cmds); !errors.Is(err, ErrNothing) {
			break
		}
	}
	return p, err
}

func (h *History) undoOf(ctx context.Context, cmds []Command) (*Plan, error) {
	settled := map[string]bool{} // commands whose newest undo or redo is known
	undone := map[string]bool{}
	for _, c := range cmds {
		switch {
		case c.Undoes != "" && !settled[c.Undoes]:
			settled[c.Undoes], undone[c.Undoes] = true, true
		case c.Redoes != "":
			settled[c.Redoes] = true
		case c.Erased && !c.Elsewhere:
			return nil, fmt.Errorf("%w: notes were erased, and that cannot be taken back", ErrNothing)
		case c.Undoes == "" && !undone[c.ID] && !c.Elsewhere:
			return h.takeBack(ctx, c, c.message("Undo: ", c.ID, ""))
		}
	}
	return nil, fmt.Errorf("%w: no command has been recorded", ErrNothing)
}

// RedoPlan plans to redo what the last undo undid. A new command in between rules
// that out.
func (h *History) RedoPlan(ctx context.Context, private bool) (*Plan, error) {
	return h.planFar(ctx, private, h.redoOf)
}

func (h *History) redoOf(ctx context.Context, cmds []Command) (*Plan, error) {
	byID := map[string]Command{}
	for _, c := range cmds {
		byID[c.ID] = c
	}
	settled := map[string]bool{}
	for _, c := range cmds {
		switch {
		case c.Redoes != "":
			settled[c.Redoes] = true
		case c.Elsewhere:
			if c.Undoes != "" {
				settled[c.Undoes] = true
			}
		case c.Undoes == "":
			return nil, fmt.Errorf("%w: nothing was undone since %q", ErrNothing, c.Commits[0].Subject)
		case !settled[c.Undoes]:
			return h.takeBack(ctx, c, byID[c.Undoes].message("Redo: ", "", c.Undoes))
		}
	}
	return nil, fmt.Errorf("%w: nothing was undone", ErrNothing)
}

// takeBack plans the reverse of what a command's commits changed.
func (h *History) takeBack(ctx context.Context, c Command, msg Message) (*Plan, error) {
	moves, err := h.movesBack(c)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Command: c, Message: msg, Moves: moves}
	for _, commit := range c.Commits {
		r, err := h.repos.Named(commit.Repo)
		if err != nil {
			return nil, err
		}
		insides := make([]string, len(commit.Paths))
		for i, p := range commit.Paths {
			insides[i] = r.Inside(p.Path)
			if now, err := h.repos.Of(p.Path); err == nil && now != nil && now.Rel != r.Rel && now.Doc {
				return nil, &PathError{Path: p.Path, Reason: fmt.Sprintf("%q was done before the doc was shared", commit.Subject),
					Hint: "oneonone share " + path.Base(now.Rel) + " --stop ends the sharing; oneonone git show " + commit.Hash[:7] + " shows what was there before"}
			}
		}
		after, err := r.FilesAt(ctx, commit.Hash, insides)
		if err != nil {
			return nil, fmt.Errorf("taking back %q: %w", commit.Subject, err)
		}
		before, err := r.FilesBefore(ctx, commit.Hash, insides)
		if err != nil {
			return nil, fmt.Errorf("taking back %q: %w", commit.Subject, err)
		}
		var files []reversal
		for i, p := range commit.Paths {
			b, had := before[insides[i]]
			a, has := after[insides[i]]
			files = append(files, reversal{disk: p.Path, path: p.Path, after: orNil(a, has), before: orNil(b, had)})
		}
		for _, f := range alongMoves(moves, files) {
			change, err := h.reverse(f)
			if err != nil {
				return nil, &UndoConflictError{Path: f.disk, Subject: commit.Subject, Show: r.CommandLine("show", commit.Hash)}
			}
			if change != nil {
				plan.Changes = append(plan.Changes, *change)
			}
		}
	}
	if len(plan.Changes) == 0 && len(plan.Moves) == 0 {
		return nil, fmt.Errorf("%w: the notes are already as they were before %q", ErrNothing, c.Commits[0].Subject)
	}
	return plan, nil
}

var errConflict = errors.New("conflict")

// reversal is a file that a command changed: where it is, where it will be, and
// its contents before and after the command.
type reversal struct {
	disk, path    string
	after, before []byte
}

// reverse plans to turn after into before in a file that may have been edited
// since. nil means that nothing is left to do.
func (h *History) reverse(f reversal) (*page.Change, error) {
	now, err := rootfs.ReadFile(h.root, f.disk)
	if errors.Is(err, fs.ErrNotExist) {
		now = nil
	} else if err != nil {
		return nil, err
	} else {
		now = orNil(now, true)
	}
	after, before := likeDisk(f.after, now), likeDisk(f.before, now)
	same := func(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }
	switch {
	case same(now, before):
		return nil, nil
	case same(now, after):
		return &page.Change{Path: f.path, Old: now, New: before}, nil
	case now == nil || after == nil || before == nil:
		return nil, errConflict
	}
	merged, ok := merge.Reverse(merge.KindOf(f.path), before, after, now)
	if !ok {
		return nil, errConflict
	}
	if bytes.Equal(merged, now) {
		return nil, nil
	}
	return &page.Change{Path: f.path, Old: now, New: merged}, nil
}
