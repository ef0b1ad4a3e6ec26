package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/cli"
	"oneonone/internal/help"
	"oneonone/internal/lookup"
	"oneonone/internal/reading"
)

// Main runs the command line of env and returns the exit code.
func Main(env *cli.Env) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second Ctrl-C ends the program whatever it is waiting for.
	context.AfterFunc(ctx, stop)
	s := cli.NewSession(env)
	root := newRoot(s, env.Args)
	err := s.Unbroken.Run(ctx, func() error {
		defer s.SayMoreProblems()
		return root.ExecuteContext(ctx)
	})
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = cli.Exit(cli.ExitCancelled, errors.New(strings.ReplaceAll(err.Error(), context.Canceled.Error(), "interrupted")))
	}
	if err != nil {
		cli.PrintError(env.Stderr, err)
	}
	return cli.ExitCode(err)
}

// The groups that help lists commands in.
const (
	groupWeekly = "weekly"
	groupBack   = "back"
	groupPeople = "people"
	groupStart  = "start"
	groupRepair = "repair"
	groupSetUp  = "set up"
)

func init() { cobra.EnableCommandSorting = false } // help lists them in the order of a week

// newRoot returns the root with the one command that args call, or with all.
func newRoot(s *cli.Session, args []string) *cobra.Command {
	var bare reading.StandingOptions
	root := &cobra.Command{
		Use:   "oneonone [PERSON]",
		Short: "Keep the running doc of your 1:1s: plain Markdown, versioned by git",
		Example: `  oneonone new alice                      write today's entry
  oneonone hopper add alice "the reorg"   keep a topic for next time
  oneonone actions --open                 what was promised and is not done
  oneonone show alice                     read the running doc`,
		Args:              cobra.ArbitraryArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(c *cobra.Command, args []string) error { return runBare(c, s, args, bare) },
		ValidArgsFunction: cli.CompletePeople(s),
	}
	root.SetIn(s.Env.Stdin)
	root.SetOut(s.Env.Stdout)
	root.SetErr(s.Env.Stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return cli.Hinted(cli.Usage(flagError(err)), "%s --help shows the usage", c.CommandPath())
	})
	root.SetVersionTemplate("{{.Version}}\n")
	s.Bind(root.PersistentFlags())
	bindMorning(s, root, &bare)
	built := groups()
	for _, g := range built {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
	}
	if g, ok := called(built, args); ok {
		built = []group{g}
	} else {
		root.Version = versionText()
		root.AddCommand(help.Topics(s)...)
	}
	for _, g := range built {
		for _, c := range g.commands {
			sub := c.build(s)
			sub.GroupID = g.id
			root.AddCommand(sub)
		}
	}
	help.Install(s, root, groupSetUp, groupsForLater...)
	root.SetArgs(append([]string{}, cli.WordsApart(root, s.Env.Args)...)) // nil would be the process's own
	return root
}

// groupsForLater are listed only by help all; plain help names a few of their commands in
// one line.
var groupsForLater = []string{groupStart, groupRepair, groupSetUp}

// group is commands that help lists together, in its order.
type group struct {
	id, title string
	commands  []command
}

// command is a command that is built only when it is called, or when all are needed.
type command struct {
	name  string
	build func(*cli.Session) *cobra.Command
}

// groups are all the commands there are.
func groups() []group {
	return []group{
		{groupWeekly, "Every week:", []command{{"new", newNewCmd}, {"prep", newPrepCmd}, {"wrap", newWrapCmd}, {"edit", newEditCmd}, {"note", newNoteCmd},
			{"hopper", newHopperCmd}, {"actions", newActionsCmd}, {"feedback", newFeedbackCmd}, {"move", newMoveCmd}, {"skip", newSkipCmd}}},
		{groupBack, "Look back:", []command{{"show", newShowCmd}, {"search", newSearchCmd}, {"goals", newGoalsCmd}, {"digest", newDigestCmd}, {"themes", newThemesCmd}, {"review", newReviewCmd}}},
		{groupPeople, "People:", []command{{"people", newPeopleCmd}, {"ask", newAskCmd}, {"share", newShareCmd}, {"sync", newSyncCmd}}},
		{groupStart, "Mistakes, and the start:", []command{{"undo", newUndoCmd}, {"import", newImportCmd}}},
		{groupRepair, "History and repair:", []command{{"check", newCheckCmd}, {"doctor", newDoctorCmd}, {"log", newLogCmd}, {"diff", newDiffCmd},
			{"restore", newRestoreCmd}, {"erase", newEraseCmd}, {"save", newSaveCmd}, {"git", newGitCmd}}},
		{groupSetUp, "Now and then:", []command{{"init", newInitCmd}, {"demo", newDemoCmd}, {"join", newJoinCmd}, {"due", newDueCmd}, {"stats", newStatsCmd}, {"list", newListCmd}, {"cadence", newCadenceCmd}, {"calendar", newCalendarCmd},
			{"agreement", newAgreementCmd}, {"invite", newInviteCmd}, {"template", newTemplateCmd}, {"config", newConfigCmd}, {"handover", newHandoverCmd}, {"completion", newCompletionCmd}, {"version", newVersionCmd}, {"merge-driver", newMergeDriverCmd}}},
	}
}

// called is the command that the first word names: building all of them takes a
// tenth of a short run. Any other word needs all of them, as help does.
func called(all []group, args []string) (group, bool) {
	for _, g := range all {
		for _, c := range g.commands {
			if len(args) > 0 && c.name == args[0] {
				return group{id: g.id, commands: []command{c}}, true
			}
		}
	}
	return group{}, false
}

// runBare runs oneonone without a command. A word that is not a command is taken
// for a person.
func runBare(c *cobra.Command, s *cli.Session, args []string, o reading.StandingOptions) error {
	if len(args) == 0 || o.Within != "" {
		if s.NotBegun() {
			return c.Help() // nothing to show yet except how to begin
		}
		return reading.Morning(c.Context(), s, args, o)
	}
	if len(args) == 1 && isPerson(s, args[0]) {
		return reading.Prep(c.Context(), s, args[0], o.As)
	}
	return unknownWord(s, c, args[0])
}

// isPerson reports whether a word names somebody, or several people, in a
// folder that can be opened.
func isPerson(s *cli.Session, word string) bool {
	w, err := s.Open()
	if err != nil {
		return false
	}
	_, err = w.Find(word)
	var notFound *lookup.NotFoundError
	return !errors.As(err, &notFound)
}

// unknownWord is unknownCommand for a word that may also be a misspelt person.
func unknownWord(s *cli.Session, c *cobra.Command, word string) error {
	err := cli.UnknownCommand(c, word)
	if len(c.SuggestionsFor(word)) > 0 {
		return err
	}
	w, openErr := s.Open()
	if openErr != nil {
		return err
	}
	var notFound *lookup.NotFoundError
	if _, findErr := w.Find(word); errors.As(findErr, &notFound) && len(notFound.Near) > 0 {
		return cli.Hinted(cli.Usagef("no command or person %q", word), "did you mean %s %s?", c.CommandPath(), notFound.Near[0])
	}
	return err
}

// flagError says in our words what pflag says in those of strconv.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	f := invalid.GetFlag()
	name, why := "--"+f.Name, invalid.Unwrap().Error()
	if f.Shorthand != "" {
		name = "-" + f.Shorthand
	}
	switch f.Value.Type() {
	case "int":
		why = "not a number"
	case "bool":
		why = "try true or false"
	}
	return fmt.Errorf("invalid value %q for %s: %s", invalid.GetValue(), name, why)
}

// Root is the whole command tree, for documents generated from it.
func Root(env *cli.Env) *cobra.Command {
	s := cli.NewSession(env)
	root := newRoot(s, nil)
	root.InitDefaultHelpFlag()
	help.Annotate(s)
	return root
}

// reserved reports whether a word is the name of a command, which no handle may
// be: oneonone alice is short for a command about alice.
func reserved(s *cli.Session) func(word string) bool {
	return func(word string) bool {
		return slices.ContainsFunc(newRoot(cli.NewSession(s.Env), nil).Commands(), func(c *cobra.Command) bool {
			return c.Name() == word || c.HasAlias(word)
		})
	}
}
