package cmd

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/remote"
	"oneonone/internal/text"
	"oneonone/notes/page"
)

func newSyncCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "sync [PERSON...]",
		Short: "Bring the notes of two laptops together",
		Long: `Bring the notes here and those of the remote together: what was edited is
recorded, what is new there is merged, what is new here is sent. Notes that both
sides changed are merged by what they mean: a promise ticked here and given a
date there is both, topics that both added are all there. Where one line says
two things, both stay, as "or: … (keep one)", and the line is named.

The remote is any git remote, and your own git goes there, with your keys and
helpers. The folder has one, or a person's directory that is a repository of its
own; private/ goes nowhere unless it has a remote of its own. With people named,
only the repositories that keep notes about them. undo takes back what you did
here, never what came.`,
		Example: `  oneonone git remote add origin git@example.org:sam/notes.git
  oneonone sync
  oneonone sync --dry-run                 what would come`,
		Args:              cli.ArgsBetween(0, -1),
		ValidArgsFunction: cli.CompletePeople(s),
		RunE:              func(c *cobra.Command, args []string) error { return runSync(c.Context(), s, args, dryRun) },
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

func runSync(ctx context.Context, s *cli.Session, words []string, dryRun bool) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	var handles []string
	for _, word := range words {
		p, err := w.Find(word)
		if err != nil {
			return err
		}
		handles = append(handles, p.Handle)
	}
	shared, err := w.History.Shared(ctx, handles...)
	if err != nil {
		return err
	}
	if len(shared) == 0 {
		return cli.Hinted(errors.New("there is nowhere to sync with: the notes have no remote"),
			"make an empty, private repository on a server or a disk; then: oneonone git remote add origin URL && oneonone sync")
	}
	defer narrowMask()()
	if !dryRun {
		if err := w.History.SetDriver(ctx); err != nil {
			return err
		}
	}
	var failed []error
	for _, sh := range shared {
		if err := syncOne(ctx, s, w, sh, dryRun); err != nil {
			failed = append(failed, err)
		}
	}
	return oneByOne(s, failed)
}

// oneByOne tells of all errors and gives the last.
func oneByOne(s *cli.Session, failed []error) error {
	if len(failed) == 0 {
		return nil
	}
	last := len(failed) - 1
	for _, err := range failed[:last] {
		cli.PrintError(s.Env.Stderr, err)
	}
	return failed[last]
}

// syncOne syncs one repository and says how that went.
func syncOne(ctx context.Context, s *cli.Session, w *cli.Workspace, sh history.Shared, dryRun bool) error {
	done, err := w.History.Sync(ctx, sh, history.SyncOptions{
		Remote: remote.Options{Ask: s.Interactive()},
		DryRun: dryRun,
		Record: func(ctx context.Context) error { return s.SaveEdits(ctx, w, nil) },
		Settle: w.Settle(),
		Open:   func(path string) bool { return s.Unsaved(w, path) != nil },
	})
	if done != nil {
		saySynced(s, w, sh, done, dryRun)
	}
	var offline *remote.OfflineError
	if errors.As(err, &offline) {
		fmt.Fprintf(s.Env.Stdout, "%s  offline: %s\n", sh.Name(), commitsWait(done.Waiting))
	}
	if err != nil {
		return fmt.Errorf("syncing %s: %w", sh.Name(), err)
	}
	return nil
}

func commitsWait(n int) string {
	if n == 1 {
		return "1 commit waits"
	}
	return text.Count(n, "commit", "commits") + " wait"
}

// saySynced says what came and what went, a line for each person, and which
// lines are to decide.
func saySynced(s *cli.Session, w *cli.Workspace, sh history.Shared, done *history.Synced, dryRun bool) {
	from := "from the other laptop"
	if len(done.From) > 0 {
		from = "from " + strings.Join(done.From, " and ")
	}
	came, went := tally(w.Grammar(), done.Came), tally(w.Grammar(), done.Went)
	said := came.names(went)
	width := 0
	for _, name := range said {
		width = max(width, len(name))
	}
	for _, name := range said {
		var parts []string
		if c := came[name]; c != nil {
			parts = append(parts, c.String()+" "+from)
		}
		if c := went[name]; c != nil {
			parts = append(parts, c.String()+" of yours")
		}
		fmt.Fprintf(s.Env.Stdout, "%-*s  %s\n", width, name, strings.Join(parts, ", "))
	}
	for _, n := range done.Notices {
		s.Say("%s", n)
	}
	for _, d := range done.Decide {
		fmt.Fprintf(s.Env.Stdout, "1 line to decide: %s:%d\n", d.Path, d.Line)
	}
	switch {
	case dryRun:
		if done.Waiting > 0 {
			s.Say("%s: %s to be sent", sh.Name(), text.Count(done.Waiting, "commit", "commits"))
		}
		s.Say("nothing was changed (--dry-run)")
	case len(said) > 0 || done.Waiting > 0:
	case done.Taken+done.Sent > 0:
		s.Say("%s: %s taken in, %d sent", sh.Name(), text.Count(done.Taken, "commit", "commits"), done.Sent)
	default:
		s.Say("%s: nothing new, here or there", sh.Name())
	}
}

// counts is what happened to one person's notes.
type counts struct {
	entries      []string // the days of new entries
	topics       int      // new in the hopper
	lines, fewer int      // other lines that are new, and that are gone
}

// String says it in words.
func (c *counts) String() string {
	var parts []string
	switch len(c.entries) {
	case 0:
	case 1:
		parts = append(parts, "the 1:1 of "+c.entries[0])
	default:
		parts = append(parts, text.Count(len(c.entries), "meeting", "meetings"))
	}
	if c.topics > 0 {
		parts = append(parts, text.Count(c.topics, "topic", "topics"))
	}
	if c.lines > 0 {
		parts = append(parts, text.Count(c.lines, "line", "lines"))
	}
	if len(parts) == 0 {
		parts = append(parts, text.Count(c.fewer, "line", "lines")+" less")
	}
	return strings.Join(parts, " and ")
}

// tallies are counts by whom the notes are about.
type tallies map[string]*counts

// names are whom either side tells of, in the order of the alphabet.
func (t tallies) names(other tallies) []string {
	all := map[string]bool{}
	for _, side := range []tallies{t, other} {
		for name := range side {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// tally counts what changed.
func tally(g *page.Grammar, changes []page.Change) tallies {
	t := tallies{}
	for _, c := range changes {
		info := page.ParsePath(c.Path)
		name := info.Person
		if name == "" {
			name, _, _ = strings.Cut(c.Path, "/")
		}
		if info.Private {
			name = page.PrivateDir
		}
		if t[name] == nil {
			t[name] = &counts{}
		}
		t[name].add(g, info, c)
	}
	return t
}

// add counts one changed note.
func (n *counts) add(g *page.Grammar, info page.PathInfo, c page.Change) {
	if info.Kind == page.KindEntry && c.Old == nil {
		n.entries = append(n.entries, info.Date.String())
		return
	}
	if info.Kind == page.KindTopPage {
		before := map[string]bool{}
		for _, topic := range g.ParseTopPage(c.Path, c.Old).Hopper() {
			before[topic.Text] = true
		}
		for _, topic := range g.ParseTopPage(c.Path, c.New).Hopper() {
			if !before[topic.Text] {
				n.topics++
				n.lines--
			}
		}
	}
	more, fewer := lineChanges(c.Old, c.New)
	n.lines += more
	n.fewer += fewer
}

// lineChanges counts the lines, but for blank ones, that only the new text has,
// and that only the old one had.
func lineChanges(old, now []byte) (more, fewer int) {
	lines := map[string]int{}
	for l := range strings.Lines(string(old)) {
		lines[strings.TrimSpace(l)]++
	}
	for l := range strings.Lines(string(now)) {
		if l = strings.TrimSpace(l); lines[l] > 0 {
			lines[l]--
		} else if l != "" {
			more++
		}
	}
	for l, n := range lines {
		if l != "" {
			fewer += n
		}
	}
	return more, fewer
}
