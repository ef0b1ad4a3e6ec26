package cli

import (
	"path/filepath"
	"strings"
)

// Address is a directory's path in full, as it is meant where the command is
// typed; every other address of a repository is left as it is.
func (s *Session) Address(url string) (string, error) {
	if strings.HasPrefix(url, "-") {
		return "", Usagef("invalid address %q", url)
	}
	if strings.Contains(url, ":") || filepath.IsAbs(url) {
		return url, nil
	}
	return filepath.Join(s.Env.Dir, url), nil
}
