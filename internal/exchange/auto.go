package exchange

import (
	"bytes"
	"context"
	"path/filepath"
	"time"

	"oneonone/internal/cli"
	"oneonone/internal/erasing"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// autoLimit is how long a command waits for remotes before it goes on without them.
const autoLimit = 2 * time.Second

// Auto fetches and merges what is new at the remotes, where the settings say
// sync: auto, before a command shows or writes something. It sends nothing and
// asks nothing; an error is only reported.
func Auto(ctx context.Context, s *cli.Session) {
	at, err := s.Locate()
	if err != nil || !isAuto(at.Dir) {
		return
	}
	u, err := s.Find(at)
	if err != nil {
		return // the command itself reports the error
	}
	defer u.History.Close()
	shared, err := everyShared(ctx, s, u.History)
	if err != nil {
		return
	}
	defer cli.NarrowMask()()
	end := time.Now().Add(autoLimit)
	for _, sh := range shared {
		if erasing.Waits(sh) { // else the old history would come back
			s.Say("%s: not synced: its remote still has what was erased; oneonone sync replaces it", sh.Name())
			continue
		}
		o := syncOptions(s, u)
		o.Keep, o.Remote = true, remote.Options{Limit: max(time.Until(end), time.Millisecond)}
		done, err := u.History.Sync(ctx, sh, o)
		if err != nil {
			s.Say("%s: not synced: %v", sh.Name(), err)
			continue
		}
		if done.Taken > 0 {
			if _, err := saySynced(s, u, sh, done, said{out: s.Env.Stderr}); err != nil {
				return // the command itself reports the error
			}
		}
	}
}

// isAuto reports whether a folder's settings say sync: auto, without opening anything else.
func isAuto(dir string) bool {
	src, err := rootfs.ReadUnlinked(filepath.Join(dir, page.SettingsFile))
	if err != nil || !bytes.Contains(src, []byte("sync")) {
		return false
	}
	set, err := settings.Parse(src, habits.Names)
	return err == nil && set.Sync == settings.SyncAuto
}

// syncOptions are the options of every sync.
func syncOptions(s *cli.Session, u *cli.Unread) history.SyncOptions {
	return history.SyncOptions{
		Remote: remote.Options{Ask: s.Interactive()},
		Record: func(ctx context.Context) error {
			w, err := u.Read()
			if err != nil {
				return err
			}
			return s.SaveEdits(ctx, w, nil)
		},
		Settle: func(merged, ours, theirs map[string][]byte) ([]page.Change, error) {
			w, err := u.Read()
			if err != nil {
				return nil, err
			}
			return w.Settle()(merged, ours, theirs)
		},
		Open: func(path string) bool { return s.Unsaved(u.Dir, path) != nil },
	}
}
