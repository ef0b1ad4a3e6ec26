package draft

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lazyregexp"
	"oneonone/notes"
	"oneonone/template"
)

// comment matches an HTML comment and the line break before it.
var comment = lazyregexp.New(`(?s)(?:\n)?<!--.*?-->[ \t]*`)

// forTwo takes a template's comments, which coach only one of the two, out of a
// new entry in a shared doc and returns them as lines to say. Comments that came
// with carried items stay.
func forTwo(text []byte, data template.Data) (out []byte, coach []string) {
	carried := strings.Join(append(append(append([]string{}, data.FollowUps...), data.Topics...), data.Goals...), "\n")
	kept := comment().ReplaceAllFunc(text, func(c []byte) []byte {
		words := strings.TrimSpace(string(c))
		if strings.Contains(carried, words) {
			return c
		}
		words = strings.TrimSuffix(strings.TrimPrefix(words, "<!--"), "-->")
		for line := range strings.Lines(words) {
			if line = strings.TrimSpace(line); line != "" {
				coach = append(coach, line)
			}
		}
		return nil
	})
	return manyBlank().ReplaceAll(kept, []byte("\n\n")), coach
}

var manyBlank = lazyregexp.New(`\n{3,}`)

// Prompts returns questions for when it goes quiet with somebody who shares the
// doc: the entry, which they read too, has none.
func Prompts(w *cli.Workspace, p *notes.Person) []string {
	if !ofTwo(w.Folder, p) {
		return nil
	}
	chosen, _, err := Questions(w.Folder, template.LoadBank(w.FS), p, template.Want{N: promptsInEntry}, w.Today)
	if err != nil {
		return nil
	}
	return Texts(chosen)
}

func ofTwo(f *notes.Folder, p *notes.Person) bool {
	return f.IsShared(p.Handle) || p.Doc != nil
}
