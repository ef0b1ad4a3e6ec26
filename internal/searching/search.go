package searching

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/search"
)

// Options say where to search, how, and what to do with what is found.
type Options struct {
	With         []string // people; none are all
	Since, Until string
	Private      bool   // private notes too
	Pattern      string // a regular expression instead of words
	Open         bool   // one of them in the editor
	Into         string // a file to distil them into
	As           cli.Format
}

// Run searches, and lists, opens or distils what it finds.
func Run(ctx context.Context, s *cli.Session, args []string, o Options) error {
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
	if o.Into != "" && len(hits) > 0 {
		return distil(ctx, s, w, hits, o.Into)
	}
	if o.As.Data() {
		return cli.Print(ctx, s, o.As, &render.Listing[search.Hit]{Columns: screen.Hits, Rows: hits}, "")
	}
	if len(hits) == 0 {
		s.Say("nothing found")
		return nil
	}
	if o.Open {
		return openHit(ctx, s, w, hits, q)
	}
	return s.Paged(ctx, func(out render.Output) error {
		return screen.WriteHits(out, hits, q, false, func(path string) string { return s.FromHere(w, path) })
	})
}

// mostOffered is how many passages somebody may want to choose from.
const mostOffered = 500

// fewer says that there are too many hits for something.
func fewer(hits int, to string) error {
	return cli.Hinted(fmt.Errorf("%d lines are too many to %s", hits, to), "search for more words, or --with one person")
}

// openHit opens one of several hits in the editor, and records what comes back.
func openHit(ctx context.Context, s *cli.Session, w *cli.Workspace, hits []search.Hit, q *search.Query) error {
	if !s.Interactive() {
		return cli.Hinted(errors.New("--open needs a terminal"), "vim -q <(oneonone search WORD) opens them one after the other")
	}
	if len(hits) > mostOffered {
		return fewer(len(hits), "choose from")
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

func (o *Options) query(args []string) (*search.Query, error) {
	if o.Pattern != "" {
		if len(args) > 0 {
			return nil, cli.Usagef("-e searches for an expression: leave the words out")
		}
		q, err := search.Pattern(o.Pattern)
		if err != nil {
			return nil, cli.Usagef("invalid expression %q: %v", o.Pattern, err)
		}
		return q, nil
	}
	q, err := search.Parse(args)
	if errors.Is(err, search.ErrEmpty) {
		return nil, cli.Hinted(cli.Usage(err), "oneonone search WORD, or oneonone search --tags for the tags there are")
	}
	return q, err
}

// open returns the folder, and where in it to search.
func (o *Options) open(s *cli.Session) (*cli.Workspace, search.In, error) {
	in := search.In{Private: o.Private, Tagged: o.As.Data()}
	w, err := s.Open()
	if err != nil {
		return nil, in, err
	}
	in.People = w.People()
	if len(o.With) > 0 {
		in.People = nil
	}
	for _, word := range o.With {
		p, err := w.Find(word)
		if err != nil {
			return nil, in, err
		}
		if !slices.ContainsFunc(in.People, func(q *notes.Person) bool { return q.Handle == p.Handle }) {
			in.People = append(in.People, p)
		}
	}
	in.Since, in.Until, err = s.Span(o.Since, o.Until)
	return w, in, err
}

// Tags counts the tags of all notes, or of some.
func Tags(ctx context.Context, s *cli.Session, args []string, o Options) error {
	if len(args) > 0 || o.Pattern != "" {
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
	return cli.Print(ctx, s, o.As, &render.Listing[search.Count]{Columns: screen.TagCounts, Rows: counts}, "no tags yet: #win in an item is one")
}
