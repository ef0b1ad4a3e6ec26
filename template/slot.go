package template

import (
	"fmt"
	"strings"
)

// LastOfAll is the id of the coaching question that ends a talk.
const LastOfAll = "coach-7-harvest"

// lengths are the lengths of meetings, in minutes, that have a name.
var lengths = map[int]string{15: "a quarter of an hour", 30: "half an hour", 45: "three quarters of an hour", 60: "an hour", 90: "an hour and a half"}

// length is how long a meeting lasts, as people say it.
func (p Person) length() string {
	if p.Minutes <= 0 {
		return "a while"
	}
	if words, ok := lengths[p.Minutes]; ok {
		return words
	}
	return fmt.Sprintf("%d minutes", p.Minutes)
}

// oftens are the cadences that are said differently from how they are written.
var oftens = map[string]string{"weekly": "every week", "biweekly": "every other week", "monthly": "once a month", "quarterly": "once a quarter", "none": ""}

// often is when two people meet, as they say it: "" when it is not regular.
func (p Person) often() string {
	words, ok := oftens[p.Cadence]
	if !ok {
		words = p.Cadence
	}
	if words == "" {
		return ""
	}
	if p.Day != "" {
		words += " on " + strings.ToUpper(p.Day[:1]) + p.Day[1:]
	}
	if p.Time != "" {
		words += " at " + p.Time
	}
	return words
}
