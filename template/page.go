package template

// Page is what the top page of someone new says, as FORMAT.md names the keys.
type Page struct {
	Handle, Name, Role, Cadence, Day, Time, Started, Template string
	Aliases                                                   []string
	// Me is the folder owner's name, "" when not known.
	Me string
}

// TopPage makes the top page of someone new from the set's template.
func (s *Set) TopPage(p Page) ([]byte, error) {
	return s.execute(TopPageName, Data{Me: p.Me, Person: Person{
		Handle: p.Handle, Name: p.Name, Role: p.Role, Started: p.Started,
		Cadence: p.Cadence, Day: p.Day, Time: p.Time, Template: p.Template, Aliases: p.Aliases,
	}})
}

// TopPage makes a top page from the built-in template.
func TopPage(p Page) ([]byte, error) {
	s, err := NewSet(nil)
	if err != nil {
		return nil, err
	}
	return s.TopPage(p)
}
