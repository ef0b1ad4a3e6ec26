package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"oneonone/internal/history"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/lookup"
)

// moments are the ways to say a time of the day, today or on a day.
var moments = []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", time.RFC3339}

var commitWord = lazyregexp.New(`^[0-9a-f]{4,40}$`)

// Moment reads when something was: the end of a day, a time such as "09:30" or
// "2026-11-20 09:30", or a commit as the log shows it, just when it was made.
func (s *Session) Moment(ctx context.Context, w *Workspace, word string) (time.Time, error) {
	zone := s.Env.Now().Location()
	if t, err := time.ParseInLocation("2006-01-02 15:04", s.Today().String()+" "+word, zone); err == nil {
		return t, nil
	}
	for _, layout := range moments {
		if t, err := time.ParseInLocation(layout, word, zone); err == nil {
			return t, nil
		}
	}
	if commitWord().MatchString(word) && strings.ContainsAny(word, "0123456789") {
		for c, err := range w.History.Log(ctx, history.Query{Private: true}) {
			if err != nil {
				return time.Time{}, err
			}
			if strings.HasPrefix(c.Hash, word) {
				return c.Time, nil
			}
		}
		return time.Time{}, &lookup.NotFoundError{What: "commit", Name: word, Next: "oneonone log shows them"}
	}
	t, err := s.EndOf(word)
	if err != nil {
		return t, Hinted(err, "try a day, a time such as \"%s 09:30\", or a commit that oneonone log shows", s.Today())
	}
	return t, nil
}

// MomentText is how a moment is said: the day, and the time when that is not its
// end.
func MomentText(t time.Time) string {
	if t.Hour() == 23 && t.Minute() == 59 && t.Second() == 59 {
		return t.Format(time.DateOnly)
	}
	return fmt.Sprintf("%s %s", t.Format(time.DateOnly), t.Format("15:04"))
}
