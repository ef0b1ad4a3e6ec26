// Package review looks back over a person's notes: what drives them, what they
// wish for and work towards, what moved it, and the evidence of a time. It
// quotes lines with their place and adds no judgement of its own. A draft
// written from them is checked sentence by sentence: each rests on a place it
// cites, and a line that has moved is found by its words.
//
//	arc.go          goals, wishes and competencies with what came of them; what a promise is for
//	packet.go       what a review is written from; what the person knows of: seen, talked about, noted
//	line.go         which lines count, under which day; lines noted before the meeting
//	quote.go        the lines of a packet for programs
//	place.go        how a citation names a line
//	probe.go        a quick look at which entries may matter
//	wish.go         what somebody wished for, and which wish stands
//	drive.go        what drives somebody
//	competency.go   evidence for a competency
//	obstacle.go     what became of an obstacle
//	untagged.go     lines about a goal or wish that no tag names
//	elsewhere.go    lines about the person in others' notes, only counted
//	mine.go         the keeper's own record: put back, moved, asked, unanswered, feedback
//	write.go        the packet as a page: its headings, sentences and counts
//	check_draft.go  a draft checked sentence by sentence; what is stripped before it is sent
//	sentence.go     where a sentence of a draft ends: abbreviations, initials, citations
//	citation.go     whether a cited line is there, or has moved
//	claim.go        what a sentence says that its lines do not: names, numbers, days, "always", "not"
//	heading.go      which headings of a draft need no citation
//	quotation.go    which quotations are the packet's own
package review
