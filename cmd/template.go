package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/internal/templating"
	"oneonone/template"
)

func newTemplateCmd(s *cli.Session) *cobra.Command {
	c := &cobra.Command{
		Use:   "template",
		Short: "List, show, edit, copy and check the templates entries start from",
		Long: `List, show, edit, copy and check the templates entries start from.

A template of yours, in templates/ of the notes folder, stands in for the
built-in one of the same name. It is Markdown with places such as {{.Topics}};
template fields lists them.`,
		Example: `  oneonone template list
  oneonone template show growth
  oneonone template edit weekly           your own copy, in the editor
  oneonone template copy weekly standup
  oneonone template check`,
		Args: cobra.ArbitraryArgs,
		RunE: cli.NeedSubcommand,
	}
	c.AddCommand(newTemplateListCmd(s), newTemplateShowCmd(s), newTemplateEditCmd(s), newTemplateCopyCmd(s),
		newTemplateCheckCmd(s), newTemplateFieldsCmd(s))
	return c
}

func newTemplateListCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "list",
		Short: "List the templates, yours and the built-in ones",
		Example: `  oneonone template list
  oneonone template list --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return templating.List(c.Context(), s, as) },
	}
	cli.BindFormat(s, c, &as, screen.Templates)
	return c
}

func newTemplateShowCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:   "show NAME",
		Short: "Show a template as it is written",
		Example: `  oneonone template show growth
  oneonone template show first-ten/03`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: completeTemplateNames(s),
		RunE:              func(c *cobra.Command, args []string) error { return templating.Show(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, screen.TemplateTexts)
	return c
}

func newTemplateFieldsCmd(s *cli.Session) *cobra.Command {
	var as cli.Format
	c := &cobra.Command{
		Use:     "fields",
		Short:   "List what a template can put into an entry",
		Example: "  oneonone template fields",
		Args:    cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error {
			return cli.Print(c.Context(), s, as, &render.Listing[template.Field]{Columns: screen.TemplateFields, Rows: template.Fields()}, "")
		},
	}
	cli.BindFormat(s, c, &as, screen.TemplateFields)
	return c
}

func newTemplateEditCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "edit NAME",
		Short: "Edit a template; of a built-in one you get a copy",
		Long: `Edit a template in the editor. A built-in one is copied into templates/ first,
and the copy stands in for it from then on. When the editor closes, the
template is checked and recorded.`,
		Example: `  oneonone template edit weekly
  oneonone template edit top-page         what a new person's page starts from`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: completeTemplateNames(s),
		RunE:              func(c *cobra.Command, args []string) error { return templating.Edit(c.Context(), s, args[0]) },
	}
}

func newTemplateCopyCmd(s *cli.Session) *cobra.Command {
	var dryRun bool
	c := &cobra.Command{
		Use:   "copy NAME [NEW]",
		Short: "Copy a template into your folder, under its own name or a new one",
		Example: `  oneonone template copy weekly           yours now stands in for it
  oneonone template copy growth career-talk
  oneonone template copy first-ten/01 onboarding/01`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: completeTemplateNames(s),
		RunE: func(c *cobra.Command, args []string) error {
			return templating.Copy(c.Context(), s, args[0], args[len(args)-1], dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// completeTemplateNames offers all templates, including those that make no entry.
func completeTemplateNames(s *cli.Session) cli.Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		set, err := s.TemplatesAnywhere()
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []cobra.Completion
		for _, t := range set.List() {
			out = append(out, cobra.CompletionWithDesc(t.Name, t.Purpose))
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}
