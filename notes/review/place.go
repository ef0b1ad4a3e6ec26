package review

import (
	"path"
	"strconv"
	"strings"

	"oneonone/notes/page"
)

// PlaceOf is how a citation names a line of a person's notes.
func PlaceOf(file string, line int) string { return placeOf(file, line) }

// placeOf is how a citation names a line of a person's notes: without the
// directory, private ones with "private/" in front.
func placeOf(file string, line int) string {
	name := strings.TrimSuffix(path.Base(file), ".md")
	if page.ParsePath(file).Private {
		name = page.PrivateDir + "/" + name
	}
	return name + ":" + strconv.Itoa(line)
}
