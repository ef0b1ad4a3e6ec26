package exchange

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/gitstore"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
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

// Seal has private notes synced through the sealed store at an address; with
// none it says how they stand.
func Seal(ctx context.Context, s *cli.Session, args []string, o SealOptions) error {
	w, err := s.Open()
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
		return stopSealing(ctx, s, w)
	case len(args) == 0:
		return saySealed(ctx, s, w)
	}
	address, err := cli.Address(s.Env.Dir, args[0])
	if err != nil {
		return err
	}
	if err := w.History.InitAt(page.PrivateDir); err != nil {
		return err
	}
	if err := setUpChain(ctx, s, w, address, o); err != nil {
		return fmt.Errorf("sealing private notes: %w", err)
	}
	sh, err := sealedNotes(ctx, s, w)
	if err != nil || sh == nil {
		return err
	}
	news, err := syncOne(ctx, s, w, *sh, nil, false)
	if err == nil && !news {
		s.Say("%s: nothing new, here or there", sh.Name())
	}
	return err
}

// setUpChain begins a chain in an empty store, or enters the one that is there.
func setUpChain(ctx context.Context, s *cli.Session, w *cli.Workspace, address string, o SealOptions) error {
	keys, err := keysOf(s)
	if err != nil {
		return err
	}
	var chain *sealed.Chain
	ro := remote.Options{Ask: s.Interactive()}
	sh, err := w.History.SharedBy(page.PrivateDir, func(g *gitstore.Git, r *gitstore.Repo) (side history.OtherSide, err error) {
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
	if err != nil {
		return err
	}
	if empty {
		return beginChain(ctx, s, chain, ro, keys, given, o.Recovery)
	}
	if o.Recovery != "" {
		return cli.Usagef("--recovery is for an empty store: who can read this one was settled when it was begun")
	}
	return enterChain(ctx, s, chain, ro, keys, given)
}

// beginChain makes what is missing of keys, and the first link.
func beginChain(ctx context.Context, s *cli.Session, chain *sealed.Chain, ro remote.Options, keys sealed.Keys, given []sealed.Key, word string) error {
	recovery, err := recoveryOf(ctx, s, word)
	if err != nil {
		return err
	}
	have, err := keys.List()
	if err != nil {
		return err
	}
	key, known := sealed.Key{}, false
	switch {
	case len(given) > 0:
		key = given[0]
	case len(have) > 0:
		key, known = have[0], true
	default:
		if key, err = sealed.NewKey(); err != nil {
			return err
		}
	}
	if !known {
		if err := keys.Add(key); err != nil {
			return err
		}
	}
	to := []string{key.Recipient}
	if recovery != "" && recovery != key.Recipient {
		to = append(to, recovery)
	}
	if err := chain.Begin(ctx, ro, to); err != nil {
		return err
	}
	s.Say("private notes are sealed into %s", remote.Shown(chain.Address))
	s.Say("the key that opens them: %s", keys.Path)
	s.Say("on the other laptop, with a copy of the key: oneonone sync --seal %s --key FILE", text.ShellWord(remote.Shown(chain.Address)))
	return nil
}

// recoveryOf is the recipient who can read when the key is lost; "" for nobody,
// which has to be said.
func recoveryOf(ctx context.Context, s *cli.Session, word string) (recipient string, err error) {
	understood := func(said string) (err error) {
		word = said
		if said != "new" && said != "none" {
			err = sealed.CheckRecipient(said)
		}
		return err
	}
	switch {
	case word != "":
		if err := understood(word); err != nil {
			return "", cli.Usage(err)
		}
	case !s.Interactive():
		return "", cli.Usagef("who opens the notes when the key is lost? --recovery new makes a second key, --recovery age1… takes yours, --recovery none goes without")
	default:
		s.Say("When the key is lost, nobody can open the sealed notes but a second key, kept elsewhere.")
		if err := s.AskUntil(ctx, "recovery key: new makes one, age1… takes yours, none goes without: ", understood); err != nil {
			return "", err
		}
	}
	switch word {
	case "":
		return "", errors.New("nothing was sealed: no recovery key was chosen")
	case "none":
		return "", nil
	case "new":
		key, err := sealed.NewKey()
		if err != nil {
			return "", err
		}
		s.Say("the recovery key, shown this once: keep it on paper or in a password manager, not on this laptop")
		fmt.Fprintln(s.Env.Stdout, key.Secret)
		return key.Recipient, nil
	}
	return word, nil
}

// enterChain opens a chain that another machine has begun.
func enterChain(ctx context.Context, s *cli.Session, chain *sealed.Chain, ro remote.Options, keys sealed.Keys, given []sealed.Key) error {
	have, err := keys.List()
	if err != nil {
		return err
	}
	if len(have)+len(given) == 0 {
		if !s.Interactive() {
			return cli.Hinted(errors.New("there are sealed notes at "+remote.Shown(chain.Address)+", and no key here"),
				"give that of the other laptop, or the recovery key: oneonone sync --seal %s --key FILE", text.ShellWord(remote.Shown(chain.Address)))
		}
		typed, err := s.AskSecret(ctx, "the key of the other laptop, or the recovery key (AGE-SECRET-KEY-1…): ")
		if err != nil {
			return err
		}
		if given, err = sealed.ParseKeys(typed); err != nil {
			return err
		}
	}
	if err := chain.Enter(ctx, ro, given...); err != nil {
		return err
	}
	s.Say("private notes are synced through %s; the key is in %s", remote.Shown(chain.Address), keys.Path)
	return nil
}

func readKeys(s *cli.Session, file string) ([]sealed.Key, error) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(s.Env.Dir, file)
	}
	b, err := rootfs.ReadPath(file)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %w", err)
	}
	keys, err := sealed.ParseKeys(string(b))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return keys, nil
}

// keysOf are the user's keys.
func keysOf(s *cli.Session) (sealed.Keys, error) {
	p, err := config.KeyFile(s.Env.Getenv)
	return sealed.Keys{Path: p}, err
}

// sealedNotes are the private notes with their sealed store; nil where they
// have none.
func sealedNotes(ctx context.Context, s *cli.Session, w *cli.Workspace) (*history.Shared, error) {
	return w.History.SharedBy(page.PrivateDir, func(_ *gitstore.Git, r *gitstore.Repo) (history.OtherSide, error) {
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

// chainOf is the chain that private notes are sealed into, an error for none.
func chainOf(ctx context.Context, s *cli.Session, w *cli.Workspace) (*sealed.Chain, error) {
	sh, err := sealedNotes(ctx, s, w)
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

// saySealed says how private notes stand, without a look at the store.
func saySealed(ctx context.Context, s *cli.Session, w *cli.Workspace) error {
	chain, err := chainOf(ctx, s, w)
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
func stopSealing(ctx context.Context, s *cli.Session, w *cli.Workspace) error {
	chain, err := chainOf(ctx, s, w)
	if err != nil {
		return err
	}
	if err := chain.Stop(ctx); err != nil {
		return err
	}
	s.Say("private notes are sealed no more; what is at %s stays there until you delete it, and so does the key", remote.Shown(chain.Address))
	return nil
}
