package cli

import (
	"strings"

	"oneonone/internal/columns"
	"oneonone/internal/render"
)

// wrapWidth is how wide running text may be: no wider than people like to read,
// and unlimited in a pipe.
func wrapWidth(out render.Output) int {
	if !out.TTY || out.Width == 0 {
		return 0
	}
	return min(out.Width, 100)
}

// WriteWrapped writes a paragraph, every line of it behind the indent.
func WriteWrapped(out render.Output, style render.Style, indent, text string) error {
	return WriteHanging(out, style, indent, indent, text)
}

// WriteHanging writes a paragraph whose first line begins with first and whose
// further lines begin with indent.
func WriteHanging(out render.Output, style render.Style, first, indent, text string) error {
	return hang(out, style, render.Painted(out.Text(first)), indent, text)
}

func hang(out render.Output, style render.Style, first render.Painted, indent, text string) error {
	text = strings.Join(strings.Fields(out.Text(text)), " ")
	if width := wrapWidth(out); width > 0 {
		text = columns.Wrap(text, max(20, width-columns.Width(indent)))
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			first = render.Painted(indent)
		}
		if err := out.Printf("%s%s\n", first, Styled(out, style, line)); err != nil {
			return err
		}
	}
	return nil
}

// Cut shortens a line to a width, with a mark that it did.
func Cut(text string, width int) string { return columns.Cut(text, width, "…") }
