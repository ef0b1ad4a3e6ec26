package shared

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"oneonone/internal/gitstore"
)

// hook is what git runs before it pushes. It is there because an editor's push
// button pushes the branch by name, with every commit made on this laptop,
// whatever the settings say.
const hook = `#!/bin/sh
# Of a shared doc only what oneonone sync made to be sent is pushed.
while read -r _ commit there _; do
	case $there in
	refs/heads/*) git merge-base --is-ancestor "$commit" ` + ref + ` 2>/dev/null && continue ;;
	esac
	echo "$there is not pushed: it has more than the text as it stands; oneonone sync sends that" >&2
	exit 1
done
`

// keepHook installs the hook, unless the user has one there.
func keepHook(r *gitstore.Repo) error {
	const name = "hooks/pre-push"
	file := filepath.Join(r.GitDir, filepath.FromSlash(name))
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if err := r.Keep(name, []byte(hook)); err != nil {
		return err
	}
	return os.Chmod(file, 0o700)
}
