package template

import "slices"

// Page is what the top page of someone new says, as FORMAT.md names the keys.
type Page struct {
	Handle, Name, Role, Cadence, Day, Time, Started, Field, Template string
	Aliases                                                          []string
	Minutes                                                          int
	// Me is the folder owner's name, "" when not known.
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

// AgreementPoints are the questions that the templates ask for a working
// agreement with someone in a role; the label of each stands before the colon
// that the answer goes behind.
func AgreementPoints(role string) []Question {
	raw, _ := builtIn.ReadFile("questions/agreement.yaml") // embedded, so it is there
	f, _ := plainQuestions(string(raw))
	return slices.DeleteFunc(f.questions, func(q Question) bool { return q.Label == "" || !q.Suits(role) })
}
