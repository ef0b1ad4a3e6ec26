package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/screen"
	"oneonone/internal/theming"
)

func newThemesCmd(s *cli.Session) *cobra.Command {
	var o theming.RisingOptions
	c := &cobra.Command{
		Use:   "themes",
		Short: "See what several people say: obstacles, questions, themes",
		Long: `List words and phrases that more people say than used to, the surest first: with
who, how often, week by week, and their lines. What they have said in the last
eight weeks is compared with the year before, by the log-likelihood of Dunning
(1993) as Rayson and Garside (2000) use it; it has to hold without whoever says
it the most. Names, words that say nothing and questions of "ask" do not count.

--no-names prints words and counts only: ordinary words that three people wrote,
none that may be a name, as far as all the notes tell. It says what it leaves out.
-o FILE writes that as a note for everybody; read it before you send it. Private
notes and archived people never enter.`,
		Example: `  oneonone themes
  oneonone themes --since 2026-09-01 --min-people 4
  oneonone themes -o all-hands.md
  oneonone themes obstacles               complaints that come back
  oneonone themes questions               what they ask you`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return cli.UnknownCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return theming.Rising(c.Context(), s, o) },
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "8w", "how far back: a length of time, or a day")
	f.IntVar(&o.People, "min-people", 3, "the least `number` of people who say it")
	f.BoolVar(&o.NoNames, "no-names", false, "words and counts only, fit to share")
	cli.NewFileFlag(f, &o.Into, "write a note for everybody into a new `file`")
	cli.BindFormat(s, c, &o.As, screen.Risings)
	cli.AlsoPrints(s, c, "--no-names", screen.Plains)
	cli.Exclude(c, "output", "json", "csv")
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	c.AddCommand(newThemesObstaclesCmd(s), newThemesQuestionsCmd(s), newThemesAnswerCmd(s), newThemesJoinCmd(s), newThemesSplitCmd(s))
	return c
}

func newThemesObstaclesCmd(s *cli.Session) *cobra.Command {
	var o theming.Options
	c := &cobra.Command{
		Use:   "obstacles [THEME]",
		Short: "List complaints that come back while nothing changes",
		Long: `List the obstacles that came up again in the last half year, in anybody's notes:
those that nobody owns first, those of which something was done last, and among
these what the most people say first. With a THEME, show all its lines.

They come from lines under "## Obstacles" or with #obstacle, and from topics that
were put back three times. Lines belong together that share words, whatever their
form, or words for one thing; promises about one are named with it. Where that is
wrong, "themes join" and "themes split" say so. Archived people and private notes
are left out.`,
		Example: `  oneonone themes obstacles
  oneonone themes obstacles false alarms        all its lines
  oneonone themes obstacles --since 2026-01-01 --all`,
		ValidArgsFunction: theming.CompleteObstacles(s, false),
		RunE: func(c *cobra.Command, args []string) error {
			return theming.Obstacles(c.Context(), s, args, o)
		},
	}
	c.Flags().StringVar(&o.Since, "since", "26w", "how far back: a length of time, or a day")
	c.Flags().BoolVar(&o.All, "all", false, "also what came up only once")
	cli.BindFormat(s, c, &o.As, screen.Obstacles)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

func newThemesJoinCmd(s *cli.Session) *cobra.Command {
	var o theming.Edit
	c := &cobra.Command{
		Use:   "join THEME THEME...",
		Short: "Say that several themes are one",
		Long: `Say that themes are one, under the name of the first: each a theme that is listed,
or words that its lines have. It is kept in themes.md in the folder, as
"- false alarms: pager, alert noise", which you can edit.`,
		Example: `  oneonone themes join "false alarms" pager
  oneonone themes join k4m s8y`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: theming.CompleteObstacles(s, false),
		RunE:              func(c *cobra.Command, args []string) error { return theming.Join(c.Context(), s, args, o) },
	}
	bindThemesEdit(s, c, &o, "themes")
	return c
}

func newThemesSplitCmd(s *cli.Session) *cobra.Command {
	var o theming.Edit
	c := &cobra.Command{
		Use:   "split THEME WORD...",
		Short: "Say that lines with some words are a theme of their own",
		Long: `Say that the lines of a theme that have some words, in any form, are a theme of
their own. It is kept as a line of themes.md in the folder, which you can edit.`,
		Example:           `  oneonone themes split meetings stand-up`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: theming.CompleteObstacles(s, true),
		RunE:              func(c *cobra.Command, args []string) error { return theming.Split(c.Context(), s, args, o) },
	}
	bindThemesEdit(s, c, &o, "themes")
	return c
}

func newThemesQuestionsCmd(s *cli.Session) *cobra.Command {
	var o theming.Options
	c := &cobra.Command{
		Use:   "questions [QUESTION]",
		Short: "List what they ask you",
		Long: `List what others asked you in the last half year: first what nobody has
answered, and of that what most people ask. With a QUESTION, show everybody's words.

They come from lines with "Q:", and from topics that end in a question mark and
that they brought: under "## Alice's topics" or "## Alice's hopper", or added to a
shared doc by them. Questions that "ask" has are yours. A question is answered by
"A:" under it, and a topic when it was talked about.`,
		Example: `  oneonone themes questions
  oneonone themes questions k4m             in everybody's words
  oneonone themes answer k4m "operations, see docs/kafka.md"`,
		ValidArgsFunction: theming.CompleteQuestion(s, false),
		RunE: func(c *cobra.Command, args []string) error {
			return theming.Questions(c.Context(), s, args, o)
		},
	}
	c.Flags().StringVar(&o.Since, "since", "26w", "how far back: a length of time, or a day")
	c.Flags().BoolVar(&o.All, "all", false, "also what is answered")
	cli.BindFormat(s, c, &o.As, screen.Questioned)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
	return c
}

func newThemesAnswerCmd(s *cli.Session) *cobra.Command {
	var o theming.Edit
	c := &cobra.Command{
		Use:   "answer QUESTION TEXT...",
		Short: "Answer a question once for all who asked it",
		Long: `Write your answer, or a link to one, as "A:" under a question wherever it was
asked and not answered, and put "shared the answer" into the hopper of each who
asked. They get your words and their own, never those of somebody else.`,
		Example: `  oneonone themes answer k4m "operations, see docs/kafka.md"
  oneonone themes answer k4m https://example.org/why-kafka`,
		Args:              cli.ArgsBetween(2, -1),
		ValidArgsFunction: theming.CompleteQuestion(s, true),
		RunE:              func(c *cobra.Command, args []string) error { return theming.Answer(c.Context(), s, args, o) },
	}
	bindThemesEdit(s, c, &o, "questions")
	return c
}

// bindThemesEdit binds the flags shared by the commands that change themes.
func bindThemesEdit(s *cli.Session, c *cobra.Command, o *theming.Edit, what string) {
	c.Flags().StringVar(&o.Since, "since", "26w", "how far back "+what+" are looked for")
	cli.DryRunFlag(c.Flags(), &o.DryRun)
	cli.CompleteFlag(c, "since", cli.CompletePastDates(s))
}
