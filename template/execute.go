package template

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	gotemplate "text/template"
	"unicode/utf8"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/text"
)

// Execute fills in a template. Errors call it by path. The result ends in a
// newline and, after a heading at its end, in an empty line to write on. The
// error is a *FileError with the line.
func Execute(path, raw string, d Data) ([]byte, error) {
	t, err := compile(path, raw)
	if err != nil {
		return nil, err
	}
	d = d.complete()
	v := newView(&d)
	var out bounded
	if err := t.Execute(&out, v.values); err != nil {
		return nil, executeError(path, err)
	}
	if strings.TrimSpace(out.String()) == "" {
		return nil, &FileError{Path: path, Msg: "the template makes an empty entry"}
	}
	filled, err := v.fill(tidy(out.String()))
	if errors.Is(err, errWhole) {
		return nil, &FileError{path, lineOf(raw, "{{.}}", "{{$}}", "{{.Person}}"), err.Error()}
	}
	if err != nil {
		return nil, executeError(path, err)
	}
	return []byte(filled), nil
}

// compile parses and checks a template.
func compile(path, raw string) (*gotemplate.Template, error) {
	raw, err := cleanSource(path, raw)
	if err != nil {
		return nil, err
	}
	t, err := gotemplate.New(templateName).Option("missingkey=error").Funcs(gotemplate.FuncMap{"yaml": text.YAML}).Parse(raw)
	if err != nil {
		return nil, executeError(path, err)
	}
	for _, one := range t.Templates() {
		if one.Name() != templateName {
			return nil, &FileError{path, lineOf(raw, "{{define", "{{- define", "{{block", "{{- block"), "a template cannot define another one"}
		}
	}
	if t.Tree == nil || t.Tree.Root == nil {
		return nil, &FileError{Path: path, Msg: "the template is empty"}
	}
	return t, check(path, raw, t.Tree)
}

// templateName stands for the file in messages of text/template.
const templateName = "T"

func lineOf(raw string, words ...string) int {
	for i, l := range strings.Split(raw, "\n") {
		for _, w := range words {
			if strings.Contains(l, w) {
				return i + 1
			}
		}
	}
	return 0
}

// cleanSource refuses what is not text and removes a byte-order mark and Windows
// line ends: the entry is a new file and has neither.
func cleanSource(path, raw string) (string, error) {
	switch {
	case len(raw) > maxFile:
		return "", &FileError{path, 0, fmt.Sprintf("longer than %d KiB", maxFile>>10)}
	case !utf8.ValidString(raw):
		return "", &FileError{path, 0, "not UTF-8 text"}
	case strings.ContainsRune(raw, 0):
		return "", &FileError{path, 1 + strings.Count(raw[:strings.IndexByte(raw, 0)], "\n"), "a zero byte"}
	}
	return strings.ReplaceAll(strings.TrimPrefix(raw, text.ByteOrderMark), "\r\n", "\n"), nil
}

var errTooLong = errors.New("makes an entry of more than " + strconv.Itoa(maxOutput>>10) + " KiB")

var errWhole = errors.New("prints all the data at once; name a part of it, such as {{.Title}} or {{.Person.Name}}")

// bounded is a buffer that refuses more than an entry may have.
type bounded struct{ bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxOutput {
		return 0, errTooLong
	}
	return b.Buffer.Write(p)
}

// goMessage is how text/template reports a fault: "template: T:3:5: executing
// "T" at <.X>: what", with column and place only when it ran.
var goMessage = lazyregexp.New(`(?s)^template: T:(\d+)(?::\d+)?: (?:executing "T" at (<.*?>): )?(.*)$`)

// executeError puts a fault of text/template in our words.
func executeError(path string, err error) error {
	m := goMessage().FindStringSubmatch(err.Error())
	switch {
	case errors.Is(err, errTooLong):
		return &FileError{Path: path, Msg: errTooLong.Error()}
	case m == nil:
		return &FileError{Path: path, Msg: strings.TrimPrefix(err.Error(), "template: ")}
	}
	n, _ := strconv.Atoi(m[1])
	what := m[3]
	if fn, ok := strings.CutPrefix(what, "function "); ok && strings.HasSuffix(fn, " not defined") {
		what = "unknown function " + strings.TrimSuffix(fn, " not defined") + "; " + knownFunctions()
	}
	if name, ok := strings.CutPrefix(what, "can't evaluate field "); ok {
		name, _, _ = strings.Cut(name, " ")
		what = "." + name + " is not part of what the dot is here; write $ before names of the data, as in {{$." + name + "}}"
	}
	what = strings.ReplaceAll(what, "started at T:", "started on line ")
	if what == "unexpected EOF" {
		what = "the template ends before the {{end}} of an {{if}}, {{with}} or {{range}}"
	}
	if m[2] != "" {
		what = m[2] + ": " + what
	}
	return &FileError{path, n, what}
}

// view is the data as a template sees it, with a stand-in for each block.
type view struct {
	values group
	blocks []string
}

func newView(d *Data) *view {
	v := &view{values: group{}}
	who := group{}
	v.values["Person"] = who
	for _, f := range fields {
		if f.get == nil {
			continue
		}
		value := f.get(d)
		if items, ok := value.([]string); ok {
			value = v.standIns(items)
		}
		if name, ok := strings.CutPrefix(f.Name, ".Person."); ok {
			who[name] = value
		} else {
			v.values[f.Name[1:]] = value
		}
	}
	return v
}

// standIns keeps blocks for later. A stand-in is a number between zero bytes,
// which neither a template nor a line of data can hold.
func (v *view) standIns(items []string) blockList {
	var l blockList
	for _, s := range items {
		l = append(l, "\x00"+strconv.Itoa(len(v.blocks))+"\x00")
		v.blocks = append(v.blocks, s)
	}
	return l
}

// fill puts the blocks in the places of their stand-ins.
func (v *view) fill(out string) (string, error) {
	var b bounded
	for i, part := range strings.Split(out, "\x00") {
		if i%2 == 1 {
			n, err := strconv.Atoi(part)
			if err != nil {
				return "", errWhole
			}
			part = v.blocks[n]
		}
		if _, err := b.Write([]byte(part)); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// tidy reduces several blank lines to one, and to none at the start, and makes sure that a
// heading or a comment of several lines at the end is followed by an empty line to write
// on.
func tidy(s string) string {
	var out []string
	for l := range strings.Lines(s) {
		l = strings.TrimSuffix(l, "\n")
		if strings.TrimSpace(l) == "" {
			if len(out) == 0 || out[len(out)-1] == "" {
				continue
			}
			l = ""
		}
		out = append(out, l)
	}
	last := len(out) - 1
	if last >= 0 && out[last] == "" {
		out, last = out[:last], last-1
	}
	if last >= 0 && (strings.HasPrefix(out[last], "#") || out[last] == "-->") {
		out = append(out, "")
	}
	return strings.Join(out, "\n") + "\n"
}
