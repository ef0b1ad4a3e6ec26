package importer

import (
	"bytes"
	"fmt"

	"oneonone/notes/markdown"
)

// Limits on a document, so that planning takes seconds and no more memory than a
// browser tab: twenty years of weekly notes need a tenth. Bytes alone are cheap,
// since most of a large document is embedded pictures.
const (
	maxLines = 100_000
	maxMarks = 20_000
	maxTags  = 300_000
)

const cutInTwo = "cut it in two and import one after the other"

// checkAmount refuses a document with too many lines or tags.
func checkAmount(f ImportFile) *markdown.Problem {
	counted, most, of := "\n", maxLines, "lines"
	if formatOf(f.Name, f.Src) == "html" {
		counted, most, of = "<", maxTags, "tags"
	}
	if bytes.Count(f.Src, []byte(counted)) <= most {
		return nil
	}
	return tooMany(f.Name, most, of)
}

func tooMany(name string, most int, of string) *markdown.Problem {
	return &markdown.Problem{Path: name, What: fmt.Sprintf("has more than %d %s", most, of), Hint: cutInTwo}
}
