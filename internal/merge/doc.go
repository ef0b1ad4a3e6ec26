// Package merge combines two texts that grew from the same one. It knows what
// notes are made of, so that two people, or one person on two laptops, need not
// be asked what any reader of the page could tell: a promise ticked here and
// given a date there, a topic added by each, a day that both have prepared.
//
// Where git merges cleanly, the result is git's. Only what git calls a
// conflict is looked into: items are matched by their words, and box, dates and
// owner are each merged separately. What one side deleted and the other left
// alone is gone; what the other edited or moved stays; what both reworded appears
// twice, the second time as "or: … (keep one)".
//
// The package takes bytes and returns bytes. It knows no files, no git and no
// settings of whoever runs it, so the same three texts are merged into the same
// bytes everywhere, whichever side is called ours.
//
//	merge.go            which texts are merged how; when git's result stands; lines left to choose from
//	diff3.go            what is a conflict, as git sees it
//	diff.go             which lines changed, as git finds them
//	align.go            which line became which: same words, half of the words, under which heading
//	moved.go            lines that one side moved; what both added in two places
//	weave.go            in which order lines of both sides stand
//	merge_unit.go       what becomes of one item or block that both changed
//	merge_line.go       box, dates, owner and words of one line; both wordings kept
//	unit.go             a line taken apart and written again; "or: … (keep one)"
//	chosen.go           a version that somebody has chosen meanwhile
//	contained.go        a text that has all that the other changed already; blank lines
//	contained_lines.go  the same for lines and their order
//	keys.go             front matter and YAML, key by key; which value wins
//	shape.go            line ends, tabs and spaces that an editor changes everywhere
//	marks.go            git's conflict marks in a note, and the versions between them
//	reverse.go          what undo takes back
package merge
