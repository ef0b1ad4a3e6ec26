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
