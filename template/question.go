package template

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/role"
)

// Question is an open question to ask somebody.
type Question struct {
	ID       string
	Text     string
	Topic    string
	FollowUp string // what to ask next, may be empty
	Label    string // what the working agreement calls its answer, may be empty
	// Common is what the questions in a file can share.
	Common
	// Needs are what the person must have for it to make sense, such as goals; of Possessions.
	Needs []string
	// Sensitive says that it is about leaving, trust, blame or private matters: it
	// only comes when its topic is asked for, and not while you are getting to know
	// each other.
	Sensitive bool
	// Sour says that it is about what goes wrong: two such never come together, and
	// none by chance while you are getting to know each other, nor in a tender phase.
	Sour bool
	// Theme is what it shares with questions of other topics, a topic or a word of its
	// own; may be empty. Nobody is asked about one theme twice in a row.
	Theme string
	Path  string // the user's file in the notes folder; empty: built in
	Line  int    // in the file, from 1
}

// Common is what a question file says once for all its questions, or a question
// for itself.
type Common struct {
	Roles  []string // whom it can be asked; never empty
	Fields []string // fields of work it is about; empty: any
	Phases []string // phases it belongs to; empty: any time
	Unless []string // phases in which it does not come up by chance
	// Tenure is how many days the person must have been in the role, Met how many
	// you must have been meeting.
	Tenure, Met int
	Hint        string // how to ask it, may be empty
	Source      string // where the idea comes from, may be empty
}

// Suits reports whether a question can be asked of someone in a role; any
// question suits when no role is given.
func (q Question) Suits(role string) bool {
	return role == "" || slices.Contains(q.Roles, role)
}

// commonKeys are the keys of Common, questionKeys those of a question, fileKeys
// those of a file.
var (
	commonKeys   = []string{"roles", "fields", "phases", "unless", "tenure", "met", "hint", "source"}
	questionKeys = slices.Concat([]string{"id", "text", "topic", "follow_up", "label", "needs", "sensitive", "sour", "theme"}, commonKeys)
	fileKeys     = slices.Concat([]string{"topic", "title"}, commonKeys, []string{"sequence", "on_request", "questions"})
)

// set takes over what a file says about a question. values are the elements of a
// list, or the one value.
func (q *Question) set(key string, values []string) (err error) {
	text := strings.Join(values, ", ")
	switch key {
	case "id":
		q.ID = text
	case "text":
		q.Text = text
	case "topic":
		q.Topic = slug(text)
	case "follow_up":
		q.FollowUp = text
	case "label":
		q.Label = text
	case "needs":
		q.Needs, err = oneOf("need", values, Possessions)
	case "sensitive":
		q.Sensitive, err = truth(text)
	case "sour":
		q.Sour, err = truth(text)
	case "theme":
		q.Theme = slug(text)
	default:
		err = q.Common.set(key, values)
	}
	return err
}

func (c *Common) set(key string, values []string) (err error) {
	text := strings.Join(values, ", ")
	switch key {
	case "roles":
		c.Roles, err = oneOf("role", values, role.All)
	case "fields":
		c.Fields = eachOnce(values, strings.ToLower)
	case "phases":
		c.Phases, err = oneOf("phase", values, Phases)
	case "unless":
		c.Unless, err = oneOf("phase", values, Phases)
	case "tenure":
		c.Tenure, err = span(text)
	case "met":
		c.Met, err = span(text)
	case "hint":
		c.Hint = text
	case "source":
		c.Source = text
	}
	return err
}

// or fills in what is not said from what applies to the whole file.
func (c Common) or(file Common) Common {
	return Common{
		Roles: firstOf(c.Roles, file.Roles, role.All), Fields: firstOf(c.Fields, file.Fields), Phases: firstOf(c.Phases, file.Phases), Unless: firstOf(c.Unless, file.Unless),
		Tenure: cmp.Or(c.Tenure, file.Tenure), Met: cmp.Or(c.Met, file.Met),
		Hint: cmp.Or(c.Hint, file.Hint), Source: cmp.Or(c.Source, file.Source),
	}
}

func firstOf(lists ...[]string) []string {
	for _, l := range lists {
		if l != nil {
			return l
		}
	}
	return nil
}

// oneOf takes values that are all known.
func oneOf(what string, values, known []string) ([]string, error) {
	for _, v := range values {
		if !slices.Contains(known, v) {
			return nil, fmt.Errorf("unknown %s %q; try %s", what, shorten(v), eitherOf(known))
		}
	}
	if len(values) == 0 {
		return nil, fmt.Errorf("%ss is empty; leave it out for everybody", what)
	}
	return eachOnce(values, func(s string) string { return s }), nil
}

// eitherOf lists values for a message: report, peer or other.
func eitherOf(values []string) string {
	last := len(values) - 1
	if last == 0 {
		return values[0]
	}
	return strings.Join(values[:last], ", ") + " or " + values[last]
}

func eachOnce(values []string, as func(string) string) []string {
	var out []string
	for _, v := range values {
		if v = as(v); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func truth(text string) (bool, error) {
	if text != "true" && text != "false" {
		return false, errors.New("expected true or false here")
	}
	return text == "true", nil
}
