// Package notes is the format: what a folder of 1:1 notes says, and how it
// changes.
//
// A [Folder] holds a directory for each [Person]; in it are the top page and
// one entry a meeting, which package page reads. Asked for actions, topics, goals
// or how regularly two people meet, a folder returns facts with their place:
// path, line, byte span. Asked for a change, it returns the [page.Change]s to
// make, old bytes and new: nothing here writes a file.
//
// The packages below, each with one thing to know: markdown (the reader),
// clause (what one clause says), page (what one note says; what is a promise),
// promise (a promise through many entries), cadence (when people meet).
// FORMAT.md is the contract all of them keep.
//
// A Folder is read from an fs.FS and told what day it is, so that it can be
// tested without a disk or a clock.
//
//	folder.go          which folders are read, and in which order: settings, top pages, everybody's names
//	person.go          what a top page says of its person, defaults aside; a handle made from a name
//	top_page.go        keys set on a top page by commands
//	former.go          what somebody used to be called, and until when
//	names_lost.go      names that a top page no longer gives although notes use them
//	find.go            which person is meant by what was typed: handle, name, alias, a beginning
//	person_shared.go   who is the person in a shared doc, from either seat, and how they are named there
//	aside.go           what belongs to one seat of a shared doc, and goes into the private note beside it
//	entries.go         a person's entries listed and read, side by side
//	past.go            what was written at all meetings so far, read as far as a new one needs it
//	listed.go          what listings need of a person's entries, from memory or read
//	memory.go          what is remembered of notes (the cache), forgotten with them, and whether it agrees with them
//	rhythm.go          the slot, the leave and the meetings that count; the last time you met
//	skip_move.go       a meeting skipped, moved to another day, or held after all
//	standing.go        how things are with everybody, most urgent first: the morning
//	habits.go          whose habits are mentioned, and which are silenced
//	occasions.go       birthdays and other dates to remember, and years in the role
//	agreements.go      the working agreement of the top page, and that of the newest entry with one
//	answers.go         moods and answers to "was it useful?", by day
//	draft.go           what a new entry starts with, how much, in which order: promises, topics, goals, lines
//	draft_late.go      promises made since, added to an entry that was prepared ahead
//	draft_nested.go    promises that are nested under a label, carried with it
//	hopper.go          which topics wait, since when; added, taken, dropped; back from an agenda nobody got to
//	hopper_order.go    a topic put first or last, given to somebody else, or reworded
//	hopper_place.go    whose a topic is by its heading, and where in a page or entry it goes
//	put_backs.go       how often nobody got to a topic, how far back that counts, from when on it is said
//	agenda.go          topics put onto the agenda of an entry
//	private_topics.go  talking points on the private top page
//	jotter.go          where a line noted between meetings goes: entry, top page or private note
//	hints.go           lines that may be promises, asked about once
//	goal_plan.go       goals and their steps added, closed, reworded, found by words
//	prep.go            what to know before a meeting: last time, agreement, anniversaries; when a habit is told
//	prep_suggest.go    what to talk about, in which order, how much of each; what when nothing is known
//	format.go          the text of FORMAT.md
package notes
