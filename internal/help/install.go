package help

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/cli"
)

// Install gives a command tree its help. The help command is in a group of its
// own; the groups in later are listed only by help all.
func Install(s *cli.Session, root *cobra.Command, group string, later ...string) {
	var everywhere []string
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		word := "--" + f.Name
		if f.Value.Type() != "bool" {
			word += " " + strings.ToUpper(f.Value.Type())
		}
		everywhere = append(everywhere, word)
	})
	said := strings.Join(everywhere, ", ") + "; " + root.Name() + " --help explains them"
	write := func(c *cobra.Command, w io.Writer) error {
		_, err := io.WriteString(w, usage(c, legends(s.Legends[c]), said, later))
		return err
	}
	root.SetUsageFunc(func(c *cobra.Command) error { return write(c, c.OutOrStderr()) })
	root.SetHelpFunc(func(c *cobra.Command, _ []string) {
		if err := write(c, c.OutOrStdout()); err != nil {
			s.Say("oneonone: %v", err)
		}
	})
	root.SetHelpCommand(newHelpCmd(group))
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
}

// usage is the help of a command. It leads with what the command does and how it
// is typed; the flags come last, with one line for all inherited ones. It is
// written here and not with cobra's templates, whose functions are one list
// shared by the whole process.
func usage(c *cobra.Command, legends, everywhere string, later []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", strings.TrimSpace(cmp.Or(c.Long, c.Short)))
	if c.HasExample() {
		fmt.Fprintf(&b, "\n%s\n", c.Example)
	}
	fmt.Fprintf(&b, "\nUsage:\n%s", uses(c))
	if c.HasAvailableSubCommands() {
		b.WriteString("\n" + listCommands(c, later))
	}
	if c.HasHelpSubCommands() {
		b.WriteString("\n\nMistake: undo.  Start: import, init, join.  Leaving: handover, erase.\nEverything: help all")
	}
	b.WriteString(legends)
	if c.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\n\nFlags:\n%s", strings.TrimRight(c.LocalFlags().FlagUsagesWrapped(80), "\n"))
	}
	if c.HasParent() && c.HasAvailableInheritedFlags() {
		fmt.Fprintf(&b, "\n\nEverywhere:\n  %s", everywhere)
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\n%s COMMAND --help explains one.", c.CommandPath())
	}
	if c.HasHelpSubCommands() {
		b.WriteString("\n\nMore help:")
		for _, topic := range c.Commands() {
			if topic.IsAdditionalHelpTopicCommand() {
				fmt.Fprintf(&b, "\n  %s help %-12s  %s", c.CommandPath(), topic.Name(), topic.Short)
			}
		}
	}
	return b.String() + "\n"
}

// uses returns the ways a command can be typed.
func uses(c *cobra.Command) string {
	var lines []string
	if c.Runnable() && (strings.Contains(c.Use, " ") || !c.HasAvailableSubCommands()) {
		lines = append(lines, "  "+cli.UseLine(c))
	}
	if c.HasAvailableSubCommands() {
		lines = append(lines, "  "+c.CommandPath()+" COMMAND")
	}
	return strings.Join(lines, "\n")
}

// listCommands lists the subcommands of a command, by group where there are
// groups, leaving out the groups in later.
func listCommands(c *cobra.Command, later []string) string {
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Commands:"}}
	}
	var b strings.Builder
	for _, g := range groups {
		if slices.Contains(later, g.ID) {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", g.Title)
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s  %s\n", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// newHelpCmd is cobra's help command, except that it fails when there is no help
// on a subject.
func newHelpCmd(group string) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show how to use a command",
		Example: "  oneonone help actions done\n  oneonone help all",
		Args:    cobra.ArbitraryArgs,
		GroupID: group,
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var out []cobra.Completion
			if about, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range about.Commands() {
					if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
						out = append(out, cobra.CompletionWithDesc(sub.Name(), sub.Short))
					}
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return cli.UnknownCommand(about, rest[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// legends explain the heads of the tables a command prints.
func legends(all []cli.Legend) string {
	var b strings.Builder
	for _, l := range all {
		title, width := "Columns:", 0
		if l.Flag != "" {
			title = "Columns with " + l.Flag + ":"
		}
		for _, h := range l.Heads {
			width = max(width, len(h.Name))
		}
		b.WriteString("\n\n" + title)
		for _, h := range l.Heads {
			fmt.Fprintf(&b, "\n  %-*s  %s", width, h.Name, h.Doc)
		}
	}
	return b.String()
}
