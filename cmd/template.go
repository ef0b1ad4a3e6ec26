package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/config"
	"oneonone/internal/history"
	"oneonone/internal/render"
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

// templateJSON is a template as template list --json gives it.
type templateJSON struct {
	Name     string   `json:"name"`
	Purpose  string   `json:"purpose"`
	Roles    []string `json:"roles"`
	Path     *string  `json:"path"`
	Replaces bool     `json:"replaces_built_in"`
	Entry    bool     `json:"makes_entry"`
	Fault    *string  `json:"fault"`
}

func newTemplateListCmd(s *cli.Session) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List the templates, yours and the built-in ones",
		Example: `  oneonone template list
  oneonone template list --json`,
		Args: cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error { return runTemplateList(s, asJSON) },
	}
	cli.JSONFlag(c.Flags(), &asJSON)
	return c
}

func runTemplateList(s *cli.Session, asJSON bool) error {
	set, err := templatesAnywhere(s)
	if err != nil {
		return err
	}
	out := s.Output()
	// In a narrow terminal what a template is for matters more than for whom.
	wide := !out.TTY || out.Width == 0 || out.Width >= 100
	columns := []render.TableColumn{{Name: "name", Fixed: true}, {Name: "where", Fixed: true}, {Name: "what it is for"}}
	if wide {
		columns = append(columns, render.TableColumn{Name: "roles", Fixed: true})
	}
	table := render.Table{Columns: columns}
	rows := []templateJSON{}
	for _, t := range set.List() {
		row := templateJSON{Name: t.Name, Purpose: t.Purpose, Roles: append([]string{}, t.Roles...), Path: cli.OrNull(t.Path), Replaces: t.Replaces, Entry: t.Entry}
		where := render.Cell{Text: "built in", Style: render.Muted}
		if t.Path != "" {
			where = render.Text("yours")
		}
		if t.Err != nil {
			fault := t.Err.Error()
			row.Fault = &fault
			where = render.Cell{Text: "broken", Style: render.Bad}
			s.Say("warning: %s", fault)
		}
		rows = append(rows, row)
		cells := []render.Cell{{Text: t.Name, Style: render.Name}, where, render.Text(t.Purpose), {Text: roleText(t.Roles), Style: render.Muted}}
		table.Add(cells[:len(columns)]...)
	}
	if asJSON {
		return render.JSON(s.Env.Stdout, rows)
	}
	return table.Write(out)
}

// anywhere is the notes folder, nil where there is none and none was named:
// what is built in can be read before the first note is written.
func anywhere(s *cli.Session) (*cli.Workspace, error) {
	at, err := s.Locate()
	if err != nil {
		return nil, err
	}
	if at.From == config.FromDefault && noFile(filepath.Join(at.Dir, page.SettingsFile)) {
		return nil, nil
	}
	return s.OpenAt(at)
}

// templatesAnywhere are the templates there are, also without a notes folder.
func templatesAnywhere(s *cli.Session) (*template.Set, error) {
	w, err := anywhere(s)
	if err != nil {
		return nil, err
	}
	if w == nil {
		return template.NewSet(nil)
	}
	return w.Templates()
}

func newTemplateShowCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "show NAME",
		Short: "Show a template as it is",
		Example: `  oneonone template show growth
  oneonone template show first-ten/03`,
		Args:              cli.ArgsBetween(1, 1),
		ValidArgsFunction: completeTemplateNames(s),
		RunE: func(c *cobra.Command, args []string) error {
			set, err := templatesAnywhere(s)
			if err != nil {
				return err
			}
			text, err := set.Get(args[0])
			if err != nil {
				return err
			}
			return s.Paged(c.Context(), func(out render.Output) error {
				_, err := io.WriteString(out.W, out.Text(text))
				return err
			})
		},
	}
}

func newTemplateFieldsCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "fields",
		Short:   "List what a template can put into an entry",
		Example: "  oneonone template fields",
		Args:    cli.ArgsBetween(0, 0),
		RunE: func(c *cobra.Command, args []string) error {
			table := render.Table{Columns: []render.TableColumn{{Name: "name", Fixed: true}, {Name: "what it is"}}}
			for _, f := range template.Fields() {
				table.Add(render.Cell{Text: "{{" + f.Name + "}}", Style: render.Name}, render.Text(f.Doc))
			}
			return table.Write(s.Output())
		},
	}
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
	path := templatePath(name)
	if noFile(w.Shown(path)) {
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
	if _, err := w.History.Record(context.WithoutCancel(ctx), []string{path}, history.Message{Subject: "template " + name + ": edit"}); err != nil {
		return errors.Join(err, editErr)
	}
	if editErr != nil {
		return editErr
	}
	return runTemplateCheck(s, []string{name})
}

// templateFile is the text of a template, which has to be there.
func templateFile(w *cli.Workspace, name string) (string, error) {
	set, err := w.Templates()
	if err != nil {
		return "", err
	}
	return set.Get(name)
}

func templatePath(name string) string { return "templates/" + name + ".md" }

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
var templateName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(/[0-9]{2})?$`)

func runTemplateCopy(ctx context.Context, s *cli.Session, from, to string, dryRun bool) error {
	if !templateName.MatchString(to) {
		return cli.Hinted(cli.Usagef("%q is no name for a template", to), "letters, digits, - and _; a part of a series is NAME/01")
	}
	path := templatePath(to)
	_, err := s.Change(ctx, dryRun, func(w *cli.Workspace) (*cli.Plan, error) {
		text, err := templateFile(w, from)
		if err != nil {
			return nil, err
		}
		if _, err := fs.Stat(w.FS, path); err == nil {
			return nil, cli.Hinted(fmt.Errorf("there is a %s already", path), "oneonone template edit %s", to)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("copying template %s: %w", from, err)
		}
		subject := "template " + to + ": add"
		if from != to {
			subject += ", from " + from
		}
		return &cli.Plan{Changes: []page.Change{{Path: path, New: []byte(text)}}, Message: history.Message{Subject: subject}}, nil
	})
	if err == nil && !dryRun {
		s.Say("%s is yours now: oneonone template edit %s", path, to)
	}
	return err
}

// completeTemplateNames offers all templates, also those that make no entry.
func completeTemplateNames(s *cli.Session) cli.Completer {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		set, err := templatesAnywhere(s)
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
