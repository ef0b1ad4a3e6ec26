package sharing

import (
	"context"

	"oneonone/internal/cli"
	"oneonone/internal/lookup"
	"oneonone/notes"
	"oneonone/notes/page"
)

// Added tells who added the topics of a shared doc: the author of the commit that
// did.
func Added(ctx context.Context, w *cli.Workspace, p *notes.Person, topics []*notes.WaitingTopic) error {
	if p.Doc == nil || len(topics) == 0 {
		return nil
	}
	g := w.Grammar()
	words := make([]string, len(topics))
	for i, t := range topics {
		words[i] = lookup.Fold(t.Text)
	}
	first, err := w.History.FirstSaid(ctx, "people/"+p.Handle, words, func(path string, src []byte) []string {
		var all []*page.Topic
		switch page.ParsePath(path).Kind {
		case page.KindTopPage:
			all = g.ParseTopPage(path, src).Hopper()
		case page.KindEntry:
			all = g.ParseEntry(path, src).Topics()
		}
		said := make([]string, len(all))
		for i, t := range all {
			said[i] = lookup.Fold(t.Text)
		}
		return said
	})
	if err != nil {
		return err
	}
	names := g.Of(p.Handle).Names()
	for i, t := range topics {
		c, known := first[words[i]]
		if !known || t.By != "" {
			continue
		}
		if t.By = c.Author; t.By != "" {
			if h, ok := names.Resolve(c.Author); ok {
				t.By = h
			}
		}
	}
	return nil
}
