// Package gitignore reads git's ignore rules as far as their meaning is plain, so
// that git need not be asked about every new note.
package gitignore

import (
	"path"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// Rule is one line of an ignore file.
type Rule struct {
	Dir  string // where its file lies, "." for the top
	Text string
}

// Rules are the lines of all files that apply, the weakest first.
type Rules []Rule

// Verdict is what rules say about a path.
type Verdict int

// What rules can say.
const (
	No Verdict = iota
	Maybe
	Yes
)

// Match decides about a path by the plain rules; if any other could matter, the verdict
// is in doubt.
func (rules Rules) Match(p string) Verdict {
	v := No
	for _, rule := range rules {
		if rule.doubtful() {
			return Maybe
		}
		if v == No && rule.covers(p) {
			v = Yes
		}
	}
	return v
}

// doubtful reports whether git might read a line differently from covers: an
// exception, or a pattern, unless it uses only * and ? and names a file in any
// directory, as those for editors' leftovers do.
func (rule Rule) doubtful() bool {
	text := strings.TrimPrefix(rule.Text, `\`)
	if strings.ContainsAny(text, `[\!`) || strings.HasSuffix(text, " ") || text != rule.Text && text[0] != '#' {
		return true
	}
	return strings.ContainsAny(text, "*?") && strings.Contains(strings.TrimSuffix(text, "/"), "/")
}

// covers reports whether a line that is not doubtful matches a path, as git would.
func (rule Rule) covers(p string) bool {
	if rule.Dir != "." {
		rest, ok := strings.CutPrefix(p, rule.Dir+"/")
		if !ok {
			return false
		}
		p = rest
	}
	text, onlyDir := strings.CutSuffix(rule.Text, "/")
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

// Among returns the ignored ones of paths, by go-git's reading of every rule, for
// when there is no git.
func (rules Rules) Among(paths []string) map[string]bool {
	var ps []gitignore.Pattern
	for _, rule := range rules {
		var domain []string
		if rule.Dir != "." {
			domain = strings.Split(rule.Dir, "/")
		}
		ps = append(ps, gitignore.ParsePattern(rule.Text, domain))
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
