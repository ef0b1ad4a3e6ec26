package cmd

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/history"
	"oneonone/internal/render"
	"oneonone/internal/when"
	"oneonone/notes"
)

type actionsOptions struct {
	open, done, dropped, all bool
	owner                    string
	asJSON                   bool
}

func newActionsCmd(s *session) *cobra.Command {
	var o actionsOptions
	c := &cobra.Command{
		Use:   "actions [PERSON...]",
		Short: "List what was promised, most urgent first",
		Long: `List what was promised, most urgent first: the open actions, unless another
state is asked for. An action that lives through several entries is listed once.`,
		Example: `  oneonone actions                        everything open
  oneonone actions alice --owner me
  oneonone actions --done --json
  oneonone actions done 7f3               tick it where it stands`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: s.completePeople,
		RunE:              func(c *cobra.Command, args []string) error { return s.runActions(c.Context(), args, o) },
	}
	f := c.Flags()
	f.BoolVar(&o.open, "open", false, "the open ones (this is what is listed when nothing is said)")
	f.BoolVar(&o.done, "done", false, "the done ones")
	f.BoolVar(&o.dropped, "dropped", false, "the dropped ones")
	f.BoolVar(&o.all, "all", false, "all of them")
	f.StringVar(&o.owner, "owner", "", "those of one owner: a person, or me for your own and those without owner")
	jsonFlag(f, &o.asJSON)
	s.completeFlag(c, "owner", s.completePeople)
	c.AddCommand(newActionsDoneCmd(s), newActionsReopenCmd(s))
	return c
}

// actionJSON is an action as FORMAT.md's "Machine-readable output" has it.
type actionJSON struct {
	ID      string       `json:"id"`
	Person  string       `json:"person"`
	Text    string       `json:"text"`
	Owners  []string     `json:"owners"`
	State   notes.State  `json:"state"`
	Since   when.Date    `json:"since"`
	Due     *when.Date   `json:"due"`
	Done    *when.Date   `json:"done"`
	Overdue bool         `json:"overdue"`
	AgeDays int          `json:"age_days"`
	Path    string       `json:"path"`
	Line    int          `json:"line"`
	Lines   []lineOfJSON `json:"lines"`
}

type lineOfJSON struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

func actionAsJSON(t *notes.Thread, today when.Date) actionJSON {
	newest := t.Newest()
	j := actionJSON{ID: t.ID, Person: t.Person, Text: t.Text, Owners: append([]string{}, t.Owners...), State: t.State,
		Since: t.Since, Due: orNull(t.Due), Done: orNull(t.Done), Overdue: t.Overdue(today), AgeDays: t.AgeDays(today),
		Path: newest.Path, Line: newest.Line, Lines: []lineOfJSON{}}
	for _, l := range t.Lines {
		j.Lines = append(j.Lines, lineOfJSON{l.Path, l.Line})
	}
	return j
}

// wanted reports whether an action is in one of the states asked for.
func (o actionsOptions) wanted(t *notes.Thread) bool {
	switch {
	case o.all:
		return true
	case !o.open && !o.done && !o.dropped:
		return t.State == notes.Open
	}
	return o.open && t.State == notes.Open || o.done && t.State == notes.Done || o.dropped && t.State == notes.Dropped
}

func (s *session) runActions(_ context.Context, words []string, o actionsOptions) error {
	w, people, err := s.openWith(words)
	if err != nil {
		return err
	}
	owner, err := resolveOwner(w, o.owner)
	if err != nil {
		return err
	}
	var threads []*notes.Thread
	var ids []string
	for _, p := range people {
		of, problems := w.Threads(p.Handle)
		s.sayProblems(problems)
		for _, t := range of {
			ids = append(ids, t.ID)
			if o.wanted(t) && ownedBy(t, owner) {
				threads = append(threads, t)
			}
		}
	}
	today := s.today()
	notes.SortByUrgency(threads, today)
	if o.asJSON {
		rows := make([]actionJSON, len(threads))
		for i, t := range threads {
			rows[i] = actionAsJSON(t, today)
		}
		return render.JSON(s.env.Stdout, rows)
	}
	if len(threads) == 0 {
		s.say("no such action")
	}
	return actionTable(threads, notes.ShortIDs(ids), today).Write(s.output())
}

// resolveOwner finds the owner asked for; "" is anybody.
func resolveOwner(w *workspace, word string) (string, error) {
	if word == "" || word == notes.Me || strings.HasPrefix(word, "@") {
		return word, nil
	}
	if h, ok := w.Names().Resolve(word); ok {
		return h, nil
	}
	p, err := w.Find(word)
	if err != nil {
		return "", err
	}
	return p.Handle, nil
}

// ownedBy reports whether an action is an owner's; one without owner is the
// keeper's to chase (FORMAT.md, "Actions").
func ownedBy(t *notes.Thread, owner string) bool {
	return owner == "" || slices.Contains(t.Owners, owner) || owner == notes.Me && len(t.Owners) == 0
}

func actionTable(threads []*notes.Thread, short map[string]string, today when.Date) *render.Table {
	table := &render.Table{Columns: []render.Column{{Name: "id", Fixed: true}, {Name: "person", Fixed: true},
		{Name: "owner", Fixed: true}, {Name: "action"}, {Name: "due", Fixed: true}, {Name: "since", Fixed: true}}}
	for _, t := range threads {
		table.Add(
			render.Cell{Text: short[t.ID], Style: render.Muted},
			render.Cell{Text: t.Person, Style: render.Name},
			render.Text(ownersText(t.Owners)),
			render.Text(t.Text),
			dueCell(t, today),
			render.Cell{Text: ago(t.Since, today), Style: render.Muted, Piped: t.Since.String()})
	}
	return table
}

// ownersText names owners as a person says them: the folder's owner is "you".
func ownersText(owners []string) string {
	if len(owners) == 0 {
		return "–"
	}
	said := make([]string, len(owners))
	for i, o := range owners {
		said[i] = o
		if o == notes.Me {
			said[i] = "you"
		}
	}
	return strings.Join(said, ", ")
}

func dueCell(t *notes.Thread, today when.Date) render.Cell {
	switch {
	case t.State == notes.Done:
		return render.Cell{Text: strings.TrimSpace("done " + shortDate(t.Done, today)), Style: render.Good, Piped: cmp.Or(t.Done.String(), "done")}
	case t.State == notes.Dropped:
		return render.Cell{Text: "dropped", Style: render.Muted}
	case t.Due.IsZero():
		return render.Cell{Text: "–", Style: render.Muted}
	}
	cell := render.Cell{Text: shortDate(t.Due, today), Piped: t.Due.String()}
	if t.Overdue(today) {
		cell.Style = render.Bad
	}
	return cell
}

// shortDate is a day as people say it when the year goes without saying:
// "4 Dec", and "4 Dec 2027" when it does not.
func shortDate(d, today when.Date) string {
	if d.IsZero() {
		return ""
	}
	if d.Year == today.Year || abs(d.Sub(today)) < 180 {
		return d.Time().Format("2 Jan")
	}
	return d.Time().Format("2 Jan 2006")
}

// ago is how long ago a day was, in the unit a person would use.
func ago(d, today when.Date) string {
	days := today.Sub(d)
	switch {
	case d.IsZero():
		return ""
	case days < 0:
		return shortDate(d, today)
	case days == 0:
		return "today"
	case days < 14:
		return fmt.Sprintf("%dd", days)
	case days < 70:
		return fmt.Sprintf("%dw", days/7)
	case days < 730:
		return fmt.Sprintf("%dmo", days/30)
	}
	return fmt.Sprintf("%dy", days/365)
}

func newActionsDoneCmd(s *session) *cobra.Command {
	return s.markCmd("done", notes.Done, "Tick actions where they stand",
		`  oneonone actions done 7f3
  oneonone actions done 7f3 k2m           several at once, one commit
  oneonone actions done alice migration   by words, when they fit just one`)
}

func newActionsReopenCmd(s *session) *cobra.Command {
	return s.markCmd("reopen", notes.Open, "Take a tick back; the note is as it was before", `  oneonone actions reopen 7f3`)
}

func (s *session) markCmd(name string, to notes.State, short, example string) *cobra.Command {
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

func (s *session) runMark(ctx context.Context, args []string, verb string, to notes.State, dryRun bool) error {
	var marked []*notes.Thread
	_, err := s.change(ctx, dryRun, func(w *workspace) (*plan, error) {
		marked = nil
		found, err := findActions(w, args)
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			if t.State == to {
				s.say("%s is %s already: %s", t.Person, to, t.Text)
				continue
			}
			marked = append(marked, t)
		}
		if len(marked) == 0 {
			return nil, nil
		}
		changes, err := w.MarkThreads(marked, to, s.today())
		if err != nil {
			return nil, err
		}
		texts := make([]string, len(marked))
		for i, t := range marked {
			texts[i] = t.Text
		}
		return &plan{changes: changes, message: history.Message{Subject: subjectLine(marked[0].Person+": "+verb+": ", texts)}}, nil
	})
	if err != nil || dryRun {
		return err
	}
	for _, t := range marked {
		s.say("%s: %s: %s", t.Person, verb, t.Text)
	}
	return nil
}

// findActions resolves handles; one that is none is taken, with the other
// arguments, as a person and words. Nothing is found unless everything is.
func findActions(w *workspace, args []string) ([]*notes.Thread, error) {
	var all []*notes.Thread
	for _, p := range w.People() {
		threads, _ := w.Threads(p.Handle)
		all = append(all, threads...)
	}
	var found []*notes.Thread
	var firstErr error
	for _, id := range args {
		t, err := notes.FindAction(all, id)
		if err != nil {
			firstErr = cmp.Or(firstErr, err)
			continue
		}
		if !slices.Contains(found, t) {
			found = append(found, t)
		}
	}
	if firstErr == nil {
		return found, nil
	}
	if len(found) > 0 {
		return nil, firstErr
	}
	t, err := findActionByWords(w, all, args)
	if err != nil {
		return nil, err
	}
	return []*notes.Thread{t}, nil
}

// findActionByWords finds the one open action that words name, the first of
// which may be a person.
func findActionByWords(w *workspace, all []*notes.Thread, args []string) (*notes.Thread, error) {
	words := args
	if p, err := w.Find(args[0]); err == nil && len(args) > 1 {
		all = slices.DeleteFunc(slices.Clone(all), func(t *notes.Thread) bool { return t.Person != p.Handle })
		words = args[1:]
	}
	return notes.FindActionByWords(all, strings.Join(words, " "))
}
