package cmd

import (
	"fmt"
	"net/mail"
	"os"
	"os/user"

	"oneonone/notes"
)

// author is who commits are by when git's own rules name nobody: the author
// of oneonone.yaml, else whoever the system says is at work here. A note is
// worth more than a perfect signature, so this never fails for want of one.
func (s *session) author(settings *notes.Settings) (name, email string, err error) {
	if s.guessed == nil {
		s.guessed = &identity{}
		s.guessed.name, s.guessed.email, s.guessed.err = s.guessAuthor(settings)
	}
	return s.guessed.name, s.guessed.email, s.guessed.err
}

// identity is who commits are by.
type identity struct {
	name, email string
	err         error
}

func (s *session) guessAuthor(settings *notes.Settings) (name, email string, err error) {
	if settings.Author != "" {
		a, err := mail.ParseAddress(settings.Author)
		if err != nil {
			return "", "", hinted(fmt.Errorf("%s: author %q is not of the form \"Name <mail>\"", notes.SettingsFile, settings.Author),
				"oneonone config author \"Sam Rivera <sam@example.org>\"")
		}
		return a.Name, a.Address, nil
	}
	login := "someone"
	if u, err := user.Current(); err == nil {
		login, name = u.Username, u.Name
	}
	if settings.Me != "" {
		name = settings.Me
	}
	if name == "" {
		name = login
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	email = login + "@" + host
	if s.onlyLooking {
		return name, email, nil
	}
	s.say("git does not know who you are; recorded as %s <%s>", name, email)
	s.say("hint: oneonone config author \"Your Name <you@example.org>\"")
	return name, email, nil
}
