// Package exchange brings the notes here together with those of another laptop,
// and says in words what came and what went.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/erasing"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/text"
)

// Sync brings the repositories that keep notes of the people named, or all that
// have a remote, together with their remotes, and says how that went.
func Sync(ctx context.Context, s *cli.Session, words []string, dryRun bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	var handles []string
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return err
		}
		handles = append(handles, p.Handle)
	}
	shared, err := everyShared(ctx, s, w, handles...)
	if err != nil {
		return err
	}
	if len(shared) == 0 {
		if err := w.History.Kept(); err != nil {
			return err
		}
		return cli.Hinted(errors.New("there is nowhere to sync with: the notes have no remote"),
			"make an empty, private repository on a server or a disk; then: oneonone git remote add origin URL && oneonone sync")
	}
	defer cli.NarrowMask()()
	var failed []error
	var quiet []string
	for _, sh := range shared {
		if !dryRun {
			if err := w.History.SetDriverOf(ctx, sh); err != nil {
				return err
			}
		}
		news, err := syncOne(ctx, s, w, sh, dryRun)
		if err != nil {
			failed = append(failed, err)
		} else if !news {
			quiet = append(quiet, sh.Name())
		}
	}
	if len(quiet) > 0 {
		s.Say("%s: nothing new, here or there", strings.Join(quiet, ", "))
	}
	return oneByOne(s, failed)
}

// everyShared are the repositories that have a remote, and private notes where
// they are sealed.
func everyShared(ctx context.Context, s *cli.Session, w *cli.Workspace, handles ...string) ([]history.Shared, error) {
	sealed, err := sealedNotes(ctx, s, w)
	if err != nil {
		return nil, err
	}
	shared, err := w.History.Shared(ctx, handles...)
	if sealed != nil && err == nil {
		shared = slices.DeleteFunc(shared, func(sh history.Shared) bool { return sh.Repo == sealed.Repo })
		shared = append(shared, *sealed)
	}
	return shared, err
}

// oneByOne tells of all errors and gives the last.
func oneByOne(s *cli.Session, failed []error) error {
	if len(failed) == 0 {
		return nil
	}
	last := len(failed) - 1
	for _, err := range failed[:last] {
		cli.PrintError(s.Env.Stderr, err)
	}
	return failed[last]
}

// syncOne syncs one repository and says how that went. news tells that there was
// something to say.
func syncOne(ctx context.Context, s *cli.Session, w *cli.Workspace, sh history.Shared, dryRun bool) (news bool, err error) {
	o := syncOptions(s, w)
	o.DryRun = dryRun
	if dryRun && erasing.Waits(sh) {
		s.Say("%s: the history of its remote would be replaced by the one without what was erased (--dry-run)", sh.Name())
		return true, nil
	}
	if err := erasing.Replace(ctx, s, sh, o.Remote); err != nil {
		return false, fmt.Errorf("syncing %s: %w", sh.Name(), err)
	}
	done, err := w.History.Sync(ctx, sh, o)
	if err != nil {
		var met *erasing.Met
		if met, err = erasing.Meet(ctx, s, w, sh, o, err); met != nil {
			defer met.Close()
			done, err = w.History.Sync(ctx, met.Shared, o)
		}
	}
	if done != nil && (err == nil || done.Taken > 0) {
		news = saySynced(s, w, sh, done, said{s.Env.Stdout, dryRun})
	}
	var offline *remote.OfflineError
	if errors.As(err, &offline) {
		fmt.Fprintf(s.Env.Stdout, "%s  offline: %s\n", sh.Name(), commitsWait(done.Waiting))
	}
	if err != nil {
		return news, fmt.Errorf("syncing %s: %w", sh.Name(), err)
	}
	return news, nil
}

func commitsWait(n int) string {
	switch n {
	case 0:
		return "nothing waits"
	case 1:
		return "1 commit waits"
	}
	return text.Count(n, "commit", "commits") + " wait"
}

// said is where the result of a sync is said, and whether it was one.
type said struct {
	out    io.Writer
	dryRun bool
}

// saySynced says what came and what went, a line for each person, and which
// lines are to decide. news tells whether there was anything to say.
func saySynced(s *cli.Session, w *cli.Workspace, sh history.Shared, done *history.Synced, as said) (news bool) {
	from := "from the other laptop"
	if len(done.From) > 0 {
		from = "from " + strings.Join(done.From, " and ")
	}
	today := s.Today()
	came, went := tally(w.Grammar(), done.Came), tally(w.Grammar(), done.Went)
	names := came.names(went)
	width := 0
	for _, name := range names {
		width = max(width, len(name))
	}
	for _, name := range names {
		var parts []string
		if c := came[name]; c != nil {
			parts = append(parts, c.words(today)+" "+from)
		}
		if c := went[name]; c != nil {
			parts = append(parts, c.yours(today))
		}
		fmt.Fprintf(as.out, "%-*s  %s\n", width, name, strings.Join(parts, ", "))
	}
	for _, n := range done.Notices {
		s.Say("%s", n)
	}
	for _, d := range done.Decide {
		fmt.Fprintf(as.out, "1 line to decide: %s:%d\n", d.Path, d.Line)
	}
	switch {
	case as.dryRun:
		if done.Waiting > 0 {
			s.Say("%s: %s to be sent", sh.Name(), text.Count(done.Waiting, "commit", "commits"))
		}
		s.Say("nothing was changed (--dry-run)")
	case len(names) > 0 || done.Waiting > 0:
	case done.Taken+done.Sent > 0:
		s.Say("%s: brought together; the words of the notes are as they were", sh.Name())
	default:
		return false
	}
	return true
}
