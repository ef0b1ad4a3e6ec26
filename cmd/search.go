package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/distill"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/when"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/search"
)

type searchOptions struct {
	with         []string
	since, until string
	private      bool
	pattern      string
	tags         bool
	edit         bool
	into         string
	as           cli.Format
}

func newSearchCmd(s *cli.Session) *cobra.Command {
	var o searchOptions
	c := &cobra.Command{
		Use:   "search [WORD...]",
		Short: "Find words and tags in the notes, newest first",
		Long: `Find items, paragraphs, headings and rows of tables that have every word,
"phrase" and #tag, newest first. A word is found where one begins with it: lower
case finds capitals too, letters without accents those with. A section of a kind
counts as its tag: what stands under "## Wins" is found by '#win'. Comments are
not searched, and private notes only with --private.

In a pipe each is a line that editors and compilers understand: file:line: text.`,
		Example: `  oneonone search migration
  oneonone search on-call '"false alarms"' --since "6 months ago"
  oneonone search '#win' --with alice --since 2026-01-01      the ledger
  oneonone search -e 'v[0-9]+ (slipped|moved)'
  oneonone search '#insight' -o insights.md                   to be reworded and shared
  oneonone search --tags                  which tags there are
  vim -q <(oneonone search migration)     jump from one to the next`,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if o.tags {
				return runTags(c.Context(), s, args, o)
			}
			return runSearch(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.StringSliceVar(&o.with, "with", nil, "only the notes about these people")
	f.StringVar(&o.since, "since", "", "entries since a day")
	f.StringVar(&o.until, "until", "", "entries up to and including a day")
	f.BoolVar(&o.private, "private", false, "private notes too")
	f.StringVarP(&o.pattern, "regexp", "e", "", "a regular `expression` instead of words")
	f.BoolVar(&o.tags, "tags", false, "count the tags instead")
	f.BoolVar(&o.edit, "open", false, "open one of them in the editor")
	f.StringVarP(&o.into, "output", "o", "", "write them without names, days and places into a new `file`, to be reworded and shared")
	c.MarkFlagsMutuallyExclusive("tags", "open", "output")
	cli.BindFormat(s, c, &o.as, screen.Hits)
	cli.AlsoPrints(s, c, "--tags", screen.TagCounts)
	cli.CompleteFlag(c, "with", cli.CompletePeople(s))
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	cli.CompleteFlag(c, "until", cli.CompletePastDates(s))
	return c
}

func runSearch(ctx context.Context, s *cli.Session, args []string, o searchOptions) error {
	q, err := o.query(args)
	if err != nil {
		return err
	}
	w, in, err := o.open(s)
	if err != nil {
		return err
	}
	hits, problems, err := search.Find(w.Folder, in, q)
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	if o.into != "" && len(hits) > 0 {
		return distill.Write(ctx, s, w, hits, o.into)
	}
	if o.as.Data() {
		return cli.Print(ctx, s, o.as, &render.Listing[search.Hit]{Columns: screen.Hits, Rows: hits}, "")
	}
	if len(hits) == 0 {
		s.Say("nothing found")
		return nil
	}
	if o.edit {
		return openHit(ctx, s, w, hits, q)
	}
	return s.Paged(ctx, func(out render.Output) error {
		return screen.WriteHits(out, hits, q, false, func(path string) string { return fromHere(s, w, path) })
	})
}

// openHit opens one of several hits in the editor, and records what comes back.
func openHit(ctx context.Context, s *cli.Session, w *cli.Workspace, hits []search.Hit, q *search.Query) error {
	if !s.Interactive() {
		return cli.Hinted(errors.New("--open needs a terminal"), "vim -q <(oneonone search WORD) opens them one after the other")
	}
	chosen := 0
	if len(hits) > 1 {
		if err := screen.WriteHits(s.Output(), hits, q, true, w.Shown); err != nil {
			return err
		}
		chosen = -1
		err := s.AskUntil(ctx, fmt.Sprintf("which one (1-%d, enter: none)? ", len(hits)), func(word string) error {
			n, err := strconv.Atoi(word)
			if err != nil || n < 1 || n > len(hits) {
				return fmt.Errorf("%q is not a number from 1 to %d", word, len(hits))
			}
			chosen = n - 1
			return nil
		})
		if err != nil || chosen < 0 {
			return err
		}
	}
	return writing.At(ctx, s, w, hits[chosen].Path, hits[chosen].Line)
}

func (o *searchOptions) query(args []string) (*search.Query, error) {
	if o.pattern != "" {
		if len(args) > 0 {
			return nil, cli.Usagef("-e searches for an expression: leave the words out")
		}
		q, err := search.Pattern(o.pattern)
		if err != nil {
			return nil, cli.Usagef("invalid expression %q: %v", o.pattern, err)
		}
		return q, nil
	}
	q, err := search.Parse(args)
	if errors.Is(err, search.ErrEmpty) {
		return nil, cli.Hinted(cli.Usage(err), "oneonone search WORD, or oneonone search --tags for the tags there are")
	}
	return q, err
}

// open gives the folder, and where in it to search.
func (o *searchOptions) open(s *cli.Session) (*cli.Workspace, search.In, error) {
	in := search.In{Private: o.private}
	w, err := s.Open()
	if err != nil {
		return nil, in, err
	}
	in.People = w.People()
	if len(o.with) > 0 {
		in.People = nil
	}
	for _, word := range o.with {
		p, err := w.Find(word)
		if err != nil {
			return nil, in, err
		}
		if !slices.ContainsFunc(in.People, func(q *notes.Person) bool { return q.Handle == p.Handle }) {
			in.People = append(in.People, p)
		}
	}
	for word, to := range map[*string]*when.Date{&o.since: &in.Since, &o.until: &in.Until} {
		if *word == "" {
			continue
		}
		if *to, err = when.ParseFrom(*word, s.Today(), when.Past); err != nil {
			return nil, in, cli.Usage(err)
		}
	}
	return w, in, nil
}

func runTags(ctx context.Context, s *cli.Session, args []string, o searchOptions) error {
	if len(args) > 0 || o.pattern != "" {
		return cli.Usagef("--tags counts all tags: leave the words out")
	}
	w, in, err := o.open(s)
	if err != nil {
		return err
	}
	counts, problems, err := search.Tags(w.Folder, in)
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	return cli.Print(ctx, s, o.as, &render.Listing[search.Count]{Columns: screen.TagCounts, Rows: counts}, "no tags yet: #win in an item is one")
}
