package pages

import (
	_ "embed"
	"html/template"
	"io"
	"sync"
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
{{.Body}}
</body>
</html>
`))
})

// Write writes a page. The browser is told to fetch nothing and run nothing.
func Write(out io.Writer, title string, body template.HTML) error {
	return shell().Execute(out, struct {
		Title string
		Style template.CSS
		Body  template.HTML
	}{title, template.CSS(style), body})
}
