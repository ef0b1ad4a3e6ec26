package cmd

import (
	"oneonone/internal/cli"
	"oneonone/notes/cadence"
)

// setWhen adds to the keys of a page when somebody is away, and how long you
// meet. All leave is given at once; what was there before is replaced.
func setWhen(set map[string]any, away []string, minutes int) error {
	for _, word := range away {
		if _, err := cadence.ParseLeave(word); err != nil {
			return cli.Usage(err)
		}
	}
	if len(away) > 0 {
		set["away"] = away
	}
	switch {
	case minutes < 0 || minutes > 8*60:
		return cli.Usagef("%d minutes is no length of a meeting", minutes)
	case minutes > 0:
		set["minutes"] = minutes
	}
	return nil
}
