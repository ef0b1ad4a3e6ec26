package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"oneonone/internal/lazyregexp"
)

// styles are the classes of a page that mean something: Google Docs says only in
// its style sheet what is bold, struck or a checkbox.
type styles struct {
	bold, struck map[string]bool
	boxes        map[string]string // the class of a list to the state of its boxes
}

var (
	styleRule   = lazyregexp.New(`([^{}]+)\{([^{}]*)\}`)
	styleClass  = lazyregexp.New(`^(?:span|p|li)?\.([\w-]+)$`)
	listBullet  = lazyregexp.New(`^(?:ul)?\.([\w-]+)\s*>\s*li:{1,2}before$`)
	boldStyle   = lazyregexp.New(`(?i)font-weight:\s*(?:bold|[6-9]00)`)
	struckText  = lazyregexp.New(`(?i)text-decoration[a-z-]*:[^;]*line-through`)
	emptyBox    = lazyregexp.New(`☐|❏|□|\\0*2610|\\0*25a1|\\0*274f`)
	tickedBox   = lazyregexp.New(`☑|☒|✔|✓|\\0*2611|\\0*2612|\\0*2714|\\0*2713`)
	aBox        = lazyregexp.New(`^\s*\[[\s\x{a0}xX-]\]\s*$`)
	taskKeyword = lazyregexp.New(`^(?:TODO|NEXT|WAITING|WAIT|STARTED|DOING|HOLD|DONE)$`)
)

// readStyles reads the page's style sheets.
func readStyles(doc *html.Node) *styles {
	s := &styles{bold: map[string]bool{}, struck: map[string]bool{}, boxes: map[string]string{}}
	each(doc, func(n *html.Node) {
		if n.DataAtom != atom.Style || n.FirstChild == nil {
			return
		}
		for _, rule := range styleRule().FindAllStringSubmatch(n.FirstChild.Data, -1) {
			for selector := range strings.SplitSeq(rule[1], ",") {
				s.add(strings.TrimSpace(selector), rule[2])
			}
		}
	})
	return s
}

func (s *styles) add(selector, body string) {
	if m := styleClass().FindStringSubmatch(selector); m != nil {
		s.bold[m[1]] = boldStyle().MatchString(body)
		s.struck[m[1]] = struckText().MatchString(body)
	}
	if m := listBullet().FindStringSubmatch(selector); m != nil {
		switch {
		case emptyBox().MatchString(body):
			s.boxes[m[1]] = " "
		case tickedBox().MatchString(body):
			s.boxes[m[1]] = "x"
		}
	}
}

// emphasise turns a span into what its style says it is. A heading is bold
// anyway.
func (s *styles) emphasise(n *html.Node) {
	style := attr(n, "style")
	bold, struck := boldStyle().MatchString(style), struckText().MatchString(style)
	for class := range strings.FieldsSeq(attr(n, "class")) {
		bold, struck = bold || s.bold[class], struck || s.struck[class]
	}
	if strings.TrimSpace(pageText(n)) == "" {
		return
	}
	if bold && !within(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.B, atom.Strong, atom.Th) {
		wrapChildren(n, atom.Strong)
	}
	if struck {
		wrapChildren(n, atom.Del)
	}
}

// tidyOrgSpan writes an outline's time stamp without its brackets, and its
// tags as tags.
func tidyOrgSpan(n *html.Node) {
	text := n.FirstChild
	switch {
	case text == nil || text.Type != html.TextNode:
	case hasClass(n, "timestamp"):
		text.Data = strings.Trim(text.Data, "<>[] \n")
	case n.Parent.DataAtom == atom.Span && hasClass(n.Parent, "tag", "tags"):
		text.Data = " #" + text.Data
	}
}

func within(n *html.Node, tags ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, tag := range tags {
			if p.DataAtom == tag {
				return true
			}
		}
	}
	return false
}

func wrapChildren(n *html.Node, tag atom.Atom) {
	wrap := &html.Node{Type: html.ElementNode, Data: tag.String(), DataAtom: tag}
	moveChildren(n, wrap)
	n.AppendChild(wrap)
}

func moveChildren(from, to *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// boxState is the state of the checkbox that an item of a list shows, "" for
// an item without one: a form field, Notion's picture of one, the class of
// Confluence's and org's items, the role or the bullet of Google's.
func boxState(li *html.Node, s *styles) string {
	if box := firstWidget(li); box != nil {
		state := " "
		if hasAttr(box, "checked") || hasClass(box, "checkbox-on") {
			state = "x"
		}
		box.Parent.RemoveChild(box)
		return state
	}
	list := li.Parent
	switch {
	case attr(li, "role") == "checkbox", hasAttr(li, "aria-checked"):
		removePictures(li)
		return state(attr(li, "aria-checked") == "true")
	case list != nil && hasClass(list, "inline-task-list", "org-ul") && hasClass(li, "checked", "on"), hasClass(li, "checked"):
		removeCodeBox(li)
		return "x"
	case hasClass(li, "unchecked", "indeterminate"), hasClass(li, "off", "trans") && removeCodeBox(li):
		return " "
	case hasClass(li, "on") && removeCodeBox(li):
		return "x"
	case list != nil && hasClass(list, "inline-task-list"):
		return " "
	case list != nil:
		for class := range strings.FieldsSeq(attr(list, "class")) {
			if box, ok := s.boxes[class]; ok {
				return state(box == "x" || s.isStruck(li))
			}
		}
	}
	return ""
}

// isStruck reports whether all of an item is struck out, as Google Docs shows a
// ticked one.
func (s *styles) isStruck(li *html.Node) bool {
	span := li.FirstChild
	if span == nil || span.NextSibling != nil {
		return false
	}
	if span.DataAtom == atom.Del {
		return true
	}
	return span.DataAtom == atom.Span && s.isStruck(span)
}

func state(ticked bool) string {
	if ticked {
		return "x"
	}
	return " "
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// firstWidget is the checkbox of an item itself, not of one nested in it.
func firstWidget(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.Input && strings.EqualFold(attr(c, "type"), "checkbox"), c.Type == html.ElementNode && hasClass(c, "checkbox-on", "checkbox-off"):
			return c
		case c.DataAtom == atom.Ul, c.DataAtom == atom.Ol:
			continue
		}
		if w := firstWidget(c); w != nil {
			return w
		}
	}
	return nil
}

// removePictures removes the picture of a box.
func removePictures(li *html.Node) {
	each(li, func(n *html.Node) {
		if n.DataAtom == atom.Img && strings.Contains(attr(n, "alt"), "checked") {
			n.Parent.RemoveChild(n)
		}
	})
}

// removeCodeBox removes the "[X]" that Emacs writes as code, and reports whether
// it was there.
func removeCodeBox(li *html.Node) bool {
	c := li.FirstChild
	for c != nil && c.DataAtom != atom.Code && (c.DataAtom == atom.P || strings.TrimSpace(pageText(c)) == "") {
		if c.DataAtom == atom.P {
			c = c.FirstChild
			continue
		}
		c = c.NextSibling
	}
	if c == nil || c.DataAtom != atom.Code || !aBox().MatchString(pageText(c)) {
		return false
	}
	c.Parent.RemoveChild(c)
	return true
}

// putBox puts a checkbox at the start of an item.
func putBox(li *html.Node, state string) {
	box := &html.Node{Type: html.ElementNode, Data: boxTag, Attr: []html.Attribute{{Key: "state", Val: state}}}
	at := li
	for at.FirstChild != nil && at.FirstChild.DataAtom == atom.P {
		at = at.FirstChild
	}
	for c := at.FirstChild; c != nil && c.Type == html.TextNode; c = c.NextSibling {
		if c.Data = strings.TrimLeft(c.Data, " \t\r\n\u00a0"); c.Data != "" {
			break
		}
	}
	at.InsertBefore(box, at.FirstChild)
}

// joinTaskLists makes one list of neighbouring lists with one task each, as
// Notion writes them.
func joinTaskLists(n *html.Node) {
	if n.DataAtom != atom.Ul || !hasClass(n, "to-do-list", "oneonone-tasks") {
		return
	}
	before := n.PrevSibling
	for before != nil && before.Type == html.TextNode && strings.TrimSpace(before.Data) == "" {
		before = before.PrevSibling
	}
	if before != nil && before.DataAtom == atom.Ul && attr(before, "class") == attr(n, "class") {
		moveChildren(n, before)
		n.Parent.RemoveChild(n)
	}
}

// trimTags removes the wide space before an outline's tags.
func trimTags(h *html.Node) {
	for c := h.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			c.Data = strings.ReplaceAll(c.Data, "\u00a0\u00a0\u00a0", "")
		}
	}
}

// isKeyword reports whether an element is the state of an org heading.
func isKeyword(n *html.Node) bool {
	return n.DataAtom == atom.Span && hasClass(n, "todo", "done") && n.FirstChild != nil && n.FirstChild.Type == html.TextNode &&
		taskKeyword().MatchString(strings.TrimSpace(n.FirstChild.Data))
}

// taskOfHeading turns a heading with an org state into an item with a checkbox,
// unless there are headings below it.
func taskOfHeading(h *html.Node) {
	section, keyword := h.Parent, h.FirstChild
	for keyword != nil && !isKeyword(keyword) {
		keyword = keyword.NextSibling
	}
	if keyword == nil || !isOutline(section) {
		return
	}
	below := false
	each(section, func(n *html.Node) { below = below || isOutline(n) })
	if below {
		return
	}
	done := strings.TrimSpace(keyword.FirstChild.Data) == "DONE"
	h.RemoveChild(keyword)
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	moveChildren(h, p)
	section.RemoveChild(h)
	li := &html.Node{Type: html.ElementNode, Data: "li", DataAtom: atom.Li}
	li.AppendChild(p)
	moveChildren(section, li)
	putBox(li, state(done))
	section.Data, section.DataAtom = "ul", atom.Ul
	section.Attr = []html.Attribute{{Key: "class", Val: "oneonone-tasks"}}
	section.AppendChild(li)
}

// isOutline reports whether an element is an org heading with what is below it.
func isOutline(n *html.Node) bool {
	return n != nil && n.DataAtom == atom.Div && strings.HasPrefix(attr(n, "class"), "outline-") && !strings.HasPrefix(attr(n, "class"), "outline-text")
}
