package exchange

import (
	"context"
	"errors"
	"fmt"
	"oneonone/internal/cli"
	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
	"oneonone/internal/sealed"
	"oneonone/internal/text"
	"path/filepath"
)

// beginChain makes the keys that are missing, and the first link.
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
// which the user has to ask for.
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
				"use the other laptop's key, or the recovery key: oneonone sync --seal %s --key FILE", text.ShellWord(remote.Shown(chain.Address)))
		}
		typed, err := s.AskSecret(ctx, "the other laptop's key, or the recovery key (AGE-SECRET-KEY-1…): ")
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
