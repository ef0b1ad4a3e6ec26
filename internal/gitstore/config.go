package gitstore

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/rootfs"
	"oneonone/internal/text"
)

// Config is git's settings for a repository, as git itself reads them. Keys
// have their section and name in lower case. Asking git costs two milliseconds
// and is right about includeIf, the system's file and the environment;
// go-git's parser is not used, since it fails on files that git accepts.
type Config map[string][]string

func (c Config) Get(key string) (string, bool) {
	v := c[key]
	if len(v) == 0 {
		return "", false
	}
	return v[len(v)-1], true
}

func (c Config) bool(key string, otherwise bool) bool {
	v, ok := c.Get(key)
	if !ok {
		return otherwise
	}
	return truthy(v)
}

// noValue is what a key without "=" has, which git takes for true.
const noValue = "\x00"

func truthy(v string) bool {
	switch strings.ToLower(v) {
	case noValue, "true", "yes", "on":
		return true
	case "", "false", "no", "off":
		return false
	}
	n, err := strconv.Atoi(v)
	return err != nil || n != 0
}

func (r *Repo) Config(ctx context.Context) (Config, error) {
	if ownedByOther(r.GitDir) {
		// git reads no settings of a repository whose owner it does not trust.
		return Config{}, nil
	}
	// Not by read, whose core.hooksPath would be among the answers; listing
	// runs nothing.
	out, err := r.run(ctx, nil, nil, "config", "--list", "-z")
	if errors.Is(err, ErrNoGit) {
		return r.ownConfig(), nil
	}
	if err != nil {
		return nil, Refuse("git cannot read its settings for "+r.Name+": "+err.Error(), "fix the file that git names; then: oneonone save")
	}
	c := Config{}
	for kv := range bytes.SplitSeq(out, []byte{0}) {
		k, v, ok := strings.Cut(string(kv), "\n")
		if !ok {
			v = noValue
		}
		if k != "" {
			c[k] = append(c[k], v)
		}
	}
	// In a repository of a format it does not know, git lists everything but
	// the repository's own settings, and says nothing.
	local := Config{}
	configReader{c: local, gitDir: r.GitDir}.file(filepath.Join(r.commonDir, "config"), maxIncludes)
	for k, v := range local {
		if c[k] == nil {
			c[k] = v
		}
	}
	return c, nil
}

// OwnFilters are the filters whose programs the repository's own settings name:
// git runs them whenever it compares a note with what it has.
func (r *Repo) OwnFilters() []string {
	own := Config{}
	rd := configReader{c: own, home: r.git.env.get("HOME"), gitDir: r.GitDir}
	rd.file(filepath.Join(r.commonDir, "config"), 0)
	rd.file(filepath.Join(r.GitDir, "config.worktree"), 0)
	var names []string
	for k := range own {
		name, ok := strings.CutPrefix(k, "filter.")
		if i := strings.LastIndexByte(name, '.'); ok && i > 0 && !slices.Contains(names, name[:i]) && slices.Contains([]string{"clean", "smudge", "process"}, name[i+1:]) {
			names = append(names, name[:i])
		}
	}
	slices.Sort(names)
	return names
}

// ownConfig reads the settings where there is no git. It forgives what it does
// not understand.
func (r *Repo) ownConfig() Config {
	c := Config{}
	rd := configReader{c: c, home: r.git.env.get("HOME"), gitDir: r.GitDir}
	if !truthy(r.git.env.get("GIT_CONFIG_NOSYSTEM")) {
		rd.file(orElse(r.git.env.get("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"), 0)
	}
	if g := r.git.env.get("GIT_CONFIG_GLOBAL"); g != "" {
		rd.file(g, 0)
	} else {
		rd.file(filepath.Join(orElse(r.git.env.get("XDG_CONFIG_HOME"), filepath.Join(rd.home, ".config")), "git", "config"), 0)
		rd.file(filepath.Join(rd.home, ".gitconfig"), 0)
	}
	rd.file(filepath.Join(r.commonDir, "config"), 0)
	if c.bool("extensions.worktreeconfig", false) {
		rd.file(filepath.Join(r.GitDir, "config.worktree"), 0)
	}
	n, _ := strconv.Atoi(r.git.env.get("GIT_CONFIG_COUNT"))
	for i := range min(n, 1000) {
		k := foldKey(r.git.env.get("GIT_CONFIG_KEY_" + strconv.Itoa(i)))
		c[k] = append(c[k], r.git.env.get("GIT_CONFIG_VALUE_"+strconv.Itoa(i)))
	}
	return c
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// foldKey lowers a key but for its subsection.
func foldKey(k string) string {
	i, j := strings.IndexByte(k, '.'), strings.LastIndexByte(k, '.')
	if i < 0 || i == j {
		return strings.ToLower(k)
	}
	return strings.ToLower(k[:i]) + k[i:j] + strings.ToLower(k[j:])
}

// configReader reads configuration files and those they include.
type configReader struct {
	c            Config
	home, gitDir string
}

const maxIncludes = 10 // git's own bound

var sectionLine = lazyregexp.New(`^\[\s*([A-Za-z0-9.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$`)

var escaped = lazyregexp.New(`\\(.)`)

func (rd configReader) file(p string, depth int) {
	b, err := rootfs.ReadPath(p)
	if err != nil || depth > maxIncludes {
		return
	}
	text := strings.TrimPrefix(string(b), text.ByteOrderMark)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\\\n", "")
	section := ""
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if m := sectionLine().FindStringSubmatch(line); m != nil {
			section = strings.ToLower(m[1])
			if m[2] != "" {
				section += "." + escaped().ReplaceAllString(m[2], "$1")
			}
			line = strings.TrimSpace(m[3])
		}
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		k, v, ok := strings.Cut(line, "=")
		if v = unquote(v); !ok {
			v = noValue
		}
		key := section + "." + strings.ToLower(strings.TrimSpace(k))
		rd.c[key] = append(rd.c[key], v)
		if key == "include.path" || strings.HasPrefix(section, "includeif.") && strings.HasSuffix(key, ".path") && rd.applies(strings.TrimPrefix(section, "includeif.")) {
			rd.file(rd.expand(v, filepath.Dir(p)), depth+1)
		}
	}
}

// unquote takes a value's quotes, escapes and comment off.
func unquote(v string) string {
	var b strings.Builder
	quoted := false
	v = strings.TrimSpace(v)
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\' && i+1 < len(v):
			i++
			b.WriteString(strings.NewReplacer("n", "\n", "t", "\t", "b", "\b").Replace(v[i : i+1]))
		case (c == '#' || c == ';') && !quoted:
			return strings.TrimSpace(b.String())
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (rd configReader) expand(p, dir string) string {
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		return filepath.Join(rd.home, rest)
	}
	return absFrom(dir, p)
}

// applies decides an includeIf condition; gitdir is the one people use.
func (rd configReader) applies(cond string) bool {
	kind, pat, _ := strings.Cut(cond, ":")
	if kind != "gitdir" && kind != "gitdir/i" {
		return false
	}
	if rest, ok := strings.CutPrefix(pat, "~/"); ok {
		pat = filepath.ToSlash(rd.home) + "/" + rest
	}
	if !strings.HasPrefix(pat, "/") {
		pat = "**/" + pat
	}
	if strings.HasSuffix(pat, "/") {
		pat += "**"
	}
	re := regexp.QuoteMeta(pat)
	re = strings.NewReplacer(`\*\*/`, `(?:.*/)?`, `\*\*`, `.*`, `\*`, `[^/]*`, `\?`, `[^/]`).Replace(re)
	if kind == "gitdir/i" {
		re = "(?i)" + re
	}
	m, err := regexp.Compile("^" + re + "$")
	return err == nil && (m.MatchString(filepath.ToSlash(rd.gitDir)) || m.MatchString(filepath.ToSlash(rd.gitDir)+"/"))
}
