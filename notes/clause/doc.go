// Package clause reads what one clause says: who ("Alice to …", "@bob", "I'll
// …"), whether it is marked ("ACTION:", "AP SR:"), whether it begins with a
// verb people promise with, since when, by when, and in which state.
//
// A clause is a [markdown.Span] of a paragraph's prose; [Words] is a clause
// being read. What words mean in one folder, its names and its verbs, is a
// [Lexicon]. Whether a clause is a promise is not decided here, since that
// depends on where it is: see package page.
//
//	lexicon.go         the words of one folder: its names and its own verbs
//	names.go           who is meant by a name, first name, alias or initials; when two people share one
//	name_starts.go     a quick look at whether a clause may begin with a name
//	former.go          what somebody was called until a day, and whose name it is after that
//	pair.go            the names in a shared doc: the two, and nobody for "I"
//	owner.go           who owes it, by how a clause begins: "Alice to", "Alice:", "I'll", "Alice sends"
//	owner_names.go     several owners in a row: "Alice, Bob and Carol", "@bob", "All"
//	owner_label.go     owners further on or at the end: "(Alice)", "→ Alice", "Responsable: Alice"
//	marker.go          ACTION, TODO, AP, AI, arrows: what marks a promise, and what only looks like it
//	promise.go         whether a plain sentence promises, may promise, or does not
//	verbs.go           everyday verbs, and words that report, foretell or label instead; compounds
//	words.go           a clause's words and state; placeholders, questions; which words are the same
//	metadata.go        (since, due, done, for …), how it is read, remembered and written
//	metadata_signs.go  ✅ ❌ 📅, due:2026-11-27, "– done" at the end
//	obsidian.go        #task and ^id of Obsidian
//	tail.go            what may follow bold words and still belong to their promise
//	state.go           open, done, dropped
package clause
