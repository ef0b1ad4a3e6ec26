package help

import (
	"slices"
	"strings"

	"oneonone/internal/cli"
	"oneonone/internal/render"
)

// fieldsIntro introduces the fields of what commands print as data.
const fieldsIntro = `With --json a command prints its records as one array, or one object for a
single thing. Days are written as 2026-11-20, times as RFC 3339 has them; what
is absent is null, a list never. With --csv the same fields stand under a
header, but for those that hold records; what is absent is empty.`

func writeFields(out render.Output, intro string, all []cli.Records) error {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b cli.Records) int { return strings.Compare(a.Command.CommandPath(), b.Command.CommandPath()) })
	p := cli.Printer{Out: out}
	for line := range strings.Lines(intro) {
		p.Line(render.Plain, "%s", strings.TrimSpace(line))
	}
	for _, r := range all {
		p.Gap()
		p.Line(render.Bold, "%s", strings.TrimSpace(r.Command.CommandPath()+" "+r.Flag))
		writeParts(&p, "  ", r.Fields)
	}
	return p.Err
}

func writeParts(p *cli.Printer, indent string, fields []render.Field) {
	width := 0
	for _, f := range fields {
		width = max(width, len(f.Name))
	}
	for _, f := range fields {
		name := indent + cli.Pad(f.Name, width+2)
		p.Hanging(render.Plain, name, strings.Repeat(" ", len(name)), f.Doc)
		writeParts(p, indent+"  ", f.Parts)
	}
}
