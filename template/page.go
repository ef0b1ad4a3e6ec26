package template

import (
	"cmp"
	"slices"
	"strings"
)

// Page is what the top page of someone new says, as FORMAT.md names the keys.
type Page struct {
	Handle, Name, Role, Cadence, Day, Time, Started, Field, Template string
	Aliases                                                          []string
	Minutes                                                          int
	// Me is the folder owner's name, "" if unknown.
	Me string
}

// TopPage makes the top page of someone new from the set's template.
func (s *Set) TopPage(p Page) ([]byte, error) {
	return s.execute(TopPageName, Data{Me: p.Me, Person: Person{
		Handle: p.Handle, Name: p.Name, Role: p.Role, Started: p.Started, Field: p.Field,
		Cadence: p.Cadence, Day: p.Day, Time: p.Time, Template: p.Template, Aliases: p.Aliases, Minutes: p.Minutes,
	}})
}

// Invite makes the message that explains the meeting to someone before the
// first one, from the set's template.
func (s *Set) Invite(d Data) ([]byte, error) { return s.execute(InviteName, d) }

// Practice is the page on how to run a one-on-one, in Markdown.
func Practice() []byte {
	text, _ := builtIn.ReadFile("practice.md") // embedded, so it is there
	return text
}

// AgreementPoints returns the questions that the templates ask for a working
// agreement with someone in a role; the answer goes after each one's label and a
// colon.
func AgreementPoints(role string) []Question {
	raw, _ := builtIn.ReadFile("questions/agreement.yaml") // embedded, so it is there
	f, _ := plainQuestions(string(raw))
	return slices.DeleteFunc(f.questions, func(q Question) bool { return q.Label == "" || !q.Suits(role) })
}

// WithText returns the questions with a text.
func (b *Bank) WithText(text string) []Question {
	return slices.DeleteFunc(slices.Clone(b.Questions), func(q Question) bool { return q.Text != text })
}

// agreementField is where a template puts the points of the working agreement.
const agreementField = "{{.Agreement}}"

// HasPrompts reports whether the text of a template has a place for the day's questions.
func HasPrompts(raw string) bool { return strings.Contains(raw, ".Prompts") }

// OnPage returns the questions that the text of a template asks somebody in a role, in
// order: those that begin a line, and those for the points of the working agreement.
func (b *Bank) OnPage(raw, role string) []Question {
	at := map[string]int{}
	var all []Question
	for _, q := range b.Questions {
		text := q.Text
		if q.Label != "" && q.Suits(role) && strings.Contains(raw, agreementField) {
			text = agreementField
		}
		i := strings.Index(raw, text)
		if i < 0 || text != agreementField && !strings.HasSuffix(raw[:i], "\n") && !strings.HasSuffix(raw[:i], "<!-- ") {
			continue
		}
		at[q.ID], all = i, append(all, q)
	}
	slices.SortStableFunc(all, func(x, y Question) int { return cmp.Compare(at[x.ID], at[y.ID]) })
	return all
}
