package gitstore

import (
	"bytes"
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"

	"oneonone/internal/gitignore"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// refuseIgnored keeps new files that the user's ignore rules cover out of the
// repository: the user asked for that, and what is ignored may be secret.
func (r *Repo) refuseIgnored(ctx context.Context, cfg Config, files []file) error {
	var fresh []string
	for _, f := range files {
		if f.kind == Added {
			fresh = append(fresh, f.inside)
		}
	}
	ignored, err := r.Ignored(ctx, cfg, fresh)
	if err != nil || len(ignored) == 0 {
		return err
	}
	for _, f := range files {
		if ignored[f.inside] {
			return r.refuseAsIgnored(f.path, f.inside)
		}
	}
	return nil
}

func (r *Repo) refuseAsIgnored(shown, inside string) error {
	return Refuse(shown+" is ignored by the repository's ignore rules",
		"see which with: "+r.CommandLine("check-ignore", "-v", "--", inside)+"; or record it with: "+r.CommandLine("add", "-f", "--", inside))
}

// Ignored tells which of the paths, relative to the repository, git would
// ignore. Literal rules, such as the one for private/, are decided here; git, or
// go-git where there is no git, is asked only when a pattern could matter.
func (r *Repo) Ignored(ctx context.Context, cfg Config, paths []string) (map[string]bool, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	sure := true
	rules := r.ignoreRules(cfg, paths)
	for _, p := range paths {
		m := rules.Match(p)
		sure = sure && m == gitignore.No // git also knows what was added in spite of a rule
	}
	if sure {
		return nil, nil
	}
	// check-ignore has no literal pathspecs; "./" keeps a name from being read as magic.
	in := "./" + strings.Join(paths, "\x00./") + "\x00"
	out, err := r.run(ctx, []byte(in), readEnv("GIT_LITERAL_PATHSPECS=0"),
		append(readOnly(), "check-ignore", "-z", "--stdin")...)
	if errors.Is(err, ErrNoGit) {
		return rules.Among(paths), nil
	}
	var ge *gitError
	if err != nil && !(errors.As(err, &ge) && ge.stderr == "") { // exit 1: none is ignored
		return nil, err
	}
	hit := map[string]bool{}
	for p := range bytes.SplitSeq(bytes.TrimSuffix(out, []byte{0}), []byte{0}) {
		hit[strings.TrimPrefix(string(p), "./")] = true
	}
	delete(hit, "")
	return hit, nil
}

func (r *Repo) ignoreRules(cfg Config, paths []string) gitignore.Rules {
	var rules gitignore.Rules
	add := func(file, dir string, read func(string) ([]byte, error)) {
		b, err := read(file)
		if err != nil {
			return
		}
		for line := range bytes.Lines(bytes.TrimPrefix(b, []byte(text.ByteOrderMark))) {
			s := strings.TrimRight(string(line), "\r\n")
			if s != "" && s[0] != '#' {
				rules = append(rules, gitignore.Rule{Dir: dir, Text: s})
			}
		}
	}
	if v, ok := cfg.Get("core.excludesfile"); ok {
		add(r.expandHome(v, r.Root), ".", rootfs.ReadPath)
	} else {
		add(filepath.Join(r.configHome(), "git", "ignore"), ".", rootfs.ReadPath)
	}
	add(filepath.Join(r.commonDir, "info", "exclude"), ".", rootfs.ReadPath)
	seen := map[string]bool{}
	for _, p := range paths {
		for dir := path.Dir(p); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			add(r.File(path.Join(dir, ".gitignore")), dir, rootfs.ReadUnlinked)
		}
	}
	return rules
}
