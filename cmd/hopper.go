package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
	"oneonone/notes/page"
)

func newHopperCmd(s *session) *cobra.Command {
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
		RunE: needSubcommand,
	}
	c.AddCommand(newHopperAddCmd(s), newHopperListCmd(s), newHopperDropCmd(s), newHopperTakeCmd(s),
		newHopperMoveCmd(s), newHopperEditCmd(s))
	return c
}

func newHopperAddCmd(s *session) *cobra.Command {
	var role string
	var dryRun bool
	c := &cobra.Command{
		Use:   "add PERSON TEXT",
		Short: "Add a topic",
		Example: `  oneonone hopper add alice "how promotion works here"
  oneonone hopper add alice,bob the reorg
  oneonone hopper add --role report the reorg
  pbpaste | oneonone hopper add alice -   a topic a line, from standard input`,
		Args:              argsBetween(1, -1),
		ValidArgsFunction: s.completeOnePerson,
		RunE: func(c *cobra.Command, args []string) error {
			var people []string
			var err error
			if role != "" {
				people, err = s.peopleOfRole(role)
			} else {
				if err = argsBetween(2, -1)(c, args); err == nil {
					people, args = strings.Split(args[0], ","), args[1:]
				}
			}
			if err != nil {
				return err
			}
			texts, err := s.topicTexts(args)
			if err != nil {
				return err
			}
			return s.runHopperAdd(c.Context(), people, texts, dryRun)
		},
	}
	c.Flags().StringVar(&role, "role", "", "add it for everybody of a role instead of PERSON")
	s.completeFlag(c, "role", cobra.FixedCompletions(notes.Roles, cobra.ShellCompDirectiveNoFileComp))
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

// topicTexts are the topics of the arguments: the words joined, or with "-"
// one topic a line of standard input.
func (s *session) topicTexts(args []string) ([]string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		in, err := io.ReadAll(io.LimitReader(s.env.Stdin, 1<<20))
		if err != nil {
			return nil, fmt.Errorf("reading topics from standard input: %w", err)
		}
		text = string(in)
	}
	var topics []string
	for line := range strings.Lines(text) {
		if line = notes.TopicText(line); line != "" {
			topics = append(topics, line)
		}
	}
	if len(topics) == 0 {
		return nil, usagef("there is no text for a topic")
	}
	return topics, nil
}

func (s *session) runHopperAdd(ctx context.Context, people, texts []string, dryRun bool) error {
	var said []string
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		said = nil
		var p plan
		var handles []string
		for _, word := range people {
			person, err := w.Find(word)
			if err != nil {
				return nil, err
			}
			change, known, err := w.AddTopics(person.Handle, texts, s.today())
			if err != nil {
				return nil, err
			}
			for _, k := range known {
				said = append(said, fmt.Sprintf("%s: waits already: %s", person.Handle, k))
			}
			if change == nil {
				continue
			}
			p.changes = append(p.changes, *change)
			handles = append(handles, person.Handle)
			said = append(said, fmt.Sprintf("%s: %s", person.Handle, topicsAdded(len(texts)-len(known))))
		}
		if len(p.changes) == 0 {
			return nil, nil
		}
		p.message = history.Message{Subject: subjectLine(strings.Join(handles, ", ")+": add to hopper: ", texts)}
		return &p, nil
	})
	if err != nil || dryRun {
		return err
	}
	for _, line := range said {
		s.say("%s", line)
	}
	return nil
}

func topicsAdded(n int) string {
	if n == 1 {
		return "1 topic added to the hopper"
	}
	return fmt.Sprintf("%d topics added to the hopper", n)
}

// subjectLine is a commit's subject: what was done, and to what, cut to a
// length that one line of a log can show.
func subjectLine(what string, texts []string) string {
	const width = 72
	subject := what + texts[0]
	if r := []rune(subject); len(r) > width {
		subject = strings.TrimSpace(string(r[:width-1])) + "…"
	}
	if len(texts) > 1 {
		subject += fmt.Sprintf(" (and %d more)", len(texts)-1)
	}
	return subject
}

// topicJSON is a topic as hopper list --json gives it.
type topicJSON struct {
	Person  string     `json:"person"`
	Text    string     `json:"text"`
	Since   *when.Date `json:"since"`
	AgeDays *int       `json:"age_days"`
	InEntry bool       `json:"in_entry"`
	PutBack int        `json:"times_put_back"`
	Path    string     `json:"path"`
	Line    int        `json:"line"`
}

func newHopperListCmd(s *session) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list [PERSON...]",
		Short: "List the topics that wait, oldest first",
		Example: `  oneonone hopper list
  oneonone hopper list alice --json`,
		Args:              argsBetween(0, -1),
		ValidArgsFunction: s.completePeople,
		RunE:              func(c *cobra.Command, args []string) error { return s.runHopperList(args, asJSON) },
	}
	jsonFlag(c.Flags(), &asJSON)
	return c
}

func (s *session) runHopperList(words []string, asJSON bool) error {
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	rows := []topicJSON{}
	var often []string
	table := render.Table{Columns: []render.Column{{Name: "person", Fixed: true}, {Name: "since", Fixed: true}, {Name: "topic"}, {Name: "where", Fixed: true}}}
	for _, p := range people {
		waiting, err := w.HopperWithPutBacks(p.Handle, s.today())
		if err != nil {
			return err
		}
		for _, t := range waiting {
			row := topicJSON{Person: p.Handle, Text: t.Text, Since: orNull(t.Since), InEntry: t.InEntry, PutBack: t.PutBack, Path: t.Path, Line: t.Line}
			if !t.Since.IsZero() {
				age := s.today().Sub(t.Since)
				row.AgeDays = &age
			}
			rows = append(rows, row)
			where := "hopper"
			if t.InEntry {
				where = "agenda of " + page.ParsePath(t.Path).Date.String()
			}
			if t.PutBack >= notes.OftenPutBack {
				often = append(often, fmt.Sprintf("%s: put back %d times: %s", p.Handle, t.PutBack, t.Text))
			}
			table.Add(render.Cell{Text: p.Handle, Style: render.Name}, render.Text(cmp.Or(t.Since.String(), "–")),
				render.Text(t.Text), render.Cell{Text: where, Style: render.Muted})
		}
	}
	if asJSON {
		return render.JSON(s.env.Stdout, rows)
	}
	if len(rows) == 0 {
		s.say("no topic waits: oneonone hopper add PERSON TEXT")
	}
	if err := table.Write(s.output()); err != nil {
		return err
	}
	for _, line := range often {
		s.say("%s", line)
	}
	return nil
}

func newHopperDropCmd(s *session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "drop PERSON WORDS",
		Short: "Drop a topic, named by words of it",
		Example: `  oneonone hopper drop alice promotion
  oneonone hopper drop alice "how promotion works here"`,
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completeTopics,
		RunE: func(c *cobra.Command, args []string) error {
			return s.onTopic(c.Context(), args, dryRun, "drop from hopper: ", "dropped",
				func(w *workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
					return w.DropTopic(handle, t)
				})
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

func newHopperTakeCmd(s *session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:               "take PERSON WORDS",
		Short:             "Put a topic onto the agenda of today's entry, or of a coming one",
		Example:           "  oneonone hopper take alice promotion",
		Args:              argsBetween(2, -1),
		ValidArgsFunction: s.completeTopics,
		RunE: func(c *cobra.Command, args []string) error {
			return s.onTopic(c.Context(), args, dryRun, "take up: ", "on the agenda",
				func(w *workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
					if t.InEntry {
						return nil, fmt.Errorf("%q is on the agenda already, at %s:%d", t.Text, t.Path, t.Line)
					}
					ref, err := s.nextAgenda(w, handle)
					if err != nil {
						return nil, err
					}
					return w.TakeTopic(handle, t, ref)
				})
		},
	}
	dryRunFlag(c.Flags(), &dryRun)
	return c
}

// currentEntry is the entry that things are added to: the person's newest.
func currentEntry(w *workspace, handle string) (page.EntryRef, error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return page.EntryRef{}, err
	}
	if len(refs) == 0 {
		return page.EntryRef{}, hinted(fmt.Errorf("%s has no entry yet", handle), "oneonone new %s writes one", handle)
	}
	return refs[len(refs)-1], nil
}

// nextAgenda is the entry that topics are put on: today's, or the next of a day
// to come, and none that says the meeting was skipped.
func (s *session) nextAgenda(w *workspace, handle string) (page.EntryRef, error) {
	refs, err := w.Entries(handle)
	if err != nil {
		return page.EntryRef{}, err
	}
	for _, r := range refs {
		if r.Date.Before(s.today()) {
			continue
		}
		if e, err := w.Read(r); err == nil && !e.Meeting().Skipped {
			return r, nil
		}
	}
	return page.EntryRef{}, hinted(fmt.Errorf("%s has no entry for today or a day to come", handle),
		"oneonone new %s takes the oldest topics, with --pick those you choose", handle)
}

// onTopic changes the one waiting topic that words name.
func (s *session) onTopic(ctx context.Context, args []string, dryRun bool, verb, done string,
	planned func(w *workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error)) error {
	var said string
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
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
		said = fmt.Sprintf("%s: %s: %s", p.Handle, done, t.Text)
		if len(changes) == 0 {
			return nil, nil
		}
		return &plan{changes: changes, message: history.Message{Subject: subjectLine(p.Handle+": "+verb, []string{t.Text})}}, nil
	})
	if err == nil && !dryRun {
		s.say("%s", said)
	}
	return err
}
