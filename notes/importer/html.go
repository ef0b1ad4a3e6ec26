package importer

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"oneonone/internal/lazyregexp"
	"oneonone/notes/markdown"
)

// maxHTML bounds a page without its pictures, in bytes: ten years of weekly notes
// are a tenth of it.
const maxHTML = 4 << 20

// dataURI matches a picture embedded in a page.
var dataURI = lazyregexp.New(`(?i)\bdata:[a-z]+/[a-z0-9.+-]+;base64,[a-z0-9+/=\s]{64,}`)

// htmlToMarkdown turns a page, as Google Docs, Notion, Confluence and Emacs
// export one, into Markdown. Nothing is fetched and nothing is run; text is
// the words a reader of the page would have seen, for lostLines.
func htmlToMarkdown(name string, src []byte) (md []byte, text string, problem *markdown.Problem) {
	src = dropPictures(src)
	if len(src) > maxHTML {
		return nil, "", &markdown.Problem{Path: name, What: fmt.Sprintf("the page is larger than %d MB without its pictures", maxHTML>>20), Hint: pandocHint(name, "html")}
	}
	// Parse refuses anything nested more than 512 deep, which bounds everything that
	// walks the tree after it.
	doc, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, "", &markdown.Problem{Path: name, What: "the page is not read: " + strings.TrimPrefix(err.Error(), "html: "), Hint: pandocHint(name, "html")}
	}
	styles := readStyles(doc)
	dropUnseen(doc)
	text = pageText(doc)
	tidyPage(doc, styles)
	c := pageConverter()
	for _, part := range pageParts(doc) {
		if !part.bounded() {
			return nil, "", &markdown.Problem{Path: name, What: "the page is not read: a part of it is nested too deep or too large", Hint: pandocHint(name, "html")}
		}
		out, err := c.ConvertNode(part.root)
		if err != nil {
			return nil, "", &markdown.Problem{Path: name, What: "the page is not read: " + err.Error(), Hint: pandocHint(name, "html")}
		}
		if out = blankLine().ReplaceAll(bytes.TrimSpace(out), nil); len(out) > 0 {
			md = append(append(md, out...), "\n\n"...)
		}
	}
	return append(bytes.TrimRight(md, "\n"), '\n'), text, nil
}

// dropPictures removes embedded pictures from a page.
func dropPictures(src []byte) []byte { return dataURI().ReplaceAll(src, []byte("data:,")) }

// blankLine matches the indent of an otherwise empty line.
var blankLine = lazyregexp.New(`(?m)^[ \t]+$`)

// boxTag is what tidyPage puts where a page shows a checkbox.
const boxTag = "oneonone-box"

func pageConverter() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithNewlineBehavior(table.NewlineBehaviorPreserve), table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
	))
	c.Register.RendererFor(boxTag, converter.TagTypeInline, func(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		_, _ = w.WriteString("[" + attr(n, "state") + "] ") // w is a buffer, which never fails
		return converter.RenderSuccess
	}, converter.PriorityEarly)
	return c
}

// notShown are elements whose text nobody sees, and forms and frames.
var notShown = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Head: true, atom.Template: true, atom.Noscript: true, atom.Iframe: true, atom.Object: true,
	atom.Embed: true, atom.Svg: true, atom.Math: true, atom.Button: true, atom.Select: true, atom.Link: true, atom.Meta: true, atom.Textarea: true, atom.Frameset: true,
}

// dropUnseen removes what nobody sees, and the table of contents.
func dropUnseen(doc *html.Node) {
	each(doc, func(n *html.Node) {
		if n.Type == html.CommentNode || notShown[n.DataAtom] || attr(n, "id") == "table-of-contents" {
			n.Parent.RemoveChild(n)
		}
	})
}

// tidyPage turns what exports do in their own ways into the HTML elements for it.
func tidyPage(doc *html.Node, styles *styles) {
	cells := 0
	each(doc, func(n *html.Node) {
		switch n.DataAtom {
		case atom.Li:
			if state := boxState(n, styles); state != "" {
				putBox(n, state)
			}
		case atom.Span:
			tidyOrgSpan(n)
			styles.emphasise(n)
		case atom.A:
			tidyLink(n)
		case atom.Td, atom.Th:
			cells += boundSpan(n, cells)
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			trimTags(n)
			taskOfHeading(n)
		}
	})
	each(doc, joinTaskLists)
}

// each visits the elements and comments of a tree; what is visited may be
// moved or removed.
func each(n *html.Node, visit func(*html.Node)) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		each(c, visit)
		if c.Type == html.ElementNode || c.Type == html.CommentNode {
			visit(c)
		}
		c = next
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, names ...string) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		for _, name := range names {
			if class == name {
				return true
			}
		}
	}
	return false
}

// tidyLink unwraps the detour through Google that Docs puts into links, and
// replaces Confluence's link to a person's profile by the name.
func tidyLink(n *html.Node) {
	if hasClass(n, "confluence-userlink", "user-mention") {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		return
	}
	for i, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		if u, err := url.Parse(a.Val); err == nil && u.Path == "/url" && (u.Host == "www.google.com" || u.Host == "google.com") && u.Query().Get("q") != "" {
			n.Attr[i].Val = u.Query().Get("q")
		}
	}
}

// boundSpan keeps cells from claiming a billion columns; claimed is how many the
// cells before it have.
func boundSpan(n *html.Node, claimed int) int {
	const most = 2000
	cells := 1
	for _, a := range n.Attr {
		if a.Key != "colspan" && a.Key != "rowspan" {
			continue
		}
		if v, err := strconv.Atoi(a.Val); err == nil && v >= 0 && v <= most {
			cells *= max(v, 1)
		} else {
			cells = most + 2
		}
	}
	if claimed+cells-1 <= most {
		return cells - 1
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "colspan" || a.Key == "rowspan" })
	return 0
}

// pageText is the text of a page, one line for each run of text, without the
// states of an outline's headings, which become boxes.
func pageText(doc *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			b.WriteByte('\n')
		}
		if isKeyword(n) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return b.String()
}

// pandocHint says how to convert a document to Markdown with pandoc.
func pandocHint(name, format string) string {
	stem := noteStem(name)
	if strings.ContainsAny(name, " '\"$`\\") {
		return fmt.Sprintf("pandoc -f %s -t gfm --wrap=none FILE | oneonone import - --person PERSON", format)
	}
	return fmt.Sprintf("turn it into Markdown first: pandoc -f %s -t gfm --wrap=none %s -o %s.md", format, name, stem)
}
