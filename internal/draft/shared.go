package draft

import (
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/lazyregexp"
	"oneonone/notes"
	"oneonone/template"
)

// comment is one of HTML, with the lines that it stands on alone.
var comment = lazyregexp.New(`(?s)(?:\n)?<!--.*?-->[ \t]*`)

// forTwo takes what a template says to one of two who share a doc out of a new
// entry: its comments, which are to coach. They are given as lines to be said.
// Comments that came with what was carried stay.
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

// Prompts are questions for when it goes quiet with somebody who reads the
// entries too, and so does not find them there.
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
