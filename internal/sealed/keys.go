package sealed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"oneonone/internal/remote"
	"oneonone/internal/rootfs"
)

// Keys is the file that holds the user's keys, one a line, as age-keygen writes
// it. It is outside every notes folder.
type Keys struct{ Path string }

type identities []age.Identity

// Key opens a chain. Its Recipient is what things are sealed for, and is not secret.
type Key struct{ Secret, Recipient string }

// NewKey makes a key.
func NewKey() (Key, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return Key{}, fmt.Errorf("making a key: %w", err)
	}
	return Key{id.String(), id.Recipient().String()}, nil
}

// ParseKeys reads keys, one a line; comments and blank lines are skipped.
func ParseKeys(text string) ([]Key, error) {
	var keys []Key
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, err := age.ParseX25519Identity(line)
		if err != nil { // age's error quotes what it read, which may be a secret
			return nil, errors.New("invalid key: it begins with AGE-SECRET-KEY-1, and all of the line is needed")
		}
		keys = append(keys, Key{id.String(), id.Recipient().String()})
	}
	if len(keys) == 0 {
		return nil, errors.New("no key in it: one of its lines should begin with AGE-SECRET-KEY-1")
	}
	return keys, nil
}

// CheckRecipient returns an error for anything but an age X25519 recipient.
func CheckRecipient(s string) error {
	if _, err := age.ParseX25519Recipient(s); err != nil {
		return fmt.Errorf("invalid recipient %q: it begins with age1, as age-keygen prints it", s)
	}
	return nil
}

// List returns the keys in the file; none when there is no file.
func (k Keys) List() ([]Key, error) {
	b, err := rootfs.ReadPath(k.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	keys, err := ParseKeys(string(b))
	if err != nil {
		return nil, &remote.Error{Reason: "reading " + k.Path + ": " + err.Error(), Next: "put the file back from a copy, or move it away"}
	}
	return keys, nil
}

// Add adds a key to the file, which is for the user alone.
func (k Keys) Add(key Key) error {
	b, err := rootfs.ReadPath(k.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(k.Path), 0o700); err != nil {
		return err
	}
	if len(b) > 0 && b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	b = append(b, "# opens private notes that oneonone has sealed; public key: "+key.Recipient+"\n"+key.Secret+"\n"...)
	return replaceFile(k.Path, b)
}

// replaceFile writes a file whole or not at all, for the user alone.
func replaceFile(p string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(p), ".new-") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), p)
}

// identities are the keys in age's form.
func (k Keys) identities() (identities, error) {
	keys, err := k.List()
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, &remote.Error{Reason: "the key that opens the sealed notes is gone: there is no " + k.Path,
			Next: "put it back from the other laptop, or use the recovery key: oneonone sync --seal URL --key FILE"}
	}
	var ids identities
	for _, key := range keys {
		id, err := age.ParseX25519Identity(key.Secret)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
