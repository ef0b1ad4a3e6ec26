package gitrewrite

import (
	"slices"
	"strings"
)

// Rule says what goes.
type Rule struct {
	// Name is today's name, as passed to Paths. Former are names it had before.
	Name   string
	Former []string
	// Paths returns the files and directories that go, given the name they had in a commit.
	Paths func(name string) []string
	// Renamed reads a rename from a commit's message; both names are "" when it has
	// none.
	Renamed func(message string) (from, to string)
	// Edit changes files at the top that stay, by their path.
	Edit map[string]func([]byte) []byte
	// Keep are directories in the git directory that stay, beside the user's own files.
	Keep []string
	// Words removes from a text what must not be read in it.
	Words func(text string) string
	// Neutral replaces the message of a commit that also changed what goes.
	Neutral func(message string, merge bool) string
	// Within limits the rewrite to commits that have one of these in their history.
	// nil is no limit.
	Within []string
	// As maps commits to what they are already known to have become.
	As map[string]string
	// Last makes the final commit of the branch from the oldest commits that were
	// rewritten. nil adds none.
	Last func(oldest []string) Last
}

// Last is the commit that records a rewrite.
type Last struct {
	Files             map[string]string
	Message           string
	Author, Committer string // as git writes them, with their dates
}

// rename is a commit by which a name became another one.
type rename struct{ from, to string }

// goneAt returns the paths that go from a commit which has these renames in its
// history. A name is traced through the later renames, so that two people who had
// the same name one after the other are not confused.
func (r *Rule) goneAt(renames []rename, has func(i int) bool) []string {
	candidates := []string{r.Name}
	for _, n := range renames {
		candidates = append(candidates, n.from)
	}
	traced := len(candidates)
	candidates = append(candidates, r.Former...)
	var paths []string
	for i, name := range candidates {
		if slices.Contains(candidates[:i], name) {
			continue
		}
		now := today(name, renames, has)
		if now == r.Name || i >= traced && now == name {
			paths = append(paths, r.Paths(name)...)
		}
	}
	slices.Sort(paths)
	return paths
}

// today is what a name in a commit with these renames in its history has become since.
func today(name string, renames []rename, has func(i int) bool) string {
	for i, n := range renames {
		if !has(i) && name == n.from {
			name = n.to
		}
	}
	return name
}

// below reports whether a path is one of these or lies below one, and whether
// one of them lies below it.
func below(paths []string, p string) (gone, above bool) {
	for _, g := range paths {
		if p == g || strings.HasPrefix(p, g+"/") {
			return true, false
		}
		above = above || strings.HasPrefix(g, p+"/")
	}
	return false, above
}

// quoteKey is how much of a quoted line must be the same before all of it is
// compared. Shorter lines do not count as quotes.
const quoteKey = 12

// quotes are the lines of dropped messages.
type quotes map[string][]string

func (q quotes) add(message string) {
	for line := range strings.Lines(message) {
		if line = strings.TrimSpace(line); len(line) >= quoteKey && !strings.HasPrefix(line, "Oneonone") {
			q[line[:quoteKey]] = append(q[line[:quoteKey]], line)
		}
	}
}

// out removes the lines from a text that quotes them. In a message, an identical
// whole line is its own and stays: many commits say "update the notes".
func (q quotes) out(text string, message bool) string {
	if len(q) == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		longest := ""
		if i+quoteKey <= len(text) {
			for _, line := range q[text[i:i+quoteKey]] {
				if strings.HasPrefix(text[i:], line) && len(line) > len(longest) && !(message && isLine(text, i, i+len(line))) {
					longest = line
				}
			}
		}
		if longest == "" {
			b.WriteByte(text[i])
			i++
			continue
		}
		b.WriteString("…")
		i += len(longest)
	}
	return b.String()
}

// isLine reports whether a part of a text is a line of it.
func isLine(text string, from, to int) bool {
	return (from == 0 || text[from-1] == '\n') && (to == len(text) || text[to] == '\n')
}
