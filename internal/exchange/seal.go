package exchange

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/sealed"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

// SealOptions are how private notes are sealed.
type SealOptions struct {
	Key      string // the file of a key that is there already
	Recovery string // new, none, or a recipient
	Stop     bool
}

// Seal sets up syncing private notes through the sealed store at an address;
// without one it says how things stand.
func Seal(ctx context.Context, s *cli.Session, args []string, o SealOptions) error {
	u, err := find(s)
	if err != nil {
		return err
	}
	defer cli.NarrowMask()()
	switch {
	case o.Stop && len(args) > 0:
		return cli.Usagef("--stop takes no address")
	case len(args) > 1:
		return cli.Usagef("one address is needed, not %d", len(args))
	case o.Stop:
		return stopSealing(ctx, s, u)
	case len(args) == 0:
		return saySealed(ctx, s, u)
	}
	address, err := cli.Address(s.Env.Dir, args[0])
	if err != nil {
		return err
	}
	if err := u.History.InitAt(page.PrivateDir); err != nil {
		return err
	}
	if err := setUpChain(ctx, s, u, address, o); err != nil {
		return fmt.Errorf("sealing private notes: %w", err)
	}
	sh, err := sealedNotes(ctx, s, u.History)
	if err != nil || sh == nil {
		return err
	}
	news, err := syncOne(ctx, s, u, *sh, nil, false)
	if err == nil && !news {
		s.Say("%s: nothing new, here or there", sh.Name())
	}
	return err
}

// setUpChain begins a chain in an empty store, or joins the one there.
func setUpChain(ctx context.Context, s *cli.Session, u *cli.Unread, address string, o SealOptions) error {
	keys, err := keysOf(s)
	if err != nil {
		return err
	}
	var chain *sealed.Chain
	ro := remote.Options{Ask: s.Interactive()}
	sh, err := u.History.SharedBy(page.PrivateDir, func(g *gitstore.Git, r *gitstore.Repo) (side history.OtherSide, err error) {
		ro.Git = g
		chain, err = sealed.At(ctx, r, address, keys)
		return chain, err
	})
	if err == nil {
		err = sh.Err
	}
	if err != nil {
		return err
	}
	var given []sealed.Key
	if o.Key != "" {
		if given, err = readKeys(s, o.Key); err != nil {
			return err
		}
	}
	empty, err := chain.Empty(ctx, ro)
	if _, local := remote.LocalPath(address); local && errors.As(err, new(*remote.OfflineError)) {
		return cli.Hinted(err, "if it belongs there, create it: mkdir %s", text.ShellWord(address))
	}
	if err != nil {
		return err
	}
	if empty {
		return beginChain(ctx, s, chain, ro, keys, given, o.Recovery)
	}
	if o.Recovery != "" {
		return cli.Usagef("--recovery is for an empty store: who can read this one was decided when it was created")
	}
	return enterChain(ctx, s, chain, ro, keys, given)
}

// keysOf are the user's keys.
func keysOf(s *cli.Session) (sealed.Keys, error) {
	p, err := config.KeyFile(s.Env.Getenv)
	return sealed.Keys{Path: p}, err
}

// sealedNotes are the private notes with their sealed store; nil where they
// have none.
func sealedNotes(ctx context.Context, s *cli.Session, h *history.History) (*history.Shared, error) {
	return h.SharedBy(page.PrivateDir, func(_ *gitstore.Git, r *gitstore.Repo) (history.OtherSide, error) {
		keys, err := keysOf(s)
		if err != nil {
			return nil, err
		}
		chain, err := sealed.Of(ctx, r, keys)
		if chain == nil || err != nil {
			return nil, err
		}
		return chain, nil
	})
}

// chainOf is the chain that private notes are sealed into; having none is an error.
func chainOf(ctx context.Context, s *cli.Session, u *cli.Unread) (*sealed.Chain, error) {
	sh, err := sealedNotes(ctx, s, u.History)
	if err != nil {
		return nil, err
	}
	if sh == nil {
		return nil, cli.Hinted(errors.New("private notes have no sealed store"), "choose an empty directory on a stick or in a synchronised folder, or an empty git repository; then: oneonone sync --seal URL")
	}
	if sh.Err != nil {
		return nil, sh.Err
	}
	return sh.Other.(*sealed.Chain), nil
}

// saySealed says how private notes are sealed, without looking at the store.
func saySealed(ctx context.Context, s *cli.Session, u *cli.Unread) error {
	chain, err := chainOf(ctx, s, u)
	if err != nil {
		return err
	}
	links, waiting, err := chain.Standing(ctx)
	if err != nil {
		return err
	}
	keys, err := keysOf(s)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Env.Stdout, "private  sealed into %s: %s, %s\n", remote.Shown(chain.Address), text.Count(links, "file", "files"), commitsWait(waiting))
	s.Say("the key that opens them: %s", keys.Path)
	return nil
}

// stopSealing leaves the store alone from now on.
func stopSealing(ctx context.Context, s *cli.Session, u *cli.Unread) error {
	chain, err := chainOf(ctx, s, u)
	if err != nil {
		return err
	}
	if err := chain.Stop(ctx); err != nil {
		return err
	}
	s.Say("private notes are no longer sealed; what is at %s stays there until you delete it, and so does the key", remote.Shown(chain.Address))
	return nil
}
