package cmd

import (
	"fmt"

	"oneonone/internal/render"
)

// printer writes a page of several parts and keeps the first error, so that a
// page reads as it looks.
type printer struct {
	out   render.Output
	err   error
	blank bool // nothing was written since the last gap
}

// line writes a line in a style, cut to the terminal.
func (p *printer) line(style render.Style, format string, args ...any) {
	if p.err != nil {
		return
	}
	text := p.out.Text(fmt.Sprintf(format, args...))
	if p.out.TTY && p.out.Width > 0 {
		text = cut(text, p.out.Width)
	}
	p.blank = false
	p.err = p.out.Printf("%s\n", styled(p.out, style, text))
}

// gap writes a blank line, but never two.
func (p *printer) gap() {
	if p.err == nil && !p.blank {
		p.err = p.out.Printf("\n")
	}
	p.blank = true
}

// hanging writes a paragraph, wrapped on a terminal.
func (p *printer) hanging(style render.Style, first, indent, text string) {
	if p.err == nil {
		p.blank = false
		p.err = writeHanging(p.out, style, first, indent, text)
	}
}

func (p *printer) table(t *render.Table) {
	if p.err == nil {
		p.blank = false
		p.err = t.Write(p.out)
	}
}

// head begins a part.
func (p *printer) head(text string) {
	p.gap()
	p.line(render.Bold, "%s", text)
}

// more says how many lines were left out.
func (p *printer) more(n int) {
	if n > 0 {
		p.line(render.Muted, "  and %d more", n)
	}
}

// raw writes a line that is painted already.
func (p *printer) raw(text render.Painted) {
	if p.err == nil {
		p.blank = false
		p.err = p.out.Printf("%s\n", text)
	}
}
