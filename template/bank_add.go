package template

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"oneonone/internal/edit"
	"oneonone/internal/text"
)

// ownTopic is the topic of a user's question that has no other.
const ownTopic = "own"

// Addition is a question file with one more question: every other byte stays.
type Addition struct {
	Path     string // in the notes folder
	Old, New []byte // Old is nil when there was no file
}

// Add plans to add a user's question to questions/TOPIC.yaml, whose bytes read
// returns, nil when there is none. It refuses a question that is already there, a
// topic almost the same as an existing one, and a file that it cannot add to
// without touching the rest: a *FileError says which.
func (b *Bank) Add(q Question, read func(path string) ([]byte, error)) (*Addition, error) {
	q.Text, q.FollowUp, q.Source = line(q.Text), line(q.FollowUp), line(q.Source)
	if !strings.ContainsFunc(q.Text, unicode.IsLetter) {
		return nil, errors.New("no text for the question")
	}
	if len(q.Text) > maxQuestionLen || len(q.FollowUp) > maxQuestionLen {
		return nil, fmt.Errorf("the question is longer than %d bytes; it should be sayable in one breath", maxQuestionLen)
	}
	for i := range b.Questions {
		if old := &b.Questions[i]; plain(old.Text) == plain(q.Text) {
			return nil, fmt.Errorf("the same question is %s", old.where())
		}
	}
	topic, err := b.topicToAddTo(q.Topic)
	if err != nil {
		return nil, err
	}
	q.Topic = topic
	a := &Addition{Path: "questions/" + topic + ".yaml"}
	if a.Old, err = read(a.Path); err != nil {
		return nil, fmt.Errorf("reading %s: %w", a.Path, err)
	}
	a.New, err = withQuestion(a.Path, a.Old, q)
	return a, err
}

// topicToAddTo finds a topic, or makes one unless its name is almost that of
// another.
func (b *Bank) topicToAddTo(name string) (string, error) {
	if name == "" {
		return ownTopic, nil
	}
	t, err := b.Topic(name)
	if err == nil {
		return t.ID, nil
	}
	var unknown *UnknownError
	if errors.As(err, &unknown) && len(unknown.Near) > 0 || slug(name) == "" {
		return "", err
	}
	return slug(name), nil
}

// withQuestion adds a question after the last one in a file.
func withQuestion(path string, src []byte, q Question) ([]byte, error) {
	old, problems := parseQuestions(path, src)
	byHand := &FileError{path, 0, "oneonone cannot add to it; write the question in by hand"}
	var doc yaml.Node
	if err := text.ReadYAML(src, &doc); err != nil {
		return nil, problems[0] // the same fault, with its line
	}
	at, indent, ok := endOfList(src, &doc)
	if !ok {
		return nil, byHand
	}
	item, err := questionItem(q, old)
	if err != nil {
		return nil, fmt.Errorf("writing the question: %w", err)
	}
	var in bytes.Buffer
	if at > 0 && src[at-1] != '\n' {
		in.WriteByte('\n')
	}
	for l := range strings.Lines(item) {
		in.WriteString(indent + l)
	}
	text := in.Bytes()
	if bytes.Contains(src, []byte("\r\n")) {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	out := slices.Concat(src[:at], text, src[at:])
	// Reading it back proves that the place was right.
	now, after := parseQuestions(path, out)
	if len(after) > len(problems) || len(now.questions) != len(old.questions)+1 ||
		!slices.ContainsFunc(now.questions, func(n Question) bool { return n.Text == q.Text && n.Topic == q.Topic }) {
		return nil, byHand
	}
	return out, nil
}

// endOfList is where the next item of a file's list of questions goes, and how
// far it is indented.
func endOfList(src []byte, doc *yaml.Node) (at int, indent string, ok bool) {
	if len(doc.Content) == 0 {
		return len(src), "", true // empty, or comments only
	}
	list, end := doc.Content[0], len(src)
	if list.Kind == yaml.MappingNode {
		root := list
		list = nil
		for i := 0; i+1 < len(root.Content); i += 2 {
			if root.Content[i].Value != "questions" {
				continue
			}
			list = root.Content[i+1]
			if i+2 < len(root.Content) {
				end = beforeComments(src, edit.LineStart(src, root.Content[i+2].Line))
			}
		}
	}
	if list == nil || list.Kind != yaml.SequenceNode || list.Style&yaml.FlowStyle != 0 || len(list.Content) == 0 {
		return 0, "", false
	}
	first := src[edit.LineStart(src, list.Content[0].Line):]
	rest := bytes.TrimLeft(first, " ")
	return end, string(first[:len(first)-len(rest)]), bytes.HasPrefix(rest, []byte("- "))
}

// beforeComments moves a line's start back over blank lines and comments,
// which belong to what follows them.
func beforeComments(src []byte, at int) int {
	for at > 0 {
		prev := bytes.LastIndexByte(src[:at-1], '\n') + 1
		if l := bytes.TrimSpace(src[prev:at]); len(l) > 0 && l[0] != '#' {
			break
		}
		at = prev
	}
	return at
}

// questionItem writes a question as an item of a file: its text alone if that is
// all there is.
func questionItem(q Question, file *questionFile) (string, error) {
	if q.Topic == file.topic {
		q.Topic = ""
	}
	var item any = q.Text
	if q.Topic != "" || len(q.Roles) > 0 || q.FollowUp != "" || q.Source != "" {
		item = struct {
			Text     string   `yaml:"text"`
			Topic    string   `yaml:"topic,omitempty"`
			Roles    []string `yaml:"roles,omitempty,flow"`
			FollowUp string   `yaml:"follow_up,omitempty"`
			Source   string   `yaml:"source,omitempty"`
		}{q.Text, q.Topic, q.Roles, q.FollowUp, q.Source}
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode([]any{item}); err != nil {
		return "", err
	}
	return b.String(), enc.Close()
}
