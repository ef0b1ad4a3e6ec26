package notes

import (
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// Answer is what was noted on a day, from 1 to 5: a mood, or whether the meeting
// was useful. Answers are shown with their days, never as a mean.
type Answer struct {
	Date  when.Date
	Given int
}

// answersOf returns what was noted at the meetings between two days, both included.
func answersOf(meetings []page.Meeting, since, until when.Date, given func(m page.Meeting) int) []Answer {
	var all []Answer
	for _, m := range meetings {
		if n := given(m); n > 0 && m.Took(until) && !m.Ref.Date.Before(since) {
			all = append(all, Answer{m.Ref.Date, n})
		}
	}
	return all
}

// Moods returns the moods noted at the meetings between two days, both included.
func Moods(meetings []page.Meeting, since, until when.Date) []Answer {
	return answersOf(meetings, since, until, func(m page.Meeting) int { return m.Mood })
}

// Usefulness returns what they answered when asked whether the meetings between
// two days, both included, were useful.
func Usefulness(meetings []page.Meeting, since, until when.Date) []Answer {
	return answersOf(meetings, since, until, func(m page.Meeting) int { return m.Useful })
}
