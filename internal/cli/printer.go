package cli

import (
	"fmt"
	"strings"

	"oneonone/internal/render"
)

// Printer writes a page of several parts and keeps the first error, so that a
// page reads as it looks.
type Printer struct {
	Out   render.Output
	Err   error
	blank bool // nothing was written since the last gap
}

// Line writes a line in a style, cut to the terminal.
func (p *Printer) Line(style render.Style, format string, args ...any) {
	if p.Err != nil {
		return
	}
	text := p.Out.Text(fmt.Sprintf(format, args...))
	if p.Out.TTY && p.Out.Width > 0 {
		text = Cut(text, p.Out.Width)
	}
	p.blank = false
	p.Err = p.Out.Printf("%s\n", Styled(p.Out, style, text))
}

// Gap writes a blank line, but never two.
func (p *Printer) Gap() {
	if p.Err == nil && !p.blank {
		p.Err = p.Out.Printf("\n")
	}
	p.blank = true
}

// Hanging writes a paragraph, wrapped on a terminal.
func (p *Printer) Hanging(style render.Style, first, indent, text string) {
	if p.Err == nil {
		p.blank = false
		p.Err = WriteHanging(p.Out, style, first, indent, text)
	}
}

// Dated writes a paragraph headed by a day, wrapped on a terminal.
func (p *Printer) Dated(indent, day, text string) {
	if p.Err == nil {
		p.blank = false
		lead := render.Painted(indent) + Styled(p.Out, render.Muted, day) + "  "
		p.Err = hang(p.Out, render.Plain, lead, indent+strings.Repeat(" ", len(day)+2), text)
	}
}

// Table writes a table or a listing.
func (p *Printer) Table(t interface{ Write(render.Output) error }) {
	if p.Err == nil {
		p.blank = false
		p.Err = t.Write(p.Out)
	}
}

// Markdown lays a text out.
func (p *Printer) Markdown(text string) {
	if p.Err == nil {
		p.blank = false
		p.Err = render.Markdown(p.Out, []byte(text))
	}
}

// Head begins a part.
func (p *Printer) Head(text string) {
	p.Gap()
	p.Line(render.Bold, "%s", text)
}

// More says how many lines were left out.
func (p *Printer) More(n int) {
	if n > 0 {
		p.Line(render.Muted, "  and %d more", n)
	}
}

// Raw writes a line that is painted already.
func (p *Printer) Raw(text render.Painted) {
	if p.Err == nil {
		p.blank = false
		p.Err = p.Out.Printf("%s\n", text)
	}
}
