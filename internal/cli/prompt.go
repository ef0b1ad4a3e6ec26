package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"oneonone/internal/render"

	"golang.org/x/term"
)

// AskUntil asks until an answer is understood or nothing is answered.
func (s *Session) AskUntil(ctx context.Context, question string, understood func(word string) error) error {
	for {
		word, err := s.ask(ctx, question)
		if err != nil || word == "" {
			return err
		}
		if err = understood(word); err == nil {
			return nil
		}
		s.SayError(err)
	}
}

// SayError says what is wrong with an answer, and what to do about it.
func (s *Session) SayError(err error) {
	s.Say("%v", err)
	if hint := hintOf(err); hint != "" {
		s.Say("hint: %s", hint)
	}
}

// AskSecret asks for what must not appear on the screen.
func (s *Session) AskSecret(ctx context.Context, question string) (string, error) {
	f, is := s.Env.Stdin.(*os.File)
	if !is || !isTerminal(f) {
		return s.ask(ctx, question)
	}
	before, err := term.GetState(int(f.Fd()))
	if err != nil {
		return "", err
	}
	defer fmt.Fprintln(s.Env.Stderr)
	defer term.Restore(int(f.Fd()), before)
	return s.answer(ctx, question, func() (string, error) {
		typed, err := term.ReadPassword(int(f.Fd()))
		return string(typed), err
	})
}

// ask asks one question. An interrupt ends the waiting.
func (s *Session) ask(ctx context.Context, question string) (string, error) {
	return s.answer(ctx, question, func() (string, error) { return readLine(s.Env.Stdin) })
}

func (s *Session) answer(ctx context.Context, question string, read func() (string, error)) (string, error) {
	fmt.Fprint(s.Env.Stderr, render.Clean(question))
	type line struct {
		text string
		err  error
	}
	came := make(chan line, 1)
	go func() {
		text, err := read()
		came <- line{text, err}
	}()
	select {
	case l := <-came:
		return l.text, l.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Confirm asks whether to go on; enter says no. --yes answers yes, and where
// nobody can be asked the answer is no.
func (s *Session) Confirm(ctx context.Context, question string) (bool, error) {
	if s.yes || !s.Interactive() {
		return s.yes, nil
	}
	answer, err := s.ask(ctx, question+" [y/N] ")
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	answer = strings.ToLower(strings.TrimSpace(answer))
	return answer == "y" || answer == "yes", nil
}
