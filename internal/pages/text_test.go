package pages_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"oneonone/internal/pages"
)

// hostile are notes that want a browser to run or to fetch something, or to send
// its reader somewhere by another way than a link.
var hostile = []string{
	"<script>alert(1)</script>",
	"a <img src=x onerror=alert(1)> b",
	"<div\nonclick=alert(1)>\n\n[x](javascript:alert(1))",
	"[x](JaVaScRiPt:alert(1)) [y](&#106;avascript:alert(1)) [z](java\tscript:alert(1))",
	"[x](data:text/html,<script>alert(1)</script>) [v](vbscript:x) [f](file:///etc/passwd)",
	"[x]: javascript:alert(1)\n\n[x] and <javascript:alert(1)>",
	"![x](https://example.org/pixel.png) ![x](//example.org/pixel.png) ![x](data:image/svg+xml;base64,PHN2Zz4=)",
	"![x\" onload=\"alert(1)](data:image/png;base64,AAAA)",
	"[![x](https://example.org/a.png)](https://example.org)",
	"<https://example.org/\"onmouseover=alert(1)>",
	"[x](https://example.org/\"onmouseover=alert(1) 'title\" onclick=\"x')",
	"<!-- <script>alert(1)</script>",
	"<!-->x --> <style>*{background:url(https://example.org)}</style>",
	"```html\"><script>\n<script>\n```",
	"- [ ] <iframe src=https://example.org>\n- [x](javascript:x)\n- [-] \\<b onclick=x>",
	"| a | b |\n|:-|-:|\n| <base href=//example.org> | [x](//example.org) |",
	"<meta http-equiv=refresh content=0;url=https://example.org>\n<link rel=stylesheet href=x>\n<form action=x>",
	"https://example.org/\"onmouseover=alert(1) https://*x*&quot;onclick=x javascript:https://example.org",
	"x <svg><a xlink:href=javascript:x>y</a></svg> &lt;script&gt; &#60;script&#62;",
}

func TestHostileTextRunsAndFetchesNothing(t *testing.T) {
	for _, src := range hostile {
		harmless(t, src)
	}
}

func FuzzText(f *testing.F) {
	for _, src := range hostile {
		f.Add(src)
	}
	notes, _ := filepath.Glob("../../notes/page/testdata/actions/*")
	for _, n := range notes {
		if src, err := os.ReadFile(n); err == nil {
			f.Add(string(src))
		}
	}
	f.Fuzz(harmless)
}

// harmless reads a text as a browser would, on its page: only elements of prose, of
// their attributes only those that do nothing, only links that lead out by the
// text's own words, and no end of what the page put around it.
func harmless(t *testing.T, src string) {
	body, _ := (&pages.Text{Src: []byte(src), Named: map[int]string{1: "a\"b", 2: "c"}, Place: func(string) string { return "#here" }}).HTML()
	root, err := html.Parse(strings.NewReader(`<!doctype html><body><main>` + string(body) + `</main></body>`))
	if err != nil {
		t.Fatal(err)
	}
	mains := 0
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("%q has the comment %q", src, n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "main" {
			mains++
		}
		if !slices.Contains(allowed, n.Data) {
			t.Errorf("%q has a <%s>", src, n.Data)
		}
		for _, a := range n.Attr {
			if !attributeIsHarmless(n.Data, a) {
				t.Errorf("%q has <%s %s=%q>", src, n.Data, a.Key, a.Val)
			}
		}
	}
	if mains != 1 {
		t.Errorf("%q has %d <main>", src, mains)
	}
}

var allowed = strings.Fields("html head body main p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del a img br hr span table thead tbody tr th td")

func attributeIsHarmless(element string, a html.Attribute) bool {
	switch a.Key {
	case "href":
		scheme, _, _ := strings.Cut(strings.ToLower(a.Val), ":")
		return element == "a" && (a.Val == "#here" || slices.Contains([]string{"http", "https", "mailto"}, scheme))
	case "src":
		return element == "img" && strings.HasPrefix(a.Val, "data:image/") && !strings.HasPrefix(a.Val, "data:image/svg")
	case "style":
		return strings.HasPrefix(a.Val, "text-align:")
	}
	return slices.Contains([]string{"id", "class", "rel", "role", "alt", "start", "aria-label"}, a.Key)
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"boxes", "- [ ] open\n- [x] done\n- [-] gone\n- plain", `<ul>
<li class="box open"><span class="sign" role="img" aria-label="open">☐</span> open</li>
<li class="box done"><span class="sign" role="img" aria-label="done">☑</span> done</li>
<li class="box dropped"><span class="sign" role="img" aria-label="dropped">☒</span> gone</li>
<li>plain</li>
</ul>
`},
		{"what is left out leaves no heading", "## Feedback\n- hidden\n\n## Notes\n- said", "<h3>Notes</h3>\n<ul>\n<li>said</li>\n</ul>\n"},
		{"a comment is a prompt", "## Topics\n<!-- ask -->\n\n## Notes\nx<!-- y -->z", "<h3>Notes</h3>\n<p>x          z</p>\n"},
		{"HTML is shown as it is written", "a<br>b <b>c</b>", "<p>a<br>b &lt;b&gt;c&lt;/b&gt;</p>\n"},
		{"a picture elsewhere is a link", "![a cat](https://example.org/cat.png)", `<p><a rel="noreferrer" href="https://example.org/cat.png">picture: a cat</a></p>` + "\n"},
		{"an address is a link", "see https://example.org/a_b_c?x=1&y=2, (https://example.org) and\n`https://example.org/code` [https://a.example](https://b.example)",
			`<p>see <a rel="noreferrer" href="https://example.org/a_b_c?x=1&amp;y=2">https://example.org/a_b_c?x=1&amp;y=2</a>, (<a rel="noreferrer" href="https://example.org">https://example.org</a>) and
<code>https://example.org/code</code> <a rel="noreferrer" href="https://b.example">https://a.example</a></p>` + "\n"},
		{"too much is shown as it is", strings.Repeat("> ", 40) + "x", "<pre>" + strings.Repeat("&gt; ", 40) + "x</pre>"},
	} {
		text := pages.Text{Src: []byte(c.src), Level: 2, Hidden: map[int]bool{}}
		if strings.Contains(c.src, "hidden") {
			text.Hidden[2] = true
		}
		if got, _ := text.HTML(); string(got) != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

func TestNamedLines(t *testing.T) {
	text := pages.Text{Src: []byte("- one\n- two\n  goes on\n\nthree"), Named: map[int]string{2: "b", 3: "c", 5: "d"}}
	got, named := text.HTML()
	for _, want := range []string{`<li id="b">`, `<p id="d">`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	if named[2] != "b" || named[3] != "b" || named[5] != "d" || len(named) != 3 {
		t.Errorf("named %v", named)
	}
}
