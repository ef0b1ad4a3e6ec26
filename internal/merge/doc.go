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
// merge_line.go merges the parts of one line and keeps both wordings, unit.go splits
// a line into its parts and writes it back, weave.go puts the lines of two texts into
// one order.
//
// The package takes bytes and returns bytes. It knows no files, no git and no
// settings of whoever runs it, so the same three texts are merged into the same
// bytes everywhere, whichever side is called ours.
package merge
