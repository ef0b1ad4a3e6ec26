package pages

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
	"sync"
	"unicode"
)

//go:embed style.css
var style string

var shell = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
<body>
<svg class="patterns" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>
{{.Body}}
</body>
</html>
`))
})

// uncontrolled is a text without control characters, except for tabs and line ends.
func uncontrolled(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, s)
}

// Write writes a page. The browser is told to fetch nothing and run nothing.
func Write(out io.Writer, title string, body template.HTML) error {
	return shell().Execute(out, struct {
		Title string
		Style template.CSS
		Body  template.HTML
	}{uncontrolled(title), template.CSS(style), template.HTML(uncontrolled(string(body)))})
}
