package theming

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/text"
	"oneonone/internal/when"
	"oneonone/notes/markdown"
	"oneonone/notes/themes"
)

func obstacleKind() *kind[screen.Obstacle] {
	return &kind[screen.Obstacle]{what: "theme", list: "oneonone themes obstacles --all", columns: screen.Obstacles,
		theme: func(o screen.Obstacle) themes.Theme { return o.Theme },
		short: func(o screen.Obstacle) string { return o.Short },
		shown: func(o screen.Obstacle) bool { return o.Recurs },
		write: screen.WriteObstacles}
}

// Obstacles lists recurring complaints, most pressing first, or the one that words
// name.
func Obstacles(ctx context.Context, s *cli.Session, words []string, o Options) error {
	w, since, err := openSince(s, o.Since)
	if err != nil {
		return err
	}
	all, problems, err := obstacles(w, since)
	if err != nil {
		return err
	}
	s.SayProblems(problems)
	once, err := obstacleKind().print(ctx, s, all, words, o, func(int) string { return noObstacle(len(all), since, s.Today()) })
	if err == nil && once > 0 && !o.As.Data() {
		s.Say("%s came up once and not again: --all lists them", text.Count(once, "more", "more"))
	}
	return err
}

// obstacles returns the folder's obstacles, each with its shortest unique handle.
func obstacles(w *cli.Workspace, since when.Date) ([]screen.Obstacle, []markdown.Problem, error) {
	found, problems, err := themes.Obstacles(w.Folder, themes.Window{Since: since})
	short := shortened(found, func(o themes.Obstacle) string { return o.ID })
	all := make([]screen.Obstacle, len(found))
	for i, o := range found {
		all[i] = screen.Obstacle{Obstacle: o, Short: short[o.ID], Today: w.Today}
	}
	return all, problems, err
}

// CompleteObstacles offers themes, any number of them, or one and then words from its
// lines.
func CompleteObstacles(s *cli.Session, thenWords bool) cli.Completer {
	return func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		const nothing = cobra.ShellCompDirectiveNoFileComp
		since, _ := c.Flags().GetString("since")
		w, from, err := openSince(s, since)
		if err != nil {
			return nil, nothing
		}
		all, _, err := obstacles(w, from)
		if err != nil {
			return nil, nothing
		}
		if thenWords && len(args) > 0 {
			one, err := obstacleKind().named(all, args[0])
			if err != nil {
				return nil, nothing
			}
			return one.Terms, nothing
		}
		return obstacleKind().completions(all, toComplete)
	}
}

// noObstacle says that no complaint recurs, and how to note one.
func noObstacle(found int, since, today when.Date) string {
	if found > 0 {
		return "no obstacle has come back since " + cli.ShortDate(since, today)
	}
	return `no obstacle since ` + cli.ShortDate(since, today) + `; a line under "## Obstacles", or one with #obstacle, is one`
}
