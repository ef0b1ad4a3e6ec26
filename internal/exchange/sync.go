package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/erasing"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/shared"
	"oneonone/internal/text"
)

// Sync syncs the repositories with notes about the people named, or all that have
// a remote, and says how that went.
func Sync(ctx context.Context, s *cli.Session, words []string, dryRun bool) error {
	u, err := find(s)
	if err != nil {
		return err
	}
	handles, err := handlesOf(u, words)
	if err != nil {
		return err
	}
	synced, failed, err := syncAll(ctx, s, u, handles, handles, dryRun)
	if err == nil && !dryRun {
		failed = append(failed, bringNew(ctx, s, handles, synced)...)
	}
	if err != nil {
		return err
	}
	return oneByOne(s, failed)
}

// find finds the folder without reading its notes: most runs have nothing to say
// or write about them.
func find(s *cli.Session) (*cli.Unread, error) {
	at, err := s.Locate()
	if err != nil {
		return nil, err
	}
	return s.Find(at)
}

// handlesOf returns the handles of the people named.
func handlesOf(u *cli.Unread, words []string) (handles []string, err error) {
	for _, word := range words {
		if _, shared := u.Settings.Shared[word]; !shared { // somebody whose doc is not here yet is unknown so far
			w, err := u.Read()
			if err != nil {
				return nil, err
			}
			p, err := w.Find(word)
			if err != nil {
				return nil, err
			}
			word = p.Handle
		}
		handles = append(handles, word)
	}
	return handles, nil
}

// SyncDoc syncs what is kept about one person; entries ahead of their day are not sent.
func SyncDoc(ctx context.Context, s *cli.Session, handle string) error {
	u, err := find(s)
	if err != nil {
		return err
	}
	_, failed, err := syncAll(ctx, s, u, []string{handle}, nil, false)
	if err != nil {
		return err
	}
	return oneByOne(s, failed)
}

// syncAll syncs what is kept about people, about everybody if there are none, and
// returns the repositories. For the people in named, nothing is held back.
func syncAll(ctx context.Context, s *cli.Session, u *cli.Unread, people, named []string, dryRun bool) (all []history.Shared, failed []error, err error) {
	u.History.LookAhead(ctx)
	if all, err = everyShared(ctx, s, u.History, people...); err != nil {
		return nil, nil, err
	}
	if len(all) == 0 && len(Missing(u.Settings, u.History, people)) == 0 {
		if err := u.History.Kept(); err != nil {
			return nil, nil, err
		}
		return nil, nil, cli.Hinted(errors.New("nowhere to sync with: the notes have no remote"),
			"make an empty, private repository on a server or a disk; then: oneonone git remote add origin URL && oneonone sync")
	}
	defer cli.NarrowMask()()
	var quiet []string
	for i, sh := range all {
		if !dryRun {
			if err := u.History.SetDriverOf(ctx, sh); err != nil {
				return all, failed, err
			}
		}
		news, err := syncOne(ctx, s, u, sh, named, dryRun)
		if err != nil {
			failed = append(failed, err)
		} else if !news {
			quiet = append(quiet, sh.Name())
		}
		if slices.ContainsFunc(all[i+1:], erasedHere) {
			if u, err = find(s); err != nil {
				return all, failed, err
			}
			all, more, err := syncAll(ctx, s, u, people, named, dryRun)
			return all, append(failed, more...), err
		}
	}
	if len(quiet) > 0 {
		s.Say("%s: nothing new, here or there", strings.Join(quiet, ", "))
	}
	return all, failed, nil
}

// erasedHere reports whether a repository is gone because what another laptop
// erased has now been erased here too.
func erasedHere(sh history.Shared) bool {
	_, err := os.Stat(sh.Repository().GitDir)
	return errors.Is(err, os.ErrNotExist)
}

// everyShared are the repositories that have a remote, and private notes where
// they are sealed.
func everyShared(ctx context.Context, s *cli.Session, h *history.History, handles ...string) ([]history.Shared, error) {
	sealed, err := sealedNotes(ctx, s, h)
	if err != nil {
		return nil, err
	}
	shared, err := h.Shared(ctx, handles...)
	if sealed != nil && err == nil {
		shared = slices.DeleteFunc(shared, func(sh history.Shared) bool { return sh.Repo == sealed.Repo })
		shared = append(shared, *sealed)
	}
	return shared, err
}

// oneByOne reports all errors but the last, which it returns.
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

// syncOne syncs one repository and says how that went. news is whether there was
// anything to say.
func syncOne(ctx context.Context, s *cli.Session, u *cli.Unread, sh history.Shared, named []string, dryRun bool) (news bool, err error) {
	o := syncOptions(s, u)
	o.DryRun = dryRun
	if dryRun && erasing.Waits(sh) {
		s.Say("%s: the history of its remote would be replaced by the one without what was erased (--dry-run)", sh.Name())
		return true, nil
	}
	if err := erasing.Replace(ctx, s, sh, o.Remote); err != nil {
		return false, fmt.Errorf("syncing %s: %w", sh.Name(), err)
	}
	side, isDoc := sh.Other.(*shared.Side)
	if isDoc {
		if err := readyDoc(ctx, s, u, sh, named, dryRun); err != nil {
			return false, fmt.Errorf("syncing %s: %w", sh.Name(), err)
		}
	}
	if sh.Repo == "" {
		o.Ready = func(ctx context.Context) (bool, error) { return placeFirst(ctx, s) }
	}
	done, err := u.History.Sync(ctx, sh, o)
	if err != nil {
		var met *erasing.Met
		if met, err = erasing.Meet(ctx, s, u, sh, o, err); met != nil {
			defer met.Close()
			done, err = u.History.Sync(ctx, met.Shared, o)
		} else {
			done, err = anyway(ctx, s, u, sh, o, done, err)
		}
	}
	if done != nil && (err == nil || done.Taken > 0) {
		var unread error
		if news, unread = saySynced(s, u, sh, done, said{s.Env.Stdout, dryRun}); unread != nil {
			return news, errors.Join(err, unread)
		}
		if isDoc {
			sayChangedMine(ctx, s.Env.Stdout, side, sh.Repo, done)
		}
	}
	var offline *remote.OfflineError
	if errors.As(err, &offline) {
		fmt.Fprintf(s.Env.Stdout, "%s  offline: %s\n", sh.Name(), commitsWait(done.Waiting))
	}
	if isDoc && errors.Is(err, remote.ErrUnrelated) {
		err = &remote.Error{Reason: remote.ErrUnrelated.Reason,
			Next: fmt.Sprintf("oneonone share %s --stop, and share it again: what is there is merged with what is here", sh.Name())}
	}
	if err != nil {
		return news, fmt.Errorf("syncing %s: %w", sh.Name(), err)
	}
	return news, nil
}

// readyDoc makes a shared doc ready to be synced: what belongs to one side is put
// aside, and hold and guard are set.
func readyDoc(ctx context.Context, s *cli.Session, u *cli.Unread, sh history.Shared, named []string, dryRun bool) error {
	if !dryRun {
		if err := putAside(ctx, s, sh.Repo); err != nil {
			return err
		}
	}
	w, err := u.Read()
	if err != nil {
		return err
	}
	if p := w.Person(sh.Name()); p != nil && p.Doc == nil {
		s.Say("warning: %s/README.md does not say with whom the doc is shared: write with: %s at its top", sh.Repo, w.Settings.Me)
	}
	sayUnsent(s, w, sh)
	side := sh.Other.(*shared.Side)
	side.Hold, side.Guard = holds(s, w, sh.Repo, named), guard(s, w, sh)
	return nil
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

// said is where the result of a sync is printed, and whether it was a dry run.
type said struct {
	out    io.Writer
	dryRun bool
}

// saySynced says what came and what went, a line for each person, and which lines
// are left to decide. news is whether there was anything to say.
func saySynced(s *cli.Session, u *cli.Unread, sh history.Shared, done *history.Synced, as said) (news bool, err error) {
	from := "from the other laptop"
	if len(done.From) > 0 {
		from = "from " + strings.Join(done.From, " and ")
	}
	people, err := sayPeople(s, u, done, from, as.out)
	if err != nil {
		return false, err
	}
	for _, n := range done.Notices {
		s.Say("%s", n)
	}
	for _, d := range done.Decide {
		fmt.Fprintf(as.out, "1 line to decide: %s:%d\n", d.Path, d.Line)
	}
	switch {
	case as.dryRun:
		if _, isDoc := sh.Other.(*shared.Side); isDoc && done.Waiting > 0 {
			s.Say("%s: the doc as it stands, as one commit, to be sent", sh.Name())
		} else if done.Waiting > 0 {
			s.Say("%s: %s to be sent", sh.Name(), text.Count(done.Waiting, "commit", "commits"))
		}
		s.Say("nothing was changed (--dry-run)")
	case people > 0 || done.Waiting > 0:
	case done.Taken+done.Sent > 0:
		s.Say("%s: merged; no word of the notes changed", sh.Name())
	default:
		return false, nil
	}
	return true, nil
}

// sayPeople says what came and went of each person's notes, and returns how many
// people that was.
func sayPeople(s *cli.Session, u *cli.Unread, done *history.Synced, from string, out io.Writer) (int, error) {
	if len(done.Came)+len(done.Went) == 0 {
		return 0, nil
	}
	w, err := u.Read()
	if err != nil {
		return 0, err
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
		fmt.Fprintf(out, "%-*s  %s\n", width, name, strings.Join(parts, ", "))
	}
	return len(names), nil
}
