package exchange

import (
	"context"
	"errors"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/shared"
)

// anyway merges a shared doc with a history that was rewritten at its remote, once the
// user has said yes: what was removed there is still here, and is sent again. Any
// other error that ended the sync is returned as it is.
func anyway(ctx context.Context, s *cli.Session, u *cli.Unread, sh history.Shared, o history.SyncOptions, done *history.Synced, cause error) (*history.Synced, error) {
	side, isDoc := sh.Other.(*shared.Side)
	var rewritten *remote.RewrittenError
	if !isDoc || !errors.As(cause, &rewritten) {
		return done, cause
	}
	ok := false
	if !o.DryRun {
		s.Say("%s: %s", sh.Name(), rewritten.Reason)
		var err error
		if ok, err = s.Confirm(ctx, "merge what is there with what is here? lines removed there would be sent again"); err != nil {
			return done, err
		}
	}
	if !ok {
		return done, cli.Hinted(errors.New(rewritten.Reason), "oneonone --yes sync %s merges the two, and sends lines removed there again", sh.Name())
	}
	side.Anyway = true
	return u.History.Sync(ctx, sh, o)
}
