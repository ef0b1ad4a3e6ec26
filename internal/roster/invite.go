package roster

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/lazyregexp"
	"oneonone/notes"
	"oneonone/template"
)

// Invite drafts the message that explains the meeting, has the user edit it if
// there is one, and prints it.
func Invite(ctx context.Context, s *cli.Session, word string, noEdit bool) error {
	w, people, err := s.OpenWith([]string{word})
	if err != nil {
		return err
	}
	set, err := w.Templates()
	if err != nil {
		return err
	}
	p := people[0]
	who := draft.Person(p)
	if p.Timezone != "" && who.Time != "" {
		who.Time += " my time"
	}
	text, err := set.Invite(template.Data{Person: who, Me: w.Settings.Me, Date: s.Today().String(), Others: othersLike(w.Present(), p)})
	if err != nil {
		return err
	}
	switch {
	case s.Interactive() && !noEdit:
		text, err = edited(ctx, s, p.Handle, text)
	default:
		sayComments(s, text)
	}
	if err != nil {
		return err
	}
	message := bytes.TrimSpace(aside().ReplaceAll(text, nil))
	if len(message) == 0 {
		s.Say("nothing is left of the message")
		return nil
	}
	out := s.Output()
	if err := out.Printf("%s\n", out.Text(string(message))); err != nil {
		return err
	}
	if w.Settings.Me == "" {
		s.Say("hint: oneonone config me \"Your Name\" signs it")
	}
	return nil
}

// othersLike counts the others in a person's role whom you meet regularly.
func othersLike(people []*notes.Person, p *notes.Person) int {
	n := 0
	for _, other := range people {
		if other != p && other.Role == p.Role && other.Cadence.Regular() {
			n++
		}
	}
	return n
}

// aside matches what the draft says to whoever edits it.
var aside = lazyregexp.New(`(?s)<!--(.*?)-->`)

// sayComments says what an editor would have shown.
func sayComments(s *cli.Session, text []byte) {
	for _, c := range aside().FindAllSubmatch(text, -1) {
		for line := range strings.Lines(strings.TrimSpace(string(c[1]))) {
			s.Say("%s", strings.TrimSpace(line))
		}
	}
}

// edited is a text as it comes back from the editor. It is not a note: its file
// is removed afterwards.
func edited(ctx context.Context, s *cli.Session, handle string, text []byte) ([]byte, error) {
	dir, err := os.MkdirTemp("", "oneonone-")
	if err != nil {
		return nil, fmt.Errorf("making a place for the draft: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "invite-"+handle+".md")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, fmt.Errorf("writing the draft: %w", err)
	}
	if err := s.EditFile(ctx, file, 1); err != nil {
		return nil, err
	}
	if text, err = os.ReadFile(file); err != nil {
		return nil, fmt.Errorf("reading the draft: %w", err)
	}
	return text, nil
}
