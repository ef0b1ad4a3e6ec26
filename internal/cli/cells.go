package cli

import "oneonone/internal/render"

// Styled is text in a style, to be printed as it is.
func Styled(out render.Output, style render.Style, text string) render.Painted {
	return render.Painted(out.Paint(style, text))
}

// ShortHash is as much of a commit's hash as people type: seven digits.
func ShortHash(hash string) string { return hash[:min(7, len(hash))] }
