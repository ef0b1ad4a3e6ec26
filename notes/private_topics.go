package notes

import (
	"fmt"
	"io/fs"

	"oneonone/internal/edit"
	"oneonone/internal/when"
	"oneonone/notes/page"
)

// A private talking point waits in the hopper of the private top page: it is shown
// before a meeting and goes nowhere.

// privateTop is a person's private top page, or the one they would get; old is
// what is there, nil for nothing.
func (f *Folder) privateTop(handle string) (top *page.TopPage, old []byte) {
	path := page.PrivateDir + "/" + page.TopPagePath(handle)
	src, err := fs.ReadFile(f.FS, path)
	if err != nil {
		return f.grammar.ParseTopPage(path, []byte("# "+f.Person(handle).FullName()+" · private\n")), nil
	}
	return f.grammar.ParseTopPage(path, src), src
}

// PrivateTopics are a person's private talking points, in the order of the page.
func (f *Folder) PrivateTopics(handle string) []*WaitingTopic {
	top, _ := f.privateTop(handle)
	var all []*WaitingTopic
	for _, t := range top.Hopper() {
		if t.Waiting {
			all = append(all, &WaitingTopic{Text: t.Text, Since: t.Since, Path: top.Path, Line: t.Line, topic: t})
		}
	}
	return all
}

// AddPrivateTopics is AddTopics for private talking points.
func (f *Folder) AddPrivateTopics(handle string, texts []string, since when.Date, owner string) (*page.Change, []string, error) {
	top, old := f.privateTop(handle)
	with, known, err := f.withTopics(top, f.PrivateTopics(handle), texts, since, owner)
	if err != nil || with == top {
		return nil, known, err
	}
	return &page.Change{Path: top.Path, Old: old, New: with.Src}, known, nil
}

// dropPrivate plans to drop a private talking point.
func (f *Folder) dropPrivate(handle string, t *WaitingTopic) (*page.Change, error) {
	top, old := f.privateTop(handle)
	b := edit.NewBuffer(top.Src)
	b.Delete(t.topic.Start, t.topic.End)
	src, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("dropping a topic of %s: %w", top.Path, err)
	}
	return &page.Change{Path: top.Path, Old: old, New: src}, nil
}
