package cli

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/jotting"
)

// PickTopics lists the waiting topics and asks which go onto the agenda; a new
// one may be typed too. An empty answer takes the default; 0 takes none.
func (s *Session) PickTopics(d *notes.EntryDraft) error {
	if !s.Interactive() {
		if len(d.Waiting) == 0 {
			s.Say("no topics waiting")
			return nil
		}
		return Hinted(Usagef("--pick asks which topics to take, which needs a terminal"), "oneonone hopper take %s WORDS puts one onto the agenda", d.Ref.Person)
	}
	taken := len(d.Topics)
	for i, t := range d.Waiting {
		mark := " "
		if i < taken {
			mark = "*"
		}
		line := fmt.Sprintf("%s %2d  %s", mark, i+1, t.Text)
		if t.PutBack > 0 {
			line += fmt.Sprintf(" (put back %s)", text.Count(t.PutBack, "time", "times"))
		}
		s.Say("%s", line)
	}
	question := "which ones, such as 1 3-5, or a new topic in words (enter: those with a *, 0: none)? "
	if len(d.Waiting) == 0 {
		question = "no topics waiting; a new one in words, or enter? "
	}
	chosen, err := s.pickOr(question, len(d.Waiting), d.Bring)
	if err == nil && chosen != nil {
		d.Choose(chosen)
	}
	return err
}

// Pick asks for numbers from 1 to n and gives them as indices from 0; none for an
// empty answer.
func (s *Session) Pick(question string, n int) ([]int, error) { return s.pickOr(question, n, nil) }

// pickOr asks for numbers until some are given, or nothing is. An answer in words
// goes to other, if it is not nil, and the question is asked again.
func (s *Session) pickOr(question string, n int, other func(words string) error) ([]int, error) {
	for {
		fmt.Fprint(s.Env.Stderr, question)
		answer, err := readLine(s.Env.Stdin)
		if err != nil {
			return nil, fmt.Errorf("reading which ones to take: %w", err)
		}
		chosen, err := pickedNumbers(answer, n)
		if err == nil {
			return chosen, nil
		}
		if other != nil && strings.ContainsFunc(answer, unicode.IsLetter) {
			if err = other(jotting.TopicText(answer)); err == nil {
				s.Say("added: %s", jotting.TopicText(answer))
				continue
			}
		}
		s.Say("%s", render.Clean(err.Error()))
	}
}

// readLine reads to the end of a line and no further: what follows is the
// editor's to read.
func readLine(r io.Reader) (string, error) {
	var line strings.Builder
	var b [1]byte
	for line.Len() < 1<<10 {
		n, err := r.Read(b[:])
		if n == 1 && b[0] == '\n' {
			return strings.TrimSpace(line.String()), nil
		}
		if n == 1 {
			line.WriteByte(b[0])
		}
		if errors.Is(err, io.EOF) && line.Len() > 0 {
			return strings.TrimSpace(line.String()), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", errors.New("the line is too long")
}

// pickedNumbers reads "1 3-5" or "1,3" as indices from 0; nil for no answer,
// empty for "0".
func pickedNumbers(answer string, n int) ([]int, error) {
	words := strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	if len(words) == 0 {
		return nil, nil
	}
	picked := []int{}
	if len(words) == 1 && words[0] == "0" {
		return picked, nil
	}
	for _, word := range words {
		first, last, isRange := strings.Cut(word, "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || from < 1 || to > n || to < from {
			return nil, fmt.Errorf("%q is not a number from 1 to %d", word, n)
		}
		for i := from; i <= to; i++ {
			picked = append(picked, i-1)
		}
	}
	return picked, nil
}
