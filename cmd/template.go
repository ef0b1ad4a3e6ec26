package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/history"
	"oneonone/internal/lazyregexp"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/notes/page"
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
		RunE: func(c *cobra.Command, args []string) error { return runTemplateList(c.Context(), s, as) },
	}
	cli.BindFormat(s, c, &as, screen.Templates)
	return c
}

func runTemplateList(ctx context.Context, s *cli.Session, as cli.Format) error {
	set, err := s.TemplatesAnywhere()
	if err != nil {
		return err
	}
	l := render.Listing[template.Info]{Columns: screen.Templates, Rows: set.List()}
	// In a narrow terminal what a template is for matters more than for whom.
	if width := s.Output().Width; width > 0 && width < 100 {
		l.Hidden = []string{"roles"}
	}
	for _, t := range l.Rows {
		if t.Err != nil {
			s.Say("warning: %v", t.Err)
		}
	}
	return cli.Print(ctx, s, as, &l, "")
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
		RunE:              func(c *cobra.Command, args []string) error { return runTemplateShow(c.Context(), s, args[0], as) },
	}
	cli.BindFormat(s, c, &as, screen.TemplateTexts)
	return c
}

func runTemplateShow(ctx context.Context, s *cli.Session, name string, as cli.Format) error {
	set, err := s.TemplatesAnywhere()
	if err != nil {
		return err
	}
	text, err := set.Get(name)
	if err != nil {
		return err
	}
	if as.Data() {
		return cli.PrintOne(s, as, screen.TemplateTexts, screen.TemplateText{Info: set.Info(name), Text: text})
	}
	return s.Paged(ctx, func(out render.Output) error {
		_, err := io.WriteString(out.W, out.Text(text))
		return err
	})
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
		RunE:              func(c *cobra.Command, args []string) error { return runTemplateEdit(c.Context(), s, args[0]) },
	}
}

func runTemplateEdit(ctx context.Context, s *cli.Session, name string) error {
	w, err := s.Open()
	if err != nil {
		return err
	}
	path := template.Path(name)
	if w.Gone(path) {
		if err := runTemplateCopy(ctx, s, name, name, false); err != nil {
			return err
		}
	} else if _, err := templateFile(w, name); err != nil {
		return err
	}
	if !s.Interactive() {
		fmt.Fprintln(s.Env.Stdout, w.Shown(path))
		return nil
	}
	if err := s.SaveEdits(ctx, w, []string{path}); err != nil {
		return err
	}
	editErr := s.Edit(ctx, w, path, 1)
	if _, err := w.History.Record(context.WithoutCancel(ctx), []string{path}, history.Message{Subject: "template " + name + ": edit", Removed: w.Gone(path)}); err != nil {
		return errors.Join(err, editErr)
	}
	if editErr != nil {
		return editErr
	}
	return runTemplateCheck(ctx, s, []string{name}, "")
}

// templateFile is the text of a template, which has to be there.
func templateFile(w *cli.Workspace, name string) (string, error) {
	set, err := w.Templates()
	if err != nil {
		return "", err
	}
	return set.Get(name)
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
			return runTemplateCopy(c.Context(), s, args[0], args[len(args)-1], dryRun)
		},
	}
	cli.DryRunFlag(c.Flags(), &dryRun)
	return c
}

// templateName is what a template may be called: a word, or a series and the
// number of a part.
var templateName = lazyregexp.New(`^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(/[0-9]{2})?$`)

func runTemplateCopy(ctx context.Context, s *cli.Session, from, to string, dryRun bool) error {
	if !templateName().MatchString(to) {
		return cli.Hinted(cli.Usagef("invalid template name %q", to), "letters, digits, - and _; a part of a series is NAME/01")
	}
	path := template.Path(to)
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		text, err := templateFile(w, from)
		if err != nil {
			return nil, err
		}
		if _, err := fs.Stat(w.FS, path); err == nil {
			return nil, cli.Hinted(fmt.Errorf("%s already exists", path), "oneonone template edit %s", to)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("copying template %s: %w", from, err)
		}
		subject := "template " + to + ": add"
		if from != to {
			subject += ", from " + from
		}
		return &cli.Plan{Changes: []page.Change{{Path: path, New: []byte(text)}}, Message: history.Message{Subject: subject},
			Said: []string{fmt.Sprintf("%s is yours now: oneonone template edit %s", path, to)}}, nil
	})
	return err
}

// completeTemplateNames offers all templates, also those that make no entry.
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
