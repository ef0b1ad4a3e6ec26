package pages

import (
	"html"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"oneonone/notes/markdown"
)

// toHTML is goldmark's renderer, with ours for what could run or fetch something.
func toHTML(place func(link string) string) renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(ours{place}, 100),
		util.Prioritized(ghtml.NewRenderer(), 1000),
	))
}

// ours renders items with boxes, links, pictures and HTML.
type ours struct{ place func(link string) string }

func (o ours) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindListItem, item)
	r.Register(ast.KindLink, o.link)
	r.Register(ast.KindAutoLink, autoLink)
	r.Register(ast.KindImage, picture)
	r.Register(ast.KindRawHTML, rawHTML)
	r.Register(ast.KindHTMLBlock, htmlBlock)
	extended(r)
}

// boxes are the look and the name of each kind of box.
var boxes = map[markdown.Box]struct{ look, says, class string }{
	markdown.OpenBox:    {"☐", "open", "open"},
	markdown.TickedBox:  {"☑", "done", "done"},
	markdown.DroppedBox: {"☒", "dropped", "dropped"},
}

func item(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		w.WriteString("</li>\n")
		return ast.WalkContinue, nil
	}
	w.WriteString("<li")
	if id, ok := n.AttributeString("id"); ok {
		w.WriteString(` id="` + html.EscapeString(string(id.([]byte))) + `"`)
	}
	if box, ok := n.AttributeString("box"); ok {
		b := boxes[box.(markdown.Box)]
		w.WriteString(` class="box ` + b.class + `"><span class="sign" role="img" aria-label="` + b.says + `">` + b.look + `</span> `)
	} else {
		w.WriteString(">")
	}
	return ast.WalkContinue, nil
}

func (o ours) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	dest := string(util.URLEscape(n.(*ast.Link).Destination, true))
	if !leadsOut(dest) {
		if o.place != nil {
			dest = o.place(dest)
		} else {
			dest = ""
		}
	}
	switch {
	case dest == "":
	case entering:
		anchor(w, dest)
	default:
		w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func autoLink(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	a := n.(*ast.AutoLink)
	dest := string(util.URLEscape(a.URL(src), false))
	if a.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if label := html.EscapeString(string(a.Label(src))); leadsOut(dest) {
		anchor(w, dest)
		w.WriteString(label + "</a>")
	} else {
		w.WriteString(label)
	}
	return ast.WalkContinue, nil
}

func anchor(w util.BufWriter, dest string) {
	w.WriteString(`<a rel="noreferrer" href="` + html.EscapeString(dest) + `">`)
}

// leadsOut reports whether a link leads to the web or to a mailbox.
func leadsOut(dest string) bool {
	scheme, _, ok := strings.Cut(strings.ToLower(dest), ":")
	return ok && (scheme == "http" || scheme == "https" || scheme == "mailto")
}

// inlined matches a picture whose data is in the text and that cannot run anything.
var inlined = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$`)
})

// picture shows a picture whose data is in the text; any other becomes a link.
func picture(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	dest, alt := string(util.URLEscape(n.(*ast.Image).Destination, true)), html.EscapeString(words(n, src))
	within := false // a link
	for p := n.Parent(); p != nil; p = p.Parent() {
		within = within || p.Kind() == ast.KindLink
	}
	switch {
	case inlined().MatchString(dest):
		w.WriteString(`<img src="` + dest + `" alt="` + alt + `">`)
	case leadsOut(dest) && !within:
		anchor(w, dest)
		w.WriteString("picture: " + alt + "</a>")
	default:
		w.WriteString("picture: " + alt)
	}
	return ast.WalkSkipChildren, nil
}

// words are the plain words within a piece of text.
func words(n ast.Node, src []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(c.Value(src)))
		case *ast.String:
			b.Write(c.Value)
		default:
			b.WriteString(words(c, src))
		}
	}
	return b.String()
}

// rawHTML shows HTML as written, except for a line break.
func rawHTML(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	raw := string(n.(*ast.RawHTML).Segments.Value(src))
	switch strings.ToLower(raw) {
	case "<br>", "<br/>", "<br />":
		w.WriteString("<br>")
	default:
		w.WriteString(html.EscapeString(raw))
	}
	return ast.WalkSkipChildren, nil
}

func htmlBlock(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	b := n.(*ast.HTMLBlock)
	raw := string(b.Lines().Value(src))
	if b.HasClosure() {
		raw += string(b.ClosureLine.Value(src))
	}
	w.WriteString("<p>" + html.EscapeString(strings.TrimSpace(raw)) + "</p>\n")
	return ast.WalkSkipChildren, nil
}
