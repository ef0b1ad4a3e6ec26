package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/draft"
	"oneonone/internal/founding"
	"oneonone/notes"
	"oneonone/notes/page"
	"oneonone/template"
)

func newInitCmd(s *cli.Session) *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Create a notes folder",
		Long: `Create a notes folder, by default ~/oneonone, versioned by git.

A folder that has files already keeps them as they are; one that lies inside a
git repository uses that repository. A notes folder without a repository gets
one, with what is in it recorded. On a second laptop, --from brings the notes that
sync has put at an address.`,
		Example: `  oneonone init
  oneonone init --from git@example.org:sam/notes.git
  oneonone init ~/Documents/1on1s`,
		Args: cli.ArgsBetween(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if from != "" {
				return founding.From(c.Context(), s, args, from)
			}
			return founding.Init(c.Context(), s, args)
		},
	}
	c.Flags().StringVar(&from, "from", "", "clone the notes at this `URL`")
	return c
}

// openForNew opens the folder to write about someone. Unless sure objects, it
// makes the folder where there is none and adds the first person to an empty one.
// What it wrote is already on disk; saved names those files, so that they go into
// the entry's commit.
func openForNew(ctx context.Context, s *cli.Session, word string, dryRun bool, sure func() error) (w *cli.Workspace, saved []string, err error) {
	saved, err = s.EnsureFolder(ctx, dryRun, func() error {
		if _, err := notes.HandleFor(word, reserved(s)); err != nil {
			_, err = s.Open() // says that there is no folder
			return err
		}
		return sure()
	})
	if err != nil {
		return nil, nil, err
	}
	if w, err = s.Open(); err != nil || len(w.People()) > 0 || dryRun {
		return w, saved, err
	}
	add, handle, err := draft.NewPerson(w, template.Page{Name: notes.NameOf(word)}, reserved(s))
	if err == nil {
		err = sure()
	}
	if err != nil {
		return nil, nil, err
	}
	if err := w.History.Save([]page.Change{add}); err != nil {
		return nil, nil, err
	}
	s.Say("added %s", handle)
	w, err = s.Open()
	return w, append(saved, add.Path), err
}
