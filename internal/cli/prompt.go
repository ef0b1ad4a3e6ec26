package cli

import (
	"context"
	"fmt"

	"oneonone/internal/render"
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
		s.Say("%v", err)
		if hint := hintOf(err); hint != "" {
			s.Say("hint: %s", hint)
		}
	}
}

// ask asks one question. An interrupt ends the waiting.
func (s *Session) ask(ctx context.Context, question string) (string, error) {
	fmt.Fprint(s.Env.Stderr, render.Clean(question))
	type line struct {
		text string
		err  error
	}
	read := make(chan line, 1)
	go func() {
		text, err := readLine(s.Env.Stdin)
		read <- line{text, err}
	}()
	select {
	case l := <-read:
		return l.text, l.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
