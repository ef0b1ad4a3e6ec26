// Package page reads one note: an [Entry] or a person's [TopPage]. It is the
// heart of the program, which decides here what is a promise.
//
// A note is walked once, from top to bottom (section_outline.go). The walk knows
// the [Section] a line is in and whose heading or parent item is above it, and
// so:
//
//   - an item of a topics or goals section is a [Topic] or [Goal] (section_item.go);
//   - a clause with a box or a marker, or an item of an actions section, is an
//     [Action] (action_read.go);
//   - any item or paragraph is a [Remark] as well, tagged with the kind of its
//     section: an item under "Wins" is a win (remark.go);
//   - bold is an Action when it reads like a promise (action_bold.go judges);
//   - what looks like one of them and is not one is told by [Entry.Check].
//
// [Entry.Mark], SetDue and SetOwner change one action of a note by splicing
// bytes, and read the result back before they hand it over. The rules are
// those of FORMAT.md; testdata pins each.
//
// A page knows no other page: package promise follows a promise from entry to
// entry, and package notes reads a folder of pages.
package page
