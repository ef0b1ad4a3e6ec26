package exchange

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/shared"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/habits"
	"oneonone/notes/page"
	"oneonone/notes/settings"
)

// counts is what happened to one person's notes.
type counts struct {
	entries      []when.Date // the days of new entries
	topics       int         // new in the hopper
	lines, fewer int         // other lines that are new, and that are gone
	apart        bool        // they are now in a repository of their own
}

// words says it in words.
func (c *counts) words(today when.Date) string {
	if c.apart {
		return "the doc, a repository of its own from now on,"
	}
	var parts []string
	switch len(c.entries) {
	case 0:
	case 1:
		parts = append(parts, "the 1:1 of "+cli.ShortDate(c.entries[0], today))
	default:
		parts = append(parts, text.Count(len(c.entries), "meeting", "meetings"))
	}
	if c.topics > 0 {
		parts = append(parts, text.Count(c.topics, "topic", "topics"))
	}
	if c.lines > 0 {
		parts = append(parts, text.Count(c.lines, "line", "lines"))
	}
	if len(parts) == 0 && c.fewer == 0 {
		return "other line ends or blank lines"
	}
	if len(parts) == 0 {
		parts = append(parts, text.Count(c.fewer, "fewer line", "fewer lines"))
	}
	return strings.Join(parts, " and ")
}

// yours says it of what was sent from here.
func (c *counts) yours(today when.Date) string {
	words := strings.TrimSuffix(c.words(today), ",")
	if rest, one := strings.CutPrefix(words, "the "); one {
		return "your " + rest
	}
	return words + " of yours"
}

// tallies are counts by whom the notes are about.
type tallies map[string]*counts

// names are the names in either tally, sorted.
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
	apart := newDocs(changes)
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
		if t[name].apart = apart[name] && c.New == nil; !t[name].apart {
			t[name].add(g, info, c)
		}
	}
	return t
}

// newDocs are the people whose notes became a shared doc with these changes.
func newDocs(changes []page.Change) map[string]bool {
	docs := map[string]bool{}
	i := slices.IndexFunc(changes, func(c page.Change) bool { return c.Path == page.SettingsFile })
	if i < 0 {
		return docs
	}
	now, err := settings.Parse(changes[i].New, habits.Names)
	if err != nil {
		return docs
	}
	was, err := settings.Parse(changes[i].Old, habits.Names)
	for handle := range now.Shared {
		docs[handle] = err != nil || was.Shared[handle] == ""
	}
	return docs
}

// add counts one changed note.
func (n *counts) add(g *page.Grammar, info page.PathInfo, c page.Change) {
	if c.Old == nil && c.New == nil {
		return // a link, or too large for a note
	}
	if info.Kind == page.KindEntry && c.Old == nil {
		n.entries = append(n.entries, info.Date)
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

// lineChanges counts the lines, blank ones aside, that only the new text has, and
// those that only the old one had.
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

// sayChangedMine says what the other side did to the user's own lines.
func sayChangedMine(ctx context.Context, out io.Writer, side *shared.Side, repo string, done *history.Synced) {
	name := "somebody"
	if len(done.From) == 1 {
		name, _, _ = strings.Cut(done.From[0], " ")
	}
	for _, c := range done.Came {
		if c.Old == nil || c.New == nil {
			continue
		}
		for _, t := range side.Touches(ctx, strings.TrimPrefix(c.Path, repo+"/"), c.Old, c.New) {
			verb := "changed"
			if t.Gone {
				verb = "removed"
			}
			fmt.Fprintf(out, "%s %s %s of yours: %s:%d\n", name, verb, text.Count(t.Lines, "line", "lines"), c.Path, t.Line)
		}
	}
}
