package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/writing"
	"oneonone/notes"
	"oneonone/notes/page"
)

type hopperMoveOptions struct {
	to          string
	first, last bool
	dryRun      bool
}

func newHopperMoveCmd(s *cli.Session) *cobra.Command {
	var o hopperMoveOptions
	c := &cobra.Command{
		Use:   "move PERSON WORDS",
		Short: "Move a topic to somebody else, or to the front or the end",
		Long: `Move a topic to somebody else's hopper, or to the front or end of its own.

Topics are taken oldest first, those without a date before all others. So a
topic goes to the front by losing its date, and to the end by waiting since
today.`,
		Example: `  oneonone hopper move alice reorg --to bob
  oneonone hopper move alice promotion --first
  oneonone hopper move alice offsite --last`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			chosen := 0
			for _, set := range []bool{o.to != "", o.first, o.last} {
				if set {
					chosen++
				}
			}
			if chosen != 1 {
				return cli.Usagef("needs one of --to PERSON, --first or --last")
			}
			return runHopperMove(c.Context(), s, args, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.to, "to", "", "the person to talk about it with instead")
	f.BoolVar(&o.first, "first", false, "before all other topics")
	f.BoolVar(&o.last, "last", false, "behind all other topics")
	cli.DryRunFlag(f, &o.dryRun)
	cli.CompleteFlag(c, "to", cli.CompletePeople(s))
	return c
}

func runHopperMove(ctx context.Context, s *cli.Session, args []string, o hopperMoveOptions) error {
	switch {
	case o.first:
		return onTopic(ctx, s, args, o.dryRun, "first in hopper: ", "comes first", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
			return one(w.FirstTopic(handle, t))
		})
	case o.last:
		return onTopic(ctx, s, args, o.dryRun, "last in hopper: ", "comes last", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
			return one(w.LastTopic(handle, t, s.Today()))
		})
	}
	return onTopic(ctx, s, args, o.dryRun, "move to "+o.to+": ", "moved to "+o.to, func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
		to, err := w.Find(o.to)
		if err != nil {
			return nil, err
		}
		if to.Handle == handle {
			return nil, cli.Usagef("%q is already waiting for %s", t.Text, handle)
		}
		return w.GiveTopic(handle, to.Handle, t)
	})
}

// one is a change as a list, empty when there is nothing to change.
func one(c *page.Change, err error) ([]page.Change, error) {
	if c == nil {
		return nil, err
	}
	return []page.Change{*c}, err
}

func newHopperEditCmd(s *cli.Session) *cobra.Command {
	var text string
	var dryRun bool
	c := &cobra.Command{
		Use:   "edit PERSON [WORDS]",
		Short: "Change a topic's words, or open the page in the editor",
		Example: `  oneonone hopper edit alice reorg --text "the reorg, and who leads what"
  oneonone hopper edit alice              in the editor`,
		Args:              cli.ArgsBetween(1, -1),
		ValidArgsFunction: cli.CompleteTopics(s),
		RunE: func(c *cobra.Command, args []string) error {
			if text == "" {
				return writing.TopPage(c.Context(), s, args[0])
			}
			if len(args) < 2 {
				return cli.Hinted(cli.Usagef("which topic of %s?", args[0]), "oneonone hopper list %s shows them", args[0])
			}
			words := notes.TopicText(text)
			if words == "" {
				return cli.Usagef("no text for the topic")
			}
			return onTopic(c.Context(), s, args, dryRun, "reword topic: ", "now reads \""+words+"\"", func(w *cli.Workspace, handle string, t *notes.WaitingTopic) ([]page.Change, error) {
				return w.RewordTopic(handle, t, words)
			})
		},
	}
	c.Flags().StringVar(&text, "text", "", "the new wording")
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// peopleOfRole are the present people of a role.
func peopleOfRole(s *cli.Session, word string) ([]string, error) {
	role, err := cli.ParseRole(word)
	if err != nil {
		return nil, err
	}
	w, err := s.Open()
	if err != nil {
		return nil, err
	}
	var handles []string
	for _, p := range w.Present() {
		if p.Role == role {
			handles = append(handles, p.Handle)
		}
	}
	if len(handles) == 0 {
		return nil, fmt.Errorf("no one has the role %s", role)
	}
	return handles, nil
}
