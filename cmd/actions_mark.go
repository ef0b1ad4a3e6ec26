package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/lookup"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/clause"
	"oneonone/notes/markdown"
	"oneonone/notes/promise"
)

func newActionsDoneCmd(s *session) *cobra.Command {
	return s.markCmd("done", clause.Done, "Tick actions where they stand",
		`  oneonone actions done k4m
  oneonone actions done k4m k2w           several at once, one commit
  oneonone actions done alice migration   by words, when they fit just one`)
}

func newActionsDropCmd(s *session) *cobra.Command {
	return s.markCmd("drop", clause.Dropped, "Say of actions that nobody will do them; the notes keep them",
		`  oneonone actions drop k4m
  oneonone actions drop alice migration`)
}

func newActionsReopenCmd(s *session) *cobra.Command {
	return s.markCmd("reopen", clause.Open, "Take a tick back; the note is as it was before", `  oneonone actions reopen k4m`)
}

func (s *session) markCmd(name string, to clause.State, short, example string) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               name + " ID...",
		Short:             short,
		Example:           example,
		Args:              argsBetween(1, -1),
		ValidArgsFunction: s.completeActions(to),
		RunE: func(c *cobra.Command, args []string) error {
			return s.runMark(c.Context(), args, name, to, dryRun)
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func (s *session) runMark(ctx context.Context, args []string, verb string, to clause.State, dryRun bool) error {
	fits := func(t *promise.Thread) bool { return (t.State == clause.Open) != (to == clause.Open) }
	return s.changeActions(ctx, args, fits, verb, dryRun, func(p *notes.ActionPlan, t *promise.Thread) (string, error) {
		if t.State == to {
			s.say("%s is %s already: %s", t.Person, to, t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: %s: %s", t.Person, verb, t.Text), p.Mark(t, to, s.today())
	})
}

// changeActions changes the actions that arguments name, in one commit:
// planned plans the change of one and gives what is said of it afterwards, ""
// when there is nothing to change.
func (s *session) changeActions(ctx context.Context, args []string, fits func(*promise.Thread) bool, verb string, dryRun bool,
	planned func(p *notes.ActionPlan, t *promise.Thread) (string, error)) error {
	var said []string
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		said = nil
		look := w.Lookup()
		found, err := findActions(look, args, fits)
		if err != nil {
			return nil, err
		}
		actions := look.Plan()
		var texts []string
		var people []string
		for _, t := range found {
			what, err := planned(actions, t)
			if err != nil {
				return nil, explained(err, t)
			}
			if what == "" {
				continue
			}
			said, texts = append(said, what), append(texts, t.Text)
			if len(people) == 0 || people[len(people)-1] != t.Person {
				people = append(people, t.Person)
			}
		}
		if len(texts) == 0 {
			return nil, nil
		}
		changes, err := actions.Changes()
		if err != nil {
			return nil, explained(err, found[0])
		}
		said = append(said, newHandles(actions, found)...)
		subject := subjectLine(strings.Join(unique(people), ", ")+": "+verb+": ", texts)
		return &plan{changes: changes, message: history.Message{Subject: subject}}, nil
	})
	if err != nil || dryRun {
		return err
	}
	for _, line := range said {
		s.say("%s", line)
	}
	return nil
}

func unique(words []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			out = append(out, w)
		}
	}
	return out
}

// explained adds what to do next to what keeps an action from being changed.
func explained(err error, t *promise.Thread) error {
	var early *notes.ErrDueTooEarly
	if errors.As(err, &early) {
		return hinted(&usageError{err}, "a due date is on or after the day of the meeting; oneonone actions drop says that it will not be done")
	}
	var known interface{ Hint() string }
	var problem *markdown.Problem
	if errors.As(err, &problem) || errors.As(err, &known) {
		return err
	}
	line := t.Newest()
	return hinted(err, "oneonone edit %s %s opens the note", t.Person, strings.TrimSuffix(line.Path[strings.LastIndexByte(line.Path, '/')+1:], ".md"))
}

// newHandles tells of actions that are called otherwise now: a handle follows
// from how an action began, and so from its first line's owner.
func newHandles(p *notes.ActionPlan, found []*promise.Thread) []string {
	var said []string
	for _, t := range found {
		for _, now := range p.After(t.Person) {
			if now.Newest().Path == t.Newest().Path && now.Newest().Line == t.Newest().Line && now.Text != t.Text && now.ID != t.ID {
				said = append(said, fmt.Sprintf("%s: its handle is now %s", t.Person, now.ID[:5]))
			}
		}
	}
	return said
}

// findActions resolves what the arguments name. Nothing is found unless
// everything is.
func findActions(look *notes.Lookup, args []string, fits func(*promise.Thread) bool) ([]*promise.Thread, error) {
	found, err := look.Find(args, fits)
	var several *lookup.AmbiguousError
	if errors.As(err, &several) {
		return nil, hinted(err, "name one by its handle, or type more of its words")
	}
	return found, err
}

func isOpen(t *promise.Thread) bool { return t.State == clause.Open }

func newActionsDueCmd(s *session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "due ID... DATE",
		Short: "Set when an action is due, or none",
		Example: `  oneonone actions due k4m friday
  oneonone actions due alice migration 2026-12-04
  oneonone actions due k4m none`,
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completeActionThen(s.completeDates),
		RunE: func(c *cobra.Command, args []string) error {
			args, due, err := s.dueArgument(args)
			if err != nil {
				return err
			}
			return s.runActionsDue(c.Context(), args, due, dryRun)
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

// dueArgument takes the day off the end of the arguments, which may be
// several words: in 3 days.
func (s *session) dueArgument(args []string) (rest []string, due when.Date, err error) {
	for n := min(3, len(args)-1); n > 0; n-- {
		cut := len(args) - n
		word := strings.Join(args[cut:], " ")
		if word == "none" {
			return args[:cut], due, nil
		}
		if due, err = s.parseDue(word); err == nil {
			return args[:cut], due, nil
		}
	}
	return nil, due, err
}

// parseDue reads a due date: it lies ahead.
func (s *session) parseDue(word string) (when.Date, error) {
	d, err := when.ParseFrom(word, s.today(), when.Future)
	if err != nil {
		return d, &usageError{err}
	}
	return d, nil
}

func (s *session) runActionsDue(ctx context.Context, args []string, due when.Date, dryRun bool) error {
	return s.changeActions(ctx, args, isOpen, "due "+dueWords(due), dryRun, func(p *notes.ActionPlan, t *promise.Thread) (string, error) {
		if t.Due == due && !t.Newest().DueSpoken {
			s.say("%s is due %s already: %s", t.Person, dueWords(due), t.Text)
			return "", nil
		}
		what := fmt.Sprintf("%s: due %s: %s", t.Person, dueWords(due), t.Text)
		if due.IsZero() && t.Newest().DueSpoken {
			return "", hinted(fmt.Errorf("the due date %s is in the words of %s:%d", t.Due, t.Newest().Path, t.Newest().Line),
				"give it another date, or change its words with oneonone edit %s", t.Person)
		}
		return what, p.SetDue(t, due)
	})
}

// completeActionThen offers open actions, and behind the first also what they
// are given.
func (s *session) completeActionThen(then completer) completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		all, directive := s.completeActions(clause.Done)(c, args, toComplete)
		if len(args) > 0 {
			more, _ := then(c, args, toComplete)
			all = append(more, all...)
		}
		return all, directive
	}
}

func dueWords(due when.Date) string {
	if due.IsZero() {
		return "none"
	}
	return due.String()
}

func newActionsAssignCmd(s *session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "assign ID... OWNER",
		Short: "Give an action to somebody",
		Example: `  oneonone actions assign k4m bob
  oneonone actions assign alice migration me
  oneonone actions assign k4m @carol      somebody you keep no notes about`,
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completeActionThen(s.completePeople),
		RunE: func(c *cobra.Command, args []string) error {
			last := len(args) - 1
			return s.runAssign(c.Context(), args[:last], args[last], dryRun)
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func (s *session) runAssign(ctx context.Context, args []string, word string, dryRun bool) error {
	w, err := s.open()
	if err != nil {
		return err
	}
	owner, err := namedOwner(w, word)
	if err != nil {
		return err
	}
	who := ownersText([]string{owner})
	return s.changeActions(ctx, args, isOpen, "assign to "+who, dryRun, func(p *notes.ActionPlan, t *promise.Thread) (string, error) {
		if len(t.Owners) == 1 && t.Owners[0] == owner {
			s.say("it is %s's already: %s", who, t.Text)
			return "", nil
		}
		return fmt.Sprintf("%s: now %s's: %s", t.Person, who, t.Words()), p.SetOwner(t, owner)
	})
}

// namedOwner finds an owner to write into a note.
func namedOwner(w *workspace, word string) (string, error) {
	owner, err := resolveOwner(w, word)
	var nobody *lookup.NotFoundError
	if errors.As(err, &nobody) && len(nobody.Near) == 0 {
		return "", hinted(err, "write @%s for somebody you keep no notes about", strings.ReplaceAll(strings.ToLower(word), " ", "-"))
	}
	if err == nil && (owner == "" || owner == "@") {
		return "", usagef("there is no owner in %q", word)
	}
	return owner, err
}
