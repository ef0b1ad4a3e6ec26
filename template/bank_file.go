package template

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"oneonone/internal/lazyregexp"
	"oneonone/internal/text"
)

// questionFile is what one YAML file says. It is a list of questions, or a
// mapping with the questions under `questions` and, beside it, what holds for
// all of them.
type questionFile struct {
	topic, title string
	common       Common
	sequence     bool
	onRequest    bool
	questions    []Question
}

// set takes over what a file says about all its questions.
func (f *questionFile) set(key string, values []string) (err error) {
	text := strings.Join(values, ", ")
	switch key {
	case "topic":
		f.topic = cmp.Or(slug(text), f.topic)
	case "title":
		f.title = text
	case "sequence":
		f.sequence, err = truth(text)
	case "on_request":
		f.onRequest, err = truth(text)
	default:
		err = f.common.set(key, values)
	}
	return err
}

// fileReader reads one file by its nodes, so that every fault has its line,
// and a fault in one question leaves the others.
type fileReader struct {
	path     string
	file     questionFile
	problems []error
}

var yamlLine = lazyregexp.New(`^yaml: (?:line (\d+): )?`)

// parseQuestions reads a question file. Its faults are in the problems, each a
// *FileError; the rest is in the result.
func parseQuestions(path string, raw []byte) (*questionFile, []error) {
	r := &fileReader{path: path}
	if !utf8.Valid(raw) {
		r.fault(0, "not UTF-8 text")
		return &r.file, r.problems
	}
	var doc yaml.Node
	if err := text.ReadYAML(raw, &doc); err != nil {
		n := 0
		if m := yamlLine().FindStringSubmatch(err.Error()); m != nil {
			n, _ = strconv.Atoi(m[1])
		}
		r.fault(n, "%s", yamlLine().ReplaceAllString(err.Error(), ""))
		return &r.file, r.problems
	}
	stem := path[strings.LastIndexByte(path, '/')+1:]
	r.file.topic = slug(strings.TrimSuffix(strings.TrimSuffix(stem, ".yaml"), ".yml"))
	if len(doc.Content) == 1 {
		r.root(doc.Content[0])
	}
	return &r.file, r.problems
}

func (r *fileReader) fault(line int, format string, args ...any) {
	r.problems = append(r.problems, &FileError{r.path, line, fmt.Sprintf(format, args...)})
}

func (r *fileReader) root(n *yaml.Node) {
	var list *yaml.Node
	switch n.Kind {
	case yaml.SequenceNode:
		list = n
	case yaml.MappingNode:
		list = r.head(n)
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return // a file of comments only
		}
		fallthrough
	default:
		r.fault(n.Line, "a question file is a list of questions, or has one under questions")
	}
	if list == nil {
		return
	}
	for _, item := range list.Content {
		r.question(item)
	}
}

// head reads what applies to all questions of a file and returns their list.
func (r *fileReader) head(n *yaml.Node) (list *yaml.Node) {
	for key, v := range r.pairs(n, fileKeys) {
		switch {
		case key != "questions":
			r.set(r.file.set, key, v)
		case v.Kind != yaml.SequenceNode:
			r.fault(v.Line, "questions is not a list")
		default:
			list = v
		}
	}
	return list
}

// set hands the value of a key to what takes it.
func (r *fileReader) set(to func(key string, values []string) error, key string, v *yaml.Node) {
	before := len(r.problems)
	values := r.values(v)
	if len(r.problems) > before {
		return
	}
	if err := to(key, values); err != nil {
		r.fault(v.Line, "%v", err)
	}
}

// values are the elements of a list, or the one value there is.
func (r *fileReader) values(n *yaml.Node) (all []string) {
	if n.Kind != yaml.SequenceNode {
		return append(all, r.text(n))
	}
	for _, item := range n.Content {
		all = append(all, r.text(item))
	}
	return all
}

func (r *fileReader) question(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" {
		r.keep(Question{Text: line(n.Value), Line: n.Line}, n.Line)
		return
	}
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, "a question is a text, or has one under text")
		return
	}
	q := Question{Line: n.Line}
	before := len(r.problems)
	for key, v := range r.pairs(n, questionKeys) {
		r.set(q.set, key, v)
	}
	if len(r.problems) == before {
		r.keep(q, n.Line)
	}
}

// keep completes a question with what applies to the whole file, and keeps it.
func (r *fileReader) keep(q Question, at int) {
	switch {
	case q.Text == "":
		r.fault(at, "a question without text")
		return
	case len(q.Text) > maxQuestionLen || len(q.FollowUp) > maxQuestionLen:
		r.fault(at, "a question longer than %d bytes; it should be sayable in one breath", maxQuestionLen)
		return
	}
	q.Path = r.path
	if q.Topic == "" {
		q.Topic = r.file.topic
	}
	if q.ID == "" {
		q.ID = idFor(q.Topic, q.Text)
	}
	q.Common = q.Common.or(r.file.common)
	r.file.questions = append(r.file.questions, q)
}

// pairs walks a mapping. Unknown or repeated keys are faults. There are few known
// keys and each is taken once, so a mapping of ten thousand keys ends at its
// first unknown one.
func (r *fileReader) pairs(n *yaml.Node, known []string) func(func(string, *yaml.Node) bool) {
	return func(yield func(string, *yaml.Node) bool) {
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			switch {
			case !slices.Contains(known, k.Value):
				msg := fmt.Sprintf("unknown key %q; the keys are %s", shorten(k.Value), strings.Join(known, ", "))
				if near := nearest(k.Value, known); len(near) > 0 {
					msg = fmt.Sprintf("unknown key %q; did you mean %s?", shorten(k.Value), near[0])
				}
				r.fault(k.Line, "%s", msg)
				return
			case seen[k.Value]:
				r.fault(k.Line, "duplicate key %s", k.Value)
				return
			case v.Kind == yaml.AliasNode:
				r.fault(v.Line, "aliases (*%s) are not understood here", shorten(v.Value))
				return
			}
			seen[k.Value] = true
			if !yield(k.Value, v) {
				return
			}
		}
	}
}

func (r *fileReader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.fault(n.Line, "expected text here")
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	return line(n.Value)
}

// shorten keeps a stray value readable in a message.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// slug turns a name into the form of a topic's or question's id: lower case,
// hyphens, letters and digits of any script.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}), "-")
}

// idFor makes an id from a question's first words and a hash of the whole text,
// so that two questions hardly ever share one.
func idFor(topic, text string) string {
	words := strings.Split(slug(text), "-")
	return fmt.Sprintf("%s-%s-%04x", topic, strings.Join(words[:min(len(words), 4)], "-"), hash(text)&0xffff)
}
