package render

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestBar(t *testing.T) {
	for _, c := range []struct {
		value, top, width int
		want              string
	}{
		{5, 10, 4, "██  "},
		{10, 10, 4, "████"},
		{20, 10, 4, "████"},
		{1, 1000, 4, "▏   "},
		{0, 10, 4, "    "},
		{3, 16, 2, "▍ "},
		{9, 16, 2, "█▏"},
		{1, 0, 2, "  "},
		{1, 1, 0, ""},
	} {
		got := Bar(c.value, c.top, c.width)
		if got != c.want || ansi.StringWidth(got) != c.width {
			t.Errorf("Bar(%d, %d, %d) = %q, want %q", c.value, c.top, c.width, got, c.want)
		}
	}
}

func TestStrip(t *testing.T) {
	weeks := []Week{Met, Met, Moved, Skipped, Missed, Off, Week(99)}
	p, _ := pipe()
	if got := p.Strip(weeks); got != "■■◆□×··" {
		t.Errorf("plain: %q", got)
	}
	o, _ := screen(80)
	if got := o.Strip(weeks[:3]); got != "\x1b[32m■■\x1b[m\x1b[32m◆\x1b[m" {
		t.Errorf("coloured: %q", got)
	}
}
