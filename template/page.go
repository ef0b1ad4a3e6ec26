package template

// Page is what the top page of someone new says, as FORMAT.md names the keys.
type Page struct {
	Handle, Name, Role, Cadence, Day, Time, Started, Template string
	Aliases                                                   []string
	Minutes                                                   int
	// Me is the folder owner's name, "" when not known.
	Me string
}

// TopPage makes the top page of someone new from the set's template.
func (s *Set) TopPage(p Page) ([]byte, error) {
	return s.execute(TopPageName, Data{Me: p.Me, Person: Person{
		Handle: p.Handle, Name: p.Name, Role: p.Role, Started: p.Started,
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

// AgreementPoints are the labels under Working agreement in the templates
// that ask for one. A point is unanswered while nothing stands behind its
// colon and nothing under it.
func AgreementPoints() []string {
	return []string{
		"What this time is for",
		"When we meet, and who may move it",
		"What stays between us",
		"Who writes what down",
		"How we reach each other when it cannot wait",
		"How we tell each other that something is wrong",
		"What can be decided without asking",
	}
}
