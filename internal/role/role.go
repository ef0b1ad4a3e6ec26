// Package role says who a person can be to the folder's owner.
package role

import (
	"slices"
	"strings"
)

// All are the roles there are, as FORMAT.md names them.
var All = []string{"report", "peer", "manager", "skip-level", "other"}

// Known reports whether there is such a role.
func Known(role string) bool { return slices.Contains(All, role) }

// List is all of them for a message.
func List() string { return strings.Join(All, ", ") }

// short are what people write for a role.
var short = map[string]string{
	"skip": "skip-level", "skip level": "skip-level", "skiplevel": "skip-level",
	"rep": "report", "direct report": "report", "mgr": "manager",
}

// Parse reads a role as a person types one, in any case and in short.
func Parse(word string) (string, bool) {
	word = strings.Join(strings.Fields(strings.ToLower(word)), " ")
	if full, ok := short[word]; ok {
		return full, true
	}
	return word, Known(word)
}
