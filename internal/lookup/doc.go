// Package lookup finds a thing by the name the user typed, and suggests near ones
// when there is none.
//
//	lookup.go    how a name is folded, which names are near a mistyped one, what to say of several
//	subject.go   what a goal, wish or topic is about, and whether a text names it
//	index.go     which of many subjects a text is about; of how many it is about none
//	phrase.go    a few words in an entry's bytes
//	needles.go   many words in one pass
//	mentions.go  names in running text, as whole words; initials in capitals only
//	quick.go     a quick look at whether a text may name a subject
//	word.go      the longest word of a text
package lookup
