package remote

import (
	"context"
	"path/filepath"
	"strings"

	"oneonone/internal/gitstore"
	"oneonone/internal/rootfs"
)

// SealedSetting is the key in a repository's own settings for the store its
// sealed commits go to; see package sealed.
const SealedSetting = "oneonone.seal"

// MadeHere returns a function that reports whether a commit was made in this
// clone. The reflog knows: a commit made or rebased here has its own line there;
// one that came from elsewhere has none.
func MadeHere(ctx context.Context, r *gitstore.Repo) (func(hash string) bool, error) {
	all := func(string) bool { return true }
	cfg, err := r.Config(ctx)
	if err != nil {
		return nil, err
	}
	if _, sealed := cfg.Get(SealedSetting); !sealed && len(URLs(cfg)) == 0 {
		return all, nil
	}
	log, err := rootfs.ReadPath(filepath.Join(r.GitDir, "logs", "HEAD"))
	if err != nil {
		return all, nil // without a reflog
	}
	made := map[string]bool{}
	for line := range strings.Lines(string(log)) {
		ids, how, _ := strings.Cut(line, "\t")
		if f := strings.Fields(ids); len(f) > 1 && makes(how) {
			made[f[1]] = true
		}
	}
	return func(hash string) bool { return made[hash] }, nil
}

// makes reports whether a reflog line records a commit that was made, and not one
// that the branch only moved to.
func makes(how string) bool {
	for _, verb := range []string{"commit", "cherry-pick", "revert", "am"} {
		if strings.HasPrefix(how, verb+":") || strings.HasPrefix(how, verb+" (") {
			return true
		}
	}
	verb, _, _ := strings.Cut(how, ":")
	return (strings.HasPrefix(verb, "rebase") || strings.HasPrefix(verb, "pull")) &&
		strings.HasSuffix(verb, ")") && !strings.Contains(verb, "(start)") && !strings.Contains(verb, "(finish)")
}
