package intake

import (
	"fmt"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
	"oneonone/notes/importer"
)

// mostWarnings is how many things to look at are listed one by one: a document
// with a deadline in every entry has hundreds.
const mostWarnings = 30

// Warn says what the user should look at.
func Warn(s *cli.Session, p *importer.ImportPlan, from *Source) {
	out := render.Detect(s.Env.Stderr, s.Color, s.Env.Environ)
	const indent = "         "
	warn := func(first, text string) {
		_ = cli.WriteHanging(out, render.Plain, first, indent, text) // if the terminal fails there is nobody to tell
	}
	for i, problem := range p.Problems {
		if i == mostWarnings {
			s.Say("warning: … and %d more like these", len(p.Problems)-mostWarnings)
			break
		}
		warn("warning: ", problem.Error())
		if problem.Hint != "" {
			warn(indent+"hint: ", problem.Hint)
		}
	}
	if n := len(from.others); n > 0 {
		const most = 5
		names := strings.Join(from.others[:min(n, most)], ", ")
		if n > most {
			names += fmt.Sprintf(" and %d more", n-most)
		}
		what := "1 file that is not a note is left out: "
		if n > 1 {
			what = fmt.Sprintf("%d files that are not notes are left out: ", n)
		}
		warn("warning: ", what+names)
	}
}
