package gitstore

import (
	"bytes"
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"

	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// refuseIgnored keeps new files that the user's ignore rules cover out of the
// repository: a rule is a wish, and what is ignored may be secret.
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
// ignore. Literal rules, such as the one for private/, are decided here; only
// when a pattern could matter is git asked, or go-git where there is no git.
func (r *Repo) Ignored(ctx context.Context, cfg Config, paths []string) (map[string]bool, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	sure := true
	rules := r.ignoreRules(cfg, paths)
	for _, p := range paths {
		m := rules.match(p)
		sure = sure && m == no // git also knows what was added all the same
	}
	if sure {
		return nil, nil
	}
	// check-ignore knows no literal pathspecs; "./" keeps a name from being read as one.
	in := "./" + strings.Join(paths, "\x00./") + "\x00"
	out, err := r.run(ctx, []byte(in), readEnv("GIT_LITERAL_PATHSPECS=0"),
		append(readOnly(), "check-ignore", "-z", "--stdin")...)
	if errors.Is(err, ErrNoGit) {
		return rules.byGoGit(paths), nil
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

// ignoreRule is one line of an ignore file.
type ignoreRule struct {
	dir  string // where its file lies, "." for the top
	text string
}

type ignoreRules []ignoreRule

func (r *Repo) ignoreRules(cfg Config, paths []string) ignoreRules {
	var rules ignoreRules
	add := func(file, dir string, read func(string) ([]byte, error)) {
		b, err := read(file)
		if err != nil {
			return
		}
		for line := range bytes.Lines(bytes.TrimPrefix(b, []byte(text.ByteOrderMark))) {
			s := strings.TrimRight(string(line), "\r\n")
			if s != "" && s[0] != '#' {
				rules = append(rules, ignoreRule{dir, s})
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

type verdict int

const (
	no verdict = iota
	maybe
	yes
)

// match decides a path by the plain rules; any other makes it doubtful.
func (rules ignoreRules) match(p string) verdict {
	v := no
	for _, rule := range rules {
		if rule.doubtful() {
			return maybe
		}
		if v == no && rule.covers(p) {
			v = yes
		}
	}
	return v
}

// doubtful reports whether covers might not be git's own meaning of a line: an
// exception, or a pattern other than one of * and ? for a name in any directory,
// such as those for what editors leave.
func (rule ignoreRule) doubtful() bool {
	text := strings.TrimPrefix(rule.text, `\`)
	if strings.ContainsAny(text, `[\!`) || strings.HasSuffix(text, " ") || text != rule.text && text[0] != '#' {
		return true
	}
	return strings.ContainsAny(text, "*?") && strings.Contains(strings.TrimSuffix(text, "/"), "/")
}

// covers is gitignore's meaning of a line that is not doubtful.
func (rule ignoreRule) covers(p string) bool {
	if rule.dir != "." {
		rest, ok := strings.CutPrefix(p, rule.dir+"/")
		if !ok {
			return false
		}
		p = rest
	}
	text, onlyDir := strings.CutSuffix(rule.text, "/")
	text, anchored := strings.CutPrefix(text, "/")
	anchored = anchored || strings.Contains(text, "/")
	parts := strings.Split(p, "/")
	for i := range parts {
		isDir := i < len(parts)-1
		if onlyDir && !isDir {
			continue
		}
		if anchored {
			if strings.Join(parts[:i+1], "/") == text {
				return true
			}
		} else if hit, _ := path.Match(text, parts[i]); hit {
			return true
		}
	}
	return false
}

func (rules ignoreRules) byGoGit(paths []string) map[string]bool {
	var ps []gitignore.Pattern
	for _, rule := range rules {
		var domain []string
		if rule.dir != "." {
			domain = strings.Split(rule.dir, "/")
		}
		ps = append(ps, gitignore.ParsePattern(rule.text, domain))
	}
	m := gitignore.NewMatcher(ps)
	hit := map[string]bool{}
	for _, p := range paths {
		if m.Match(strings.Split(p, "/"), false) {
			hit[p] = true
		}
	}
	return hit
}
