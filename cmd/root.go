// Package cmd is the command line: one file a command. Every command reads
// the folder, plans changes, has internal/history apply them, and says what
// was done.
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
)

// Main runs the command line of env and returns the exit code.
func Main(env *cli.Env) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second Ctrl-C ends the program whatever it is waiting for.
	context.AfterFunc(ctx, stop)
	s := cli.NewSession(env)
	root := newRoot(s)
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

func newRoot(s *cli.Session) *cobra.Command {
	cobra.EnableCommandSorting = false // help has them in the order of a week
	var bare morningOptions
	root := &cobra.Command{
		Use:   "oneonone [PERSON]",
		Short: "Keep the running doc of your 1:1s: plain Markdown, versioned by git",
		Example: `  oneonone new alice                      write today's entry
  oneonone hopper add alice "the reorg"   keep a topic for next time
  oneonone actions --open                 what was promised and is not done
  oneonone show alice                     read the running doc`,
		Args:              cobra.ArbitraryArgs,
		Version:           versionText(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(c *cobra.Command, args []string) error { return runBare(c, s, args, bare) },
		ValidArgsFunction: cli.CompletePeople(s),
	}
	root.SetArgs(append([]string{}, s.Env.Args...)) // nil would be the process's own
	root.SetIn(s.Env.Stdin)
	root.SetOut(s.Env.Stdout)
	root.SetErr(s.Env.Stderr)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return cli.Hinted(cli.Usage(flagError(err)), "%s --help shows the usage", c.CommandPath())
	})
	root.SetVersionTemplate("{{.Version}}\n")
	s.Bind(root.PersistentFlags())
	bindMorning(s, root, &bare)
	root.AddGroup(
		&cobra.Group{ID: groupWeekly, Title: "Every week:"},
		&cobra.Group{ID: groupBack, Title: "Look back:"},
		&cobra.Group{ID: groupPeople, Title: "People:"},
		&cobra.Group{ID: groupStart, Title: "Mistakes, and the start:"},
		&cobra.Group{ID: groupRepair, Title: "History and repair:"},
		&cobra.Group{ID: groupSetUp, Title: "Now and then:"},
	)
	addGroup(root, groupWeekly, newNewCmd(s), newPrepCmd(s), newWrapCmd(s), newEditCmd(s), newHopperCmd(s), newActionsCmd(s), newMoveCmd(s), newSkipCmd(s))
	addGroup(root, groupBack, newShowCmd(s), newGoalsCmd(s), newStatsCmd(s))
	addGroup(root, groupPeople, newPeopleCmd(s), newAskCmd(s), newAgreementCmd(s))
	addGroup(root, groupStart, newUndoCmd(s), newImportCmd(s), newInitCmd(s))
	addGroup(root, groupRepair, newCheckCmd(s), newDoctorCmd(s), newLogCmd(s), newDiffCmd(s), newRestoreCmd(s), newSaveCmd(s), newGitCmd(s))
	addGroup(root, groupSetUp, newDueCmd(s), newListCmd(s), newCadenceCmd(s), newCalendarCmd(s), newInviteCmd(s),
		newTemplateCmd(s), newConfigCmd(s), newCompletionCmd(s), newVersionCmd(s))
	help.Install(s, root, groupSetUp, groupRepair, groupSetUp)
	return root
}

func addGroup(root *cobra.Command, group string, cmds ...*cobra.Command) {
	for _, c := range cmds {
		c.GroupID = group
		root.AddCommand(c)
	}
}

// runBare is the program without a command. A word that is no command is
// taken for a person.
func runBare(c *cobra.Command, s *cli.Session, args []string, o morningOptions) error {
	if len(args) == 0 || o.within != "" {
		return runMorning(c, s, args, o)
	}
	if len(args) == 1 && isPerson(s, args[0]) {
		return runPrep(c.Context(), s, args[0], o.as)
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

// unknownWord is unknownCommand for a word that may be a misspelt person too.
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

// Root is the whole command tree, for documents that are made of it.
func Root(env *cli.Env) *cobra.Command {
	root := newRoot(cli.NewSession(env))
	root.InitDefaultHelpFlag()
	return root
}

// reserved tells the names of commands, which no handle may be: oneonone alice
// is short for a command about alice.
func reserved(s *cli.Session) func(word string) bool {
	return func(word string) bool {
		return slices.ContainsFunc(newRoot(cli.NewSession(s.Env)).Commands(), func(c *cobra.Command) bool {
			return c.Name() == word || c.HasAlias(word)
		})
	}
}
