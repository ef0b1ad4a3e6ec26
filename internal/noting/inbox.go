package noting

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// mostInbox is how large an inbox may be, in bytes.
const mostInbox = 5 << 20

// readInbox reads the inbox of a folder as it is now; nil when there is none.
func readInbox(dir string) ([]byte, error) {
	name := filepath.Join(dir, page.InboxFile)
	st, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && st.Size() > mostInbox {
		err = cli.Hinted(fmt.Errorf("%s is larger than 5 MB", page.InboxFile), "split it; only %s is read", page.InboxFile)
	}
	if err != nil {
		return nil, err
	}
	src, err := rootfs.ReadUnlinked(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", page.InboxFile, errors.Unwrap(err))
	}
	return src, nil
}

// SayWaiting says in one line how much is waiting in the inbox.
func SayWaiting(s *cli.Session) {
	at, err := s.Locate()
	if err != nil {
		return
	}
	src, err := readInbox(at.Dir)
	if err != nil {
		s.Say("warning: %v", err)
	} else if n := len(waitingIn(src)); n > 0 {
		s.Say("%s in %s: oneonone note", text.Count(n, "line waits", "lines wait"), page.InboxFile)
	}
}

// Inbox goes through the inbox with the user, line by line. Where nobody can be
// asked it lists what is waiting.
func Inbox(ctx context.Context, s *cli.Session, o Options) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	src, err := readInbox(w.Dir)
	if err != nil {
		return err
	}
	lines, names := waitingIn(src), namesOf(w.Present())
	if o.As.Data() || o.DryRun || !s.Interactive() || len(lines) == 0 {
		return list(ctx, s, lines, names, o.As)
	}
	lines = readable(s, lines)
	q := &sorting{s: s, names: names, o: o}
	for i, line := range lines {
		s.Say("%d of %d  %s", i+1, len(lines), cli.Cut(line.Text, 400))
		if err := q.sort(ctx, line); err != nil || q.quit {
			return errors.Join(err, q.end(w.Dir))
		}
	}
	return q.end(w.Dir)
}

// readable are the lines that can be noted. Any others are reported, and stay.
func readable(s *cli.Session, lines []Waiting) []Waiting {
	return slices.DeleteFunc(slices.Clone(lines), func(l Waiting) bool {
		if l.unreadable() {
			s.Say("%s:%d: not UTF-8, so it stays: %s", page.InboxFile, l.Line, cli.Cut(strings.ToValidUTF8(l.raw, "?"), 60))
		}
		return l.unreadable()
	})
}

// Lines are the fields of a line of the inbox.
var Lines = []render.Column[Waiting]{
	{Name: "line", Doc: "its number in the file", Right: true, Fixed: true, Shown: true, Value: func(l Waiting) any { return l.Line }},
	{Name: "people", Doc: "whom it names: those it begins with, else all of them", Fixed: true, Shown: true, Style: render.Name, Value: func(l Waiting) any { return l.People }},
	{Name: "text", Doc: "what it says", Shown: true, Value: func(l Waiting) any { return l.Text }},
}

func list(ctx context.Context, s *cli.Session, lines []Waiting, names named, as cli.Format) error {
	l := render.Listing[Waiting]{Columns: Lines, Rows: lines}
	for i := range l.Rows {
		people, _ := names.addressed(l.Rows[i].Text)
		if people == nil {
			people = names.in(l.Rows[i].Text)
		}
		l.Rows[i].People = handles(people)
	}
	err := cli.Print(ctx, s, as, &l, fmt.Sprintf("nothing waits in %s; oneonone note PERSON TEXT notes a line", page.InboxFile))
	if err == nil && !as.Data() && len(lines) > 0 {
		s.Say("%s; oneonone note goes through them at a terminal", text.Count(len(lines), "line waits", "lines wait"))
	}
	return err
}

// Take takes a line out of the inbox as it then is; what others appended stays.
// A line that is gone has been taken by somebody else, or has been continued
// since.
func Take(ctx context.Context, h *history.History, dir, raw string) error {
	return change(ctx, h, dir, func(src []byte) ([]byte, bool) { return without(src, raw) })
}

// GiveBack puts a line taken out of the inbox back at its end, unless it is still
// there.
func GiveBack(ctx context.Context, h *history.History, dir, raw string) error {
	return change(ctx, h, dir, func(src []byte) ([]byte, bool) { return with(src, raw) })
}

// change rewrites the inbox as it then is.
func change(ctx context.Context, h *history.History, dir string, of func(src []byte) (now []byte, ok bool)) error {
	for {
		src, err := readInbox(dir)
		if err != nil {
			return err
		}
		now, ok := of(src)
		if !ok {
			return nil
		}
		err = h.Save([]page.Change{{Path: page.InboxFile, Old: src, New: now}})
		var changed *history.ChangedError
		if !errors.As(err, &changed) || ctx.Err() != nil {
			return err
		}
	}
}
