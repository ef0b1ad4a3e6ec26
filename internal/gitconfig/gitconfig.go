// Package gitconfig reads git's settings from their files, for when there is no
// git to ask. go-git's parser is not used: it fails on files that git accepts.
package gitconfig

import (
	"path/filepath"
	"regexp"
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

// Get is a setting's last value.
func (c Config) Get(key string) (string, bool) {
	v := c[key]
	if len(v) == 0 {
		return "", false
	}
	return v[len(v)-1], true
}

// Bool is a setting as a bool; otherwise when it is not set.
func (c Config) Bool(key string, otherwise bool) bool {
	v, ok := c.Get(key)
	if !ok {
		return otherwise
	}
	return Truthy(v)
}

// NoValue is the value of a key without "=", which git takes for true.
const NoValue = "\x00"

// Truthy reports whether git takes a value for true.
func Truthy(v string) bool {
	switch strings.ToLower(v) {
	case NoValue, "true", "yes", "on":
		return true
	case "", "false", "no", "off":
		return false
	}
	n, err := strconv.Atoi(v)
	return err != nil || n != 0
}

// FoldKey lowercases a key except for its subsection.
func FoldKey(k string) string {
	i, j := strings.IndexByte(k, '.'), strings.LastIndexByte(k, '.')
	if i < 0 || i == j {
		return strings.ToLower(k)
	}
	return strings.ToLower(k[:i]) + k[i:j] + strings.ToLower(k[j:])
}

// Reader reads configuration files and those they include.
type Reader struct {
	Into         Config
	Home, GitDir string
}

// File reads a file, and those it includes.
func (rd Reader) File(p string) { rd.file(p, 0) }

// Only reads a file, and none that it includes.
func (rd Reader) Only(p string) { rd.file(p, maxIncludes) }

const maxIncludes = 10 // git's own limit

var sectionLine = lazyregexp.New(`^\[\s*([A-Za-z0-9.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\](.*)$`)

var escaped = lazyregexp.New(`\\(.)`)

func (rd Reader) file(p string, depth int) {
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
			v = NoValue
		}
		key := section + "." + strings.ToLower(strings.TrimSpace(k))
		rd.Into[key] = append(rd.Into[key], v)
		if key == "include.path" || strings.HasPrefix(section, "includeif.") && strings.HasSuffix(key, ".path") && rd.applies(strings.TrimPrefix(section, "includeif.")) {
			rd.file(rd.expand(v, filepath.Dir(p)), depth+1)
		}
	}
}

// unquote strips a value of quotes, escapes and comment.
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

func (rd Reader) expand(p, dir string) string {
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		return filepath.Join(rd.Home, rest)
	}
	if filepath.IsAbs(p) {
		return filepath.Clean(p)
	}
	return filepath.Join(dir, p)
}

// applies decides an includeIf condition; gitdir is the one people use.
func (rd Reader) applies(cond string) bool {
	kind, pat, _ := strings.Cut(cond, ":")
	if kind != "gitdir" && kind != "gitdir/i" {
		return false
	}
	if rest, ok := strings.CutPrefix(pat, "~/"); ok {
		pat = filepath.ToSlash(rd.Home) + "/" + rest
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
	return err == nil && (m.MatchString(filepath.ToSlash(rd.GitDir)) || m.MatchString(filepath.ToSlash(rd.GitDir)+"/"))
}
