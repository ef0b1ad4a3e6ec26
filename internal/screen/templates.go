package screen

import (
	"slices"
	"strings"

	"oneonone/internal/render"
	"oneonone/internal/role"
	"oneonone/template"
)

// Templates are the fields of a template.
var Templates = []render.Column[template.Info]{
	{Name: "name", Doc: "its name", Fixed: true, Shown: true, Style: render.Name, Value: func(t template.Info) any { return t.Name }},
	{Name: "origin", Doc: "yours or built-in, or broken", Title: "where", Fixed: true, Value: func(t template.Info) any { return origin(t) },
		Cell: func(t template.Info) render.Cell { return render.Cell{Text: origin(t), Style: originStyles[origin(t)]} }},
	{Name: "purpose", Doc: "what it is for", Title: "what it is for", Shown: true, Value: func(t template.Info) any { return t.Purpose }},
	{Name: "roles", Doc: "the roles it is for; none means everyone", Fixed: true, Value: func(t template.Info) any { return t.Roles },
		Cell: func(t template.Info) render.Cell { return render.Cell{Text: roleText(t.Roles), Style: render.Muted} }},
	{Name: "path", Doc: "the file, when it is yours", Value: func(t template.Info) any { return t.Path }},
	{Name: "replaces_built_in", Doc: "whether it stands in for a built-in one", Value: func(t template.Info) any { return t.Replaces }},
	{Name: "makes_entry", Doc: "whether an entry can start from it", Value: func(t template.Info) any { return t.Entry }},
	{Name: "fault", Doc: "why it cannot be used", Value: func(t template.Info) any {
		if t.Err == nil {
			return nil
		}
		return t.Err.Error()
	}},
}

func origin(t template.Info) string {
	switch {
	case t.Err != nil:
		return "broken"
	case t.Path != "":
		return "yours"
	}
	return "built-in"
}

var originStyles = map[string]render.Style{"broken": render.Bad, "built-in": render.Muted}

// roleText is whom something is for, for a listing.
func roleText(roles []string) string {
	if len(roles) == 0 || slices.Equal(slices.Sorted(slices.Values(roles)), slices.Sorted(slices.Values(role.All))) {
		return "all"
	}
	return strings.Join(roles, ", ")
}

// TemplateText is a template with its text.
type TemplateText struct {
	template.Info
	Text string
}

// TemplateTexts are the fields of a TemplateText.
var TemplateTexts = append(render.Of(Templates, func(t TemplateText) template.Info { return t.Info }),
	render.Column[TemplateText]{Name: "text", Doc: "its words", Value: func(t TemplateText) any { return t.Text }})

// TemplateFields describe a field that templates can use.
var TemplateFields = []render.Column[template.Field]{
	{Name: "name", Doc: "as a template writes it", Fixed: true, Shown: true, Style: render.Name, Value: func(f template.Field) any { return "{{" + f.Name + "}}" }},
	{Name: "about", Doc: "what it is", Title: "what it is", Shown: true, Value: func(f template.Field) any { return f.Doc }},
}
