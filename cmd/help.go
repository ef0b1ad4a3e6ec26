package cmd

import (
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
  {{useline .}}
{{- if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

Commands:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if (and (eq .GroupID $group.ID) .IsAvailableCommand)}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}
{{- if .HasAvailableLocalFlags}}

Flags:
{{localFlags . | trimTrailing}}{{end}}
{{- if and .HasParent .HasAvailableInheritedFlags}}

Everywhere:
  {{everywhere}}{{end}}
{{- if .HasAvailableSubCommands}}

{{.CommandPath}} COMMAND --help says more.{{end}}
{{- if .HasHelpSubCommands}}{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
{{$.CommandPath}} help {{.Name}}: {{.Short}}.{{end}}{{end}}{{end}}
`

func setHelp(root *cobra.Command) {
	cobra.AddTemplateFunc("trimTrailing", func(s string) string { return strings.TrimRight(s, "\n") })
	var everywhere []string
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		word := "--" + f.Name
		if f.Value.Type() != "bool" {
			word += " " + strings.ToUpper(f.Value.Type())
		}
		everywhere = append(everywhere, word)
	})
	said := strings.Join(everywhere, ", ") + "; " + root.Name() + " --help explains them"
	cobra.AddTemplateFunc("everywhere", func() string { return said })
	cobra.AddTemplateFunc("useline", func(c *cobra.Command) string {
		if c.HasAvailableSubCommands() {
			return c.CommandPath() + " COMMAND"
		}
		return cli.UseLine(c)
	})
	cobra.AddTemplateFunc("trim", strings.TrimSpace)
	cobra.AddTemplateFunc("localFlags", func(c *cobra.Command) string { return c.LocalFlags().FlagUsages() })
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
}

// isCommand reports whether a word is a command's name, which no handle may
// be: oneonone alice is short for a command about alice.
func isCommand(s *cli.Session, word string) bool {
	if word == "help" {
		return true
	}
	for _, c := range newRoot(cli.NewSession(s.Env)).Commands() {
		if c.Name() == word || c.HasAlias(word) {
			return true
		}
	}
	return false
}
