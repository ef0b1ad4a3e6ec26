package agenda

import (
	"context"
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/jotting"
	"oneonone/notes/page"
)

// AddOptions say how topics are kept.
type AddOptions struct {
	Private bool // for the keeper's eyes, shown before the meeting
	Theirs  bool // the person's own, which come first
	DryRun  bool
}

// AddTopics adds topics to people's hoppers: one per line of input, or one made
// of all args.
func AddTopics(ctx context.Context, s *cli.Session, people, args []string, o AddOptions) error {
	texts, err := topicTexts(s, args)
	if err != nil {
		return err
	}
	_, err = s.Change(ctx, o.DryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		add, kept := w.AddTopics, "added to the hopper"
		if o.Private {
			add, kept = w.AddPrivateTopics, "kept for prep"
		}
		var p cli.Plan
		var told []cli.Told
		for _, word := range people {
			person, err := w.Find(word)
			if err != nil {
				return nil, err
			}
			owner := ""
			if o.Theirs {
				owner = person.Handle
			}
			change, known, err := add(person.Handle, texts, s.Today(), owner)
			if err != nil {
				return nil, err
			}
			for _, k := range known {
				p.Said = append(p.Said, fmt.Sprintf("%s: already waiting: %s", person.Handle, k))
			}
			if change == nil {
				continue
			}
			p.Changes = append(p.Changes, *change)
			for _, text := range texts {
				told = append(told, cli.Told{Person: person.Handle, Text: text})
			}
			p.Said = append(p.Said, fmt.Sprintf("%s: %s %s", person.Handle, text.Count(len(texts)-len(known), "topic", "topics"), kept))
		}
		if len(p.Changes) == 0 {
			return &p, nil
		}
		p.Message = cli.MessageOf("add to hopper", told)
		return &p, nil
	})
	return err
}

// topicTexts returns the topics that the arguments give.
func topicTexts(s *cli.Session, args []string) ([]string, error) {
	lines, err := s.Lines(args)
	var topics []string
	for _, line := range lines {
		if line = jotting.TopicText(line); line != "" {
			topics = append(topics, line)
		}
	}
	if err == nil && len(topics) == 0 {
		err = cli.Usagef("no text for the topic")
	}
	return topics, err
}

// Topics lists what waits to be talked about, the oldest first.
func Topics(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
	w, people, err := s.OpenWith(words)
	if err != nil {
		return err
	}
	l := render.Listing[screen.Topic]{Columns: screen.Topics}
	for _, p := range people {
		topics, err := w.HopperWithPutBacks(p.Handle, s.Today())
		if err != nil {
			return err
		}
		if err := sharing.Added(ctx, w, p, topics); err != nil {
			return err
		}
		l.Rows = append(l.Rows, screen.TopicsOf(topics, p.Handle, s.Today())...)
	}
	l.Columns = screen.TopicsShown(l.Rows)
	if err := cli.Print(ctx, s, as, &l, "no topics waiting: oneonone hopper add PERSON TEXT"); err != nil || as.Data() {
		return err
	}
	for _, t := range l.Rows {
		if t.PutBack >= notes.OftenPutBack {
			s.Say("%s: put back %d times: %s", t.Person, t.PutBack, t.Text)
		}
	}
	return nil
}

// dropping begins the subject of a commit that drops a topic, private ones included.
const dropping = "drop from hopper: "

// onTopic changes the one waiting topic that words name.
func onTopic(ctx context.Context, s *cli.Session, args []string, dryRun bool, verb, done string,
	planned func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error)) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		p, err := w.Find(args[0])
		if err != nil {
			return nil, err
		}
		waiting, err := w.Hopper(p.Handle)
		if err != nil {
			return nil, err
		}
		if verb == dropping {
			waiting = append(waiting, w.PrivateTopics(p.Handle)...)
		}
		t, err := notes.FindTopic(waiting, strings.Join(args[1:], " "))
		if err != nil {
			return nil, err
		}
		changes, err := planned(w, p.Handle, t)
		if err != nil {
			return nil, err
		}
		return &cli.Plan{Changes: changes, Message: history.Message{Subject: cli.SubjectLine(p.Handle+": "+verb, []string{t.Text})},
			Said: []string{fmt.Sprintf("%s: %s: %s", p.Handle, done, t.Text)}}, nil
	})
	return err
}

// DropTopic drops the topic that words name.
func DropTopic(ctx context.Context, s *cli.Session, args []string, dryRun bool) error {
	return onTopic(ctx, s, args, dryRun, dropping, "dropped", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
		return w.DropTopic(handle, t)
	})
}

// TakeTopic puts a topic onto the agenda of today's entry, or of a future one.
func TakeTopic(ctx context.Context, s *cli.Session, args []string, dryRun bool) error {
	return onTopic(ctx, s, args, dryRun, "take up: ", "on the agenda", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
		if t.InEntry {
			return nil, fmt.Errorf("%q is already on the agenda, at %s:%d", t.Text, t.Path, t.Line)
		}
		ref, err := w.NextAgenda(handle)
		if err != nil {
			return nil, err
		}
		return w.TakeTopic(handle, t, ref)
	})
}

// AddForRole adds topics for everybody in a role.
func AddForRole(ctx context.Context, s *cli.Session, role string, args []string, o AddOptions) error {
	people, err := peopleOfRole(s, role)
	if err != nil {
		return err
	}
	return AddTopics(ctx, s, people, args, o)
}

// RewordTopic changes the words of a topic.
func RewordTopic(ctx context.Context, s *cli.Session, args []string, text string, dryRun bool) error {
	words := jotting.TopicText(text)
	if words == "" {
		return cli.Usagef("no text for the topic")
	}
	return onTopic(ctx, s, args, dryRun, "reword topic: ", "now reads \""+words+"\"", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
		return w.RewordTopic(handle, t, words)
	})
}
