package screen

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/internal/text"
	"oneonone/notes/check"
	"oneonone/notes/page"
)

// Findings are the fields of a finding.
var Findings = []render.Column[page.Finding]{
	{Name: "path", Doc: "the file", Value: func(f page.Finding) any { return f.Path }},
	{Name: "line", Doc: "the number of the line; null when it is the whole file", Value: func(f page.Finding) any { return lineOf(f) }},
	{Name: "kind", Doc: text.Or(page.FindingKinds), Value: func(f page.Finding) any { return string(f.Kind) }},
	{Name: "wrong", Doc: "false when it may well be intended", Value: func(f page.Finding) any { return !f.Unsure }},
	{Name: "what", Doc: "what is wrong", Value: func(f page.Finding) any { return f.What }},
	{Name: "advice", Doc: "what to do about it", Value: func(f page.Finding) any { return f.Hint }},
}

func lineOf(f page.Finding) any {
	if f.Line == 0 {
		return nil
	}
	return f.Line
}

// WriteFinding writes a finding in the format of compilers, with its advice.
func WriteFinding(out render.Output, path string, f page.Finding) error {
	style, what := render.Bad, f.What
	if f.Unsure {
		style, what = render.Warn, "? "+f.What
	}
	if !out.TTY && f.Hint != "" {
		what += "; " + f.Hint
	}
	if err := out.Printf("%s:%d: %s\n", cli.Styled(out, render.Name, path), max(f.Line, 1), cli.Styled(out, style, what)); err != nil || !out.TTY || f.Hint == "" {
		return err
	}
	return cli.WriteWrapped(out, render.Muted, "    ", f.Hint)
}

// CountFindings says how much was found, and in how many notes.
func CountFindings(r *check.Report) string {
	unsure := 0
	for _, f := range r.Findings {
		if f.Unsure {
			unsure++
		}
	}
	var found []string
	if wrong := len(r.Findings) - unsure; wrong > 0 {
		found = append(found, text.Count(wrong, "problem", "problems"))
	}
	if unsure > 0 {
		found = append(found, fmt.Sprintf("%d to look at", unsure))
	}
	if len(found) == 0 {
		return text.Count(r.Notes, "note", "notes") + " checked, no problems found"
	}
	return fmt.Sprintf("%s, in %s", strings.Join(found, ", "), text.Count(r.Notes, "note", "notes"))
}
