package cmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/internal/screen"
	"oneonone/internal/sharing"
	"oneonone/internal/text"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newHopperCmd(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:   "hopper",
		Short: "Keep topics for next time",
		Long: `Keep topics for next time.

The next entry takes the oldest ones onto its agenda. A topic nobody got to
comes back by itself.`,
		Example: `  oneonone hopper add alice "how promotion works here"
  oneonone hopper list alice
  oneonone hopper drop alice promotion
  oneonone hopper take alice promotion    onto today's agenda`,
		Args: cobra.ArbitraryArgs,
		RunE: cli.NeedSubcommand,
	}
	c.AddCommand(newHopperAddCmd(s), newHopperListCmd(s), newHopperDropCmd(s), newHopperTakeCmd(s),
		newHopperMoveCmd(s), newHopperEditCmd(s))
	return c
}

func newHopperAddCmd(s *cli.Session) *cobra.Command {
	var ofRole string
	var dryRun bool
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a topic",
		Example: `  oneonone hopper add alice "how promotion works here"
  oneonone hopper add alice,bob the reorg
  oneonone hopper add --role report the reorg
  pbpaste | oneonone hopper add alice -   a topic a line, from standard input`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			var people []string
			var err error
			if ofRole != "" {
				people, err = peopleOfRole(s, ofRole)
			} else {
				if err = cli.ArgsBetween(2, -1)(c, args); err == nil {
					people, args = strings.Split(args[0], ","), args[1:]
				}
			}
			if err != nil {
				return err
			}
			texts, err := topicTexts(s, args)
			if err != nil {
				return err
			}
			return runHopperAdd(c.Context(), s, people, texts, dryRun)
		},
	}
	c.Flags().StringVar(&ofRole, "role", "", "add it for everyone in a role instead of PERSON")
	cli.CompleteFlag(c, "role", cobra.FixedCompletions(role.All, cobra.ShellCompDirectiveNoFileComp))
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// topicTexts are the topics of the arguments.
func topicTexts(s *cli.Session, args []string) ([]string, error) {
	lines, err := s.Lines(args)
	var topics []string
	for _, line := range lines {
		if line = notes.TopicText(line); line != "" {
			topics = append(topics, line)
		}
	}
	if err == nil && len(topics) == 0 {
		err = cli.Usagef("no text for the topic")
	}
	return topics, err
}

func runHopperAdd(ctx context.Context, s *cli.Session, people, texts []string, dryRun bool) error {
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		var p cli.Plan
		var told []cli.Told
		for _, word := range people {
			person, err := w.Find(word)
			if err != nil {
				return nil, err
			}
			change, known, err := w.AddTopics(person.Handle, texts, s.Today())
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
			p.Said = append(p.Said, fmt.Sprintf("%s: %s added to the hopper", person.Handle, text.Count(len(texts)-len(known), "topic", "topics")))
		}
		if len(p.Changes) == 0 {
			return &p, nil
		}
		p.Message = cli.MessageOf("add to hopper", told)
		return &p, nil
	})
	return err
}

func newHopperListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the waiting topics, oldest first",
		Example: `  oneonone hopper list
  oneonone hopper list alice --json`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runHopperList(c.Context(), s, args, as) },
	}
	cli.BindFormat(s, c, &as, screen.Topics)
	return c
}

func runHopperList(ctx context.Context, s *cli.Session, words []string, as cli.Format) error {
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

func newHopperDropCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "drop PERSON WORDS",
		Short: "Drop a topic, named by words of it",
		Example: `  oneonone hopper drop alice promotion
  oneonone hopper drop alice "how promotion works here"`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			return onTopic(c.Context(), s, args, dryRun, "drop from hopper: ", "dropped",
				func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
					return w.DropTopic(handle, t)
				})
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func newHopperTakeCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               "take PERSON WORDS",
		Short:             "Put a topic onto the agenda of today's entry, or of a coming one",
		Example:           "  oneonone hopper take alice promotion",
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			return onTopic(c.Context(), s, args, dryRun, "take up: ", "on the agenda",
				func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
					if t.InEntry {
						return nil, fmt.Errorf("%q is already on the agenda, at %s:%d", t.Text, t.Path, t.Line)
					}
					ref, err := w.NextAgenda(handle)
					if err != nil {
						return nil, err
					}
					return w.TakeTopic(handle, t, ref)
				})
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

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
