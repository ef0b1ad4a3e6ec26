package gitstore

import (
	"bytes"
	"cmp"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"oneonone/internal/rootfs"
)

// commitHooks are the hooks that git runs when it commits.
var commitHooks = []string{"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change"}

// NotPlain says why a repository must be written by git itself, "" when it need
// not. It reads settings and looks for files, without go-git.
func (r *Repo) NotPlain(cfg Config, paths []string) string {
	for _, check := range []func() string{
		func() string { return r.dubious() },
		func() string { return settingsReason(cfg, r) },
		func() string { return r.filesReason() },
		func() string { return hooksReason(r, cfg) },
		func() string { return r.attributesReason(cfg, paths) },
	} {
		if why := check(); why != "" {
			return why
		}
	}
	return ""
}

func (r *Repo) dubious() string {
	if ownedByOther(r.GitDir) || ownedByOther(r.Root) {
		return "it belongs to another user"
	}
	return ""
}

// settingsReason looks for settings that change how a commit is made.
func settingsReason(cfg Config, r *Repo) string {
	for k := range cfg {
		switch {
		case k == "extensions.objectformat" || k == "extensions.refstorage":
			if v, _ := cfg.Get(k); v == "sha1" || v == "files" {
				continue
			}
			return "it has " + k
		case strings.HasPrefix(k, "extensions."), strings.HasPrefix(k, "hook."):
			return "it has " + k
		case strings.HasPrefix(k, "remote.") && (strings.HasSuffix(k, ".promisor") || strings.HasSuffix(k, ".partialclonefilter")):
			return "it is a partial clone"
		}
	}
	for _, k := range []string{"commit.gpgsign", "core.bare", "core.sparsecheckout", "core.splitindex", "core.prefersymlinkrefs", "index.sparse", "index.skiphash"} {
		if cfg.Bool(k, false) {
			return "it has " + k
		}
	}
	for k, plain := range map[string][]string{
		"core.autocrlf":                {"false", "no", "off", "0", ""},
		"core.sharedrepository":        {"umask", "false", "no", "off", "0", ""},
		"i18n.commitencoding":          {"utf-8", "utf8"},
		"core.repositoryformatversion": {"0", "1"},
	} {
		if v, ok := cfg.Get(k); ok && !slices.Contains(plain, strings.ToLower(v)) {
			return "it has " + k
		}
	}
	if v, ok := cfg.Get("core.worktree"); ok {
		if to, err := filepath.EvalSymlinks(absFrom(r.GitDir, v)); err != nil || to != r.Root {
			return "it has core.worktree"
		}
	}
	return ""
}

// filesReason looks for files in the git directory that only git handles.
func (r *Repo) filesReason() string {
	for _, f := range []struct{ dir, name, why string }{
		{r.commonDir, "objects/info/alternates", "it borrows objects (alternates)"},
		{r.commonDir, "info/grafts", "it has grafts"},
		{r.commonDir, "reftable", "it keeps its branches in a reftable"},
	} {
		if _, err := os.Lstat(filepath.Join(f.dir, f.name)); err == nil {
			return f.why
		}
	}
	if d, err := os.ReadDir(filepath.Join(r.commonDir, "refs", "replace")); err == nil && len(d) > 0 {
		return "it replaces objects (refs/replace)"
	}
	if st, err := os.Lstat(filepath.Join(r.GitDir, "HEAD")); err == nil && st.Mode()&os.ModeSymlink != 0 {
		return "its HEAD is a symbolic link"
	}
	return ""
}

func hooksReason(r *Repo, cfg Config) string {
	dir := filepath.Join(r.commonDir, "hooks")
	if v, ok := cfg.Get("core.hookspath"); ok && v != "" {
		if strings.HasPrefix(v, "~") {
			return "it has core.hooksPath"
		}
		dir = absFrom(r.Root, v)
	}
	for _, hook := range commitHooks {
		st, err := os.Stat(filepath.Join(dir, hook))
		if err == nil && st.Mode().IsRegular() && (st.Mode()&0o111 != 0 || runtime.GOOS == "windows") {
			return "it has a " + hook + " hook"
		}
	}
	return ""
}

// attributesReason looks for attributes that make the bytes in git differ from
// those on disk, in any file that can apply to the paths.
func (r *Repo) attributesReason(cfg Config, paths []string) string {
	files := []string{filepath.Join(r.commonDir, "info", "attributes"), "/etc/gitattributes"}
	if v, ok := cfg.Get("core.attributesfile"); ok {
		files = append(files, r.expandHome(v, r.Root))
	} else {
		files = append(files, filepath.Join(r.configHome(), "git", "attributes"))
	}
	seen := map[string]bool{}
	for _, p := range paths {
		for dir := path.Dir(p); ; dir = path.Dir(dir) {
			if !seen[dir] {
				seen[dir] = true
				files = append(files, r.File(path.Join(dir, ".gitattributes")))
			}
			if dir == "." {
				break
			}
		}
	}
	for _, f := range files {
		read := rootfs.ReadPath
		if filepath.Base(f) == ".gitattributes" {
			read = rootfs.ReadUnlinked
		}
		if b, err := read(f); err == nil {
			if a := convertingAttribute(b); a != "" {
				return "its attributes ask for " + a
			}
		}
	}
	return ""
}

// convertingAttribute finds an attribute that converts content.
func convertingAttribute(b []byte) string {
	for line := range bytes.Lines(b) {
		s := strings.TrimSpace(string(line))
		if s == "" || s[0] == '#' {
			continue
		}
		// The pattern may be quoted and contain spaces; taking its words for attributes
		// only errs towards using git.
		for _, a := range strings.Fields(s)[1:] {
			name, _, _ := strings.Cut(a, "=")
			switch name {
			case "text", "crlf", "eol", "filter", "ident", "working-tree-encoding":
				return name
			}
		}
	}
	return ""
}

func (r *Repo) configHome() string {
	return cmp.Or(r.git.env.get("XDG_CONFIG_HOME"), filepath.Join(r.git.env.get("HOME"), ".config"))
}

func (r *Repo) expandHome(p, dir string) string {
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		return filepath.Join(r.git.env.get("HOME"), rest)
	}
	return absFrom(dir, p)
}
