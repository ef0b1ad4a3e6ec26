package cli

import (
	"errors"
	"strings"

	"oneonone/internal/lookup"
	"oneonone/notes/clause"
)

// Owner finds the owner asked for; "" is anybody.
func (w *Workspace) Owner(word string) (string, error) {
	if word == "" || word == clause.Me || word == "you" || strings.HasPrefix(word, "@") {
		return strings.Replace(word, "you", clause.Me, 1), nil
	}
	if h, ok := w.Names().Resolve(word); ok {
		return h, nil
	}
	p, err := w.Find(word)
	if err != nil {
		return "", err
	}
	return p.Handle, nil
}

// NamedOwner finds an owner to write into a note.
func (w *Workspace) NamedOwner(word string) (string, error) {
	owner, err := w.Owner(word)
	var nobody *lookup.NotFoundError
	if errors.As(err, &nobody) && len(nobody.Near) == 0 {
		return "", Hinted(err, "write @%s for someone you keep no notes about", strings.ReplaceAll(strings.ToLower(word), " ", "-"))
	}
	if err == nil && (owner == "" || owner == "@") {
		return "", Usagef("no owner in %q", word)
	}
	return owner, err
}
