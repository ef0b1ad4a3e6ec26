// Package role says who a person can be to the folder's owner.
package role

import (
	"slices"
	"strings"

	"oneonone/internal/text"
)

// All are the roles there are, as FORMAT.md names them. Ordinary meetings with
// such a person start from the built-in template of the same name.
var All = []string{"report", "peer", "manager", "skip-level", "other"}

// short is what a narrow table calls a role.
var short = map[string]string{"report": "rep", "manager": "mgr", "skip-level": "skip"}

// Known reports whether there is such a role.
func Known(role string) bool { return slices.Contains(All, role) }

// List is all of them for a message: report, peer, manager or other.
func List() string { return text.Or(All) }

// Short is the role as a narrow table shows it; "" when it is short enough already.
func Short(role string) string { return short[role] }

// typed maps what people write for a role to the role.
var typed = map[string]string{
	"skip": "skip-level", "skip level": "skip-level", "skiplevel": "skip-level",
	"rep": "report", "direct report": "report", "mgr": "manager",
}

// Parse reads a role as a person types one, in any case, or abbreviated.
func Parse(word string) (string, bool) {
	word = strings.Join(strings.Fields(strings.ToLower(word)), " ")
	if full, ok := typed[word]; ok {
		return full, true
	}
	return word, Known(word)
}
