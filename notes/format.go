package notes

import _ "embed"

//go:embed FORMAT.md
var formatPage []byte

// FormatPage is FORMAT.md, which says what the notes mean.
func FormatPage() []byte { return formatPage }
