package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/cli"
)

// helpTemplate leads with what a command does and how it is typed; the list
// of flags comes last.
const helpTemplate = `{{with or .Long .Short}}{{trim .}}{{end}}
{{if .HasExample}}
{{.Example}}
{{end}}
Usage:
{{uses .}}
{{- if .HasAvailableSubCommands}}
{{commands . false}}{{end}}
{{- legends .}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{localFlags . | trimTrailing}}{{end}}
{{- if and .HasParent .HasAvailableInheritedFlags}}

Everywhere:
  {{everywhere}}{{end}}
{{- if .HasAvailableSubCommands}}

{{.CommandPath}} COMMAND --help explains one.{{end}}
{{- if .HasHelpSubCommands}}

More help:{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
  {{$.CommandPath}} help {{rpad .Name 12}}  {{.Short}}{{end}}{{end}}{{end}}
`

func setHelp(s *cli.Session, root *cobra.Command) {
	var everywhere []string
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		word := "--" + f.Name
		if f.Value.Type() != "bool" {
			word += " " + strings.ToUpper(f.Value.Type())
		}
		everywhere = append(everywhere, word)
	})
	said := strings.Join(everywhere, ", ") + "; " + root.Name() + " --help explains them"
	for name, f := range map[string]any{
		"trim":         strings.TrimSpace,
		"trimTrailing": func(s string) string { return strings.TrimRight(s, "\n") },
		"everywhere":   func() string { return said },
		"uses":         uses,
		"legends":      func(c *cobra.Command) string { return legends(s.Legends[c]) },
		"commands":     listCommands,
		"localFlags":   func(c *cobra.Command) string { return c.LocalFlags().FlagUsages() },
	} {
		cobra.AddTemplateFunc(name, f)
	}
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	root.SetHelpCommand(newHelpCmd())
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
}

// uses are the ways a command is typed.
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

// listCommands lists the commands below one, by group where there are groups:
// those that a newcomer can hold, or all.
func listCommands(c *cobra.Command, all bool) string {
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Commands:"}}
	}
	var b strings.Builder
	for _, g := range groups {
		if !all && laterGroups[g.ID] {
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

// newHelpCmd is cobra's help command, but that it fails for what there is no
// help about.
func newHelpCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show how to use a command",
		Example: "  oneonone help actions done\n  oneonone help all",
		Args:    cobra.ArbitraryArgs,
		GroupID: groupSetUp,
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

// isCommand reports whether a word is a command's name, which no handle may
// be: oneonone alice is short for a command about alice.
func isCommand(s *cli.Session, word string) bool {
	for _, c := range newRoot(cli.NewSession(s.Env), nil).Commands() {
		if c.Name() == word || c.HasAlias(word) {
			return true
		}
	}
	return false
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
