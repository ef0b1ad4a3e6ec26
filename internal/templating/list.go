package templating

import (
	"context"
	"io"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/screen"
	"oneonone/template"
)

// List lists the templates, the user's own and the built-in ones.
func List(ctx context.Context, s *cli.Session, as cli.Format) error {
	set, err := s.TemplatesAnywhere()
	if err != nil {
		return err
	}
	l := render.Listing[template.Info]{Columns: screen.Templates, Rows: set.List()}
	// On a narrow terminal, what a template is for matters more than whom it is for.
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

// Show shows a template as written.
func Show(ctx context.Context, s *cli.Session, name string, as cli.Format) error {
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
