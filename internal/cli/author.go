package cli

import (
	"cmp"
	"context"
	"fmt"
	"net/mail"
	"os"
	"os/user"
	"strings"

	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// author is who commits are by when git's own rules name nobody: the author
// of oneonone.yaml, else the system's user. A note is worth more than a perfect
// signature, so this never fails for want of one.
func (s *Session) author(settings *settings.Settings) (name, email string, err error) {
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

// ParseAuthor reads "Name <mail>", as oneonone.yaml has it.
func ParseAuthor(text string) (*mail.Address, error) {
	a, err := mail.ParseAddress(text)
	if err != nil {
		return nil, Hinted(fmt.Errorf("%s: invalid author %q: write it as \"Name <mail>\"", page.SettingsFile, text),
			"oneonone config author \"Sam Rivera <sam@example.org>\"")
	}
	return a, nil
}

// Introduce finds who the folder's owner is when the folder is made: git's name
// for them, and an author for oneonone.yaml where git has none. At a terminal
// they are asked, once; elsewhere they are told what was written.
func (s *Session) Introduce(ctx context.Context, dir string) (me, author string, err error) {
	name, email := s.gitConfig(ctx, dir, "user.name"), s.gitConfig(ctx, dir, "user.email")
	if name == "" {
		name = s.Env.Getenv("GIT_AUTHOR_NAME")
	}
	if email == "" {
		email = cmp.Or(s.Env.Getenv("GIT_AUTHOR_EMAIL"), s.Env.Getenv("EMAIL"))
	}
	if name != "" && email != "" {
		return name, "", nil
	}
	s.OnlyLooking = true
	guessedName, guessedEmail, err := s.guessAuthor(settings.Default())
	s.OnlyLooking = false
	if err != nil {
		return "", "", err
	}
	author = (&mail.Address{Name: cmp.Or(name, guessedName), Address: cmp.Or(email, guessedEmail)}).String()
	if !s.Interactive() {
		s.Say("git has no name for you: notes are recorded as %s", author)
		s.Say("hint: oneonone config author \"Your Name <you@example.org>\"")
		return name, author, nil
	}
	s.Say("git has no name for you yet; what you answer is kept in %s.", page.SettingsFile)
	if name, err = s.AskFor(ctx, "Your name", cmp.Or(name, guessedName)); err != nil {
		return "", "", err
	}
	if email, err = s.AskFor(ctx, "Your mail address", cmp.Or(email, guessedEmail)); err != nil {
		return "", "", err
	}
	a := mail.Address{Name: name, Address: email}
	if _, err := mail.ParseAddress(a.String()); err != nil {
		return "", "", Usagef(`invalid mail address %q: try "sam@example.org", and run the command again`, email)
	}
	return name, a.String(), nil
}

// AskFor asks for a line; an empty one means what was suggested.
func (s *Session) AskFor(ctx context.Context, what, suggested string) (string, error) {
	line, err := s.ask(ctx, fmt.Sprintf("%s [%s]: ", what, suggested))
	if err != nil {
		return "", fmt.Errorf("reading an answer: %w", err)
	}
	return cmp.Or(strings.TrimSpace(line), suggested), nil
}

func (s *Session) guessAuthor(settings *settings.Settings) (name, email string, err error) {
	if settings.Author != "" {
		a, err := ParseAuthor(settings.Author)
		if err != nil {
			return "", "", err
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
	if s.OnlyLooking {
		return name, email, nil
	}
	s.Say("git has no name for you: recorded as %s <%s>", name, email)
	s.Say("hint: oneonone config author \"Your Name <you@example.org>\"")
	return name, email, nil
}
