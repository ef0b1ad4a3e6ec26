package gitstore

import (
	"testing"
	"time"
)

// Commits that other programs made have whatever names these had.
func TestParseIdent(t *testing.T) {
	for s, want := range map[string]struct {
		name, email, at string
		ok              bool
	}{
		"Sam Rivera <sam@example.com> 1763640000 +0100": {"Sam Rivera", "sam@example.com", "2025-11-20T13:00:00+01:00", true},
		"Sam <sam> 1763640000":                          {"Sam", "sam", "2025-11-20T12:00:00Z", true},
		"Sam <> 1763640000 -0330":                       {"Sam", "", "2025-11-20T08:30:00-03:30", true},
		"<sam> 1763640000 +0000":                        {"", "sam", "2025-11-20T12:00:00Z", true},
		"a > b <c> 1763640000 +0000":                    {"a > b", "c", "2025-11-20T12:00:00Z", true},
		"Sam <a>b> 1763640000 odd":                      {"Sam", "a>b", "2025-11-20T12:00:00Z", true},
		"Sam <sam>":                                     {},
		"Sam <sam> soon":                                {},
		"Sam <sam 1763640000":                           {},
		"Sam":                                           {},
	} {
		p, ok := parseIdent(s)
		if ok != want.ok || ok && (p.name != want.name || p.email != want.email || p.when.Format(time.RFC3339) != want.at) {
			t.Errorf("%q: %q %q %s %t", s, p.name, p.email, p.when.Format(time.RFC3339), ok)
		}
	}
}
