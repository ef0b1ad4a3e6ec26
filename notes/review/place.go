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

// spot is where a line stands.
type spot struct {
	path string
	line int
}

func (l *Line) spot() spot { return spot{l.Path, l.Remark.Line} }

// spotOf is where the line stands that a citation names.
func (r *Read) spotOf(place string) spot {
	file, line, _ := strings.Cut(place, ":")
	dir := ""
	if name, private := strings.CutPrefix(file, page.PrivateDir+"/"); private {
		dir, file = page.PrivateDir+"/", name
	}
	n, _ := strconv.Atoi(line) // 0 is no line
	return spot{dir + "people/" + r.Person.Handle + "/" + file + ".md", n}
}
