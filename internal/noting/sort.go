package noting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

// sorting goes through the inbox with the user.
type sorting struct {
	s     *cli.Session
	o     Options
	names named
	quit  bool
}

// offer is a line, and whom it may be about.
type offer struct {
	Waiting
	people []*notes.Person
	// about is the rest of a line that begins with people's names, nil for any other
	// line.
	about *string
}

func (q *sorting) offer(line Waiting) offer {
	if people, rest := q.names.addressed(line.Text); people != nil {
		return offer{line, people, &rest}
	}
	return offer{line, q.names.in(line.Text), nil}
}

// sure reports whether enter is enough of an answer: the line names one person,
// or says whom it is about.
func (o *offer) sure() bool { return o.about != nil || len(o.people) == 1 }

func (o *offer) question() string {
	const others = "a name, s skip, d delete, q quit"
	switch {
	case o.sure():
		return fmt.Sprintf("  enter: %s; %s: ", strings.Join(handles(o.people), ","), others)
	case len(o.people) > 1:
		var choices []string
		for i, p := range o.people {
			choices = append(choices, fmt.Sprintf("%d %s", i+1, p.Handle))
		}
		return fmt.Sprintf("  %s; %s: ", strings.Join(choices, ", "), others)
	}
	return "  " + others + ": "
}

// sort asks what to do with a line until it is done. An error ends the whole session.
func (q *sorting) sort(ctx context.Context, line Waiting) error {
	o := q.offer(line)
	for {
		word := ""
		err := q.s.AskUntil(ctx, o.question(), func(typed string) error { word = typed; return nil })
		if errors.Is(err, io.EOF) {
			q.quit = true
			return nil
		}
		if err != nil {
			return err
		}
		done, err := q.answered(ctx, &o, word)
		if err == nil && done || ends(err) {
			return err
		}
		if err != nil {
			q.s.SayError(err)
		}
	}
}

// ends reports whether an error is not just about this line: git could not record
// the note, or the user has left.
func ends(err error) bool {
	var unrecorded *history.NotRecordedError
	var path *history.PathError
	return errors.As(err, &unrecorded) || errors.As(err, &path) || errors.Is(err, history.ErrLocked) || errors.Is(err, context.Canceled)
}

// answered does what the user says about a line; done is false when there is more
// to ask.
func (q *sorting) answered(ctx context.Context, o *offer, word string) (done bool, err error) {
	switch word {
	case "s":
		return true, nil
	case "q":
		q.quit = true
		return true, nil
	case "d":
		sure, err := q.s.Confirm(ctx, "  delete it?")
		if err != nil || !sure {
			return false, err
		}
		return true, q.take(ctx, o)
	case "":
		if !o.sure() {
			return false, nil
		}
		return true, q.note(ctx, o, handles(o.people))
	}
	people := strings.Split(word, ",")
	for i, name := range people {
		if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(o.people) {
			people[i] = o.people[n-1].Handle
		}
	}
	return true, q.note(ctx, o, people)
}

// note notes a line and takes it out of the inbox once git has it.
func (q *sorting) note(ctx context.Context, o *offer, people []string) error {
	words := o.Text
	if o.about != nil && strings.Join(people, ",") == strings.Join(handles(o.people), ",") {
		words = *o.about
	}
	known, err := write(ctx, q.s, people, []string{words}, o.raw, q.o)
	if err == nil && len(known) > 0 {
		err = q.recordKnown(ctx, known)
	}
	if err != nil || q.o.DryRun {
		return err
	}
	return q.take(ctx, o)
}

// recordKnown makes sure that git has the notes that already held a line: an
// interrupted run may have left it both there and in the inbox.
func (q *sorting) recordKnown(ctx context.Context, paths []string) error {
	w, err := q.s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	return q.s.SaveEdits(ctx, w, paths)
}

func (q *sorting) take(ctx context.Context, o *offer) error {
	w, err := q.s.Open()
	if err != nil {
		return err
	}
	defer w.History.Close()
	err = Take(ctx, w.History, w.Dir, o.raw)
	var path *history.PathError
	if errors.As(err, &path) {
		return cli.Hinted(fmt.Errorf("the line is recorded, but still in %s: %w", page.InboxFile, err), "%s", path.Hint)
	}
	return err
}

// end says what is left.
func (q *sorting) end(dir string) error {
	src, err := readInbox(dir)
	if err != nil {
		return err
	}
	if n := len(waitingIn(src)); n > 0 {
		q.s.Say("%s in %s", text.Count(n, "line waits", "lines wait"), page.InboxFile)
		return nil
	}
	q.s.Say("nothing waits in %s any more", page.InboxFile)
	return nil
}
