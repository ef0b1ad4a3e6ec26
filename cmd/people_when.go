package cmd

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/when"
	"oneonone/notes/cadence"
)

// setWhen adds to the keys of a page when somebody is away, and how long you
// meet. All leave is given at once; what was there before is replaced.
func setWhen(set map[string]any, today when.Date, away []string, minutes int) error {
	if len(away) > 0 {
		leaves, err := spelledLeaves(today, away)
		if err != nil {
			return err
		}
		set["away"] = leaves
	}
	switch {
	case minutes < 0 || minutes > 8*60:
		return cli.Usagef("invalid meeting length %d: try 30 (minutes)", minutes)
	case minutes > 0:
		set["minutes"] = minutes
	}
	return nil
}

// spelledLeaves are leaves as notes have them, of words a person typed.
func spelledLeaves(today when.Date, words []string) ([]string, error) {
	leaves := make([]string, len(words))
	for i, word := range words {
		l, err := cadence.LeaveFrom(strings.TrimSpace(word), today)
		if err != nil {
			return nil, cli.Usage(err)
		}
		leaves[i] = l.String()
	}
	return leaves, nil
}
