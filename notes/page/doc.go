// Package page reads one note: an [Entry] or a person's [TopPage]. It is the
// heart of the program, which decides here what is a promise.
//
// A note is walked once, from top to bottom. The walk knows the [Section] a
// line is in and whose heading or parent item is above it, and so:
//
//   - an item of a topics or goals section is a [Topic] or [Goal];
//   - a clause with a box or a marker, or an item of an actions section, is an
//     [Action];
//   - any item or paragraph is a [Remark] as well, tagged with the kind of its
//     section: an item under "Wins" is a win;
//   - bold is an Action when it reads like a promise;
//   - what looks like one of them and is not one is told by [Entry.Check].
//
// [Entry.Mark], SetDue and SetOwner change one action of a note by splicing
// bytes, and read the result back before they hand it over. The rules are
// those of FORMAT.md; testdata pins each.
//
// A page knows no other page: package promise follows a promise from entry to
// entry, and package notes reads a folder of pages.
//
//	entry.go            an entry and a top page, read when asked; its template, and the days it was moved from
//	path.go             which file is what, by its name: entry, second of a day, top page, private, template
//	handle.go           which names can be a person's handle
//	grammar.go          the words and names that a person's notes are read with, on which day
//	outside_text.go     a text from outside the folder, read as an entry
//	conflict_read.go    a note with git's conflict marks in it: both versions read
//	section_words.go    which words in a heading begin which section; "Alice's topics"; whose it is
//	section_outline.go  where sections, labels and their owners begin and end; what is handed down to items
//	section_item.go     an item and what is nested: a topic or goal, whether a topic waits, a mere parent
//	section_plan.go     headings of plans ("Next week"), whose items are only hinted at; of what is done already
//	section.go          topics, goals and items of a section; dated lines under Notes
//	parent_item.go      which item another is nested under
//	action.go           one line that holds a promise, and where its parts stand
//	action_read.go      which boxes, markers and items of an actions section are promises, and who owes them
//	action_bold.go      which bold words are a promise, and why others are not
//	action_plain.go     which plain sentences promise ("Alice will …", "I'll …"); <!-- no action -->
//	action_prose.go     which paragraphs of an actions section promise; where a line begins anew; org TODOs
//	table.go            tables of actions: which columns say what, who and by when
//	action_scan.go      a quick look at bytes that passes over lines without a promise
//	action_place.go     where an action's box, words, owner, dates and strike stand in the source
//	action_source.go    an action's words as written, with links and code, for carrying on
//	mark.go             done, dropped, reopened, due, owner: which bytes change; read back, else refused
//	parenthesis.go      (since …, due …) as it is written, changed and removed
//	insert.go           where a new item goes in a section, and with which bullet; a section to be made
//	agenda.go           whether anybody has written in an entry, and how many topics nobody got to
//	meeting.go          skipped, mode, mood and useful of the front matter; whether a meeting took place
//	remark.go           what else a line is: win, insight, competency, by section and tag; feedback said
//	toward.go           "to Alice:", "From Bob": which way feedback went; "Q:" and "A:"
//	tag.go              which #words are tags, and which tags a section implies
//	hint.go             lines that only read like a promise: asked about once, taken or waved off
//	explain.go          why a line is an action or not, for actions --explain
//	finding.go          the kinds of findings of check, under which names
//	check_near.go       slips: dates not read, names and headings a letter off, boxes that are none
//	unclosed.go         a comment or a block of code without an end
//	change.go           one planned change to one file
//	fact.go             what was found in an entry in another run, or is read of it now
//	recall.go           what is remembered of an entry's actions; the version of how notes are read
package page
