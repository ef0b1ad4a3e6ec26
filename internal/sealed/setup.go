package sealed

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"filippo.io/age"

	"oneonone/internal/remote"
)

// Empty reports whether the store is still empty. Anything in it but a chain is an error.
func (c *Chain) Empty(ctx context.Context, o remote.Options) (bool, error) {
	files, err := c.files(ctx, o)
	return len(files) == 0, err
}

// Begin puts the first link into an empty store. It holds no notes yet, and says
// who can read those to come.
func (c *Chain) Begin(ctx context.Context, o remote.Options, to []string) error {
	if err := c.forget(ctx); err != nil {
		return err
	}
	if err := c.add(ctx, o, first(to), bundle("", "", nil)); err != nil {
		return err
	}
	return c.remember(ctx)
}

// Enter accepts the chain in the store from its beginning, whatever was seen of
// it, or of another, before. A given key is kept if it opens the chain.
func (c *Chain) Enter(ctx context.Context, o remote.Options, given ...Key) error {
	files, err := c.files(ctx, o)
	if err != nil {
		return err
	}
	texts, err := c.store.read(ctx, files[:1])
	if err != nil {
		return err
	}
	have, err := c.keys.List()
	if err != nil {
		return err
	}
	key, err := opener(texts[0], slices.Concat(have, given))
	if err != nil {
		return c.unopened(err, 1, len(files))
	}
	if !slices.Contains(have, key) {
		err = c.keys.Add(key)
	}
	if err == nil {
		err = c.forget(ctx)
	}
	if err != nil {
		return err
	}
	return c.remember(ctx)
}

// opener is the key that opens the first link of a chain.
func opener(sealed []byte, keys []Key) (Key, error) {
	for _, key := range keys {
		id, err := age.ParseX25519Identity(key.Secret)
		if err != nil {
			return Key{}, err
		}
		if _, _, err = open(sealed, 1, identities{id}); !errors.Is(err, errNoKey) {
			return key, err
		}
	}
	return Key{}, errNoKey
}

// Standing is how many links were read or added, and how many commits are waiting.
func (c *Chain) Standing(ctx context.Context) (links, waiting int, err error) {
	was, err := c.last(ctx)
	if err != nil {
		return 0, 0, err
	}
	_, head, err := c.repo.Head(ctx)
	if err == nil && head != "" {
		waiting, _, err = c.Apart(ctx, head, was.tip())
	}
	return was.number(), waiting, err
}

// Stop ends syncing with the chain. What is in the store stays there.
func (c *Chain) Stop(ctx context.Context) error {
	if _, err := c.git(ctx, nil, "config", "--local", "--unset-all", remote.SealedSetting); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(c.repo.GitDir, cacheDir)); err != nil {
		return err
	}
	return c.forget(ctx)
}

// remember sets the repository up to sync with the chain.
func (c *Chain) remember(ctx context.Context) error {
	return remote.Set(ctx, c.repo, map[string]string{remote.SealedSetting: c.Address})
}

// forget drops what is recorded about a chain.
func (c *Chain) forget(ctx context.Context) error {
	err := os.Remove(filepath.Join(c.repo.GitDir, stateFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if known, err := c.Known(ctx); err != nil || known == "" {
		return err
	}
	_, err = c.git(ctx, nil, "update-ref", "--no-deref", "-d", Ref)
	return err
}
