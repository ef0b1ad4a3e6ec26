package cli

import (
	"strconv"

	"oneonone/internal/render"
)

// OrNull is what JSON shows as null when there is nothing.
func OrNull[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// Count is a number in a table; none is a quiet dash.
func Count(n int) render.Cell {
	if n == 0 {
		return render.Cell{Text: "–", Style: render.Muted, Piped: "0"}
	}
	return render.Text(strconv.Itoa(n))
}

// Styled is text in a style, to be printed as it is.
func Styled(out render.Output, style render.Style, text string) render.Painted {
	return render.Painted(out.Paint(style, text))
}

// ShortHash is as much of a commit's hash as people type.
func ShortHash(hash string) string { return hash[:min(7, len(hash))] }
