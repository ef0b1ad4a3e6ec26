// Package theming is what the user does with what several people say: list
// complaints, questions and themes, answer a question once, say what belongs
// together, and write what may be told to everybody.
//
//	listing.go    how themes and questions are listed, and found by handle or words
//	obstacles.go  themes obstacles
//	questions.go  themes questions, and answers
//	rising.go     themes; what is told to others, and from how many people on
//	kept.go       themes join and split
package theming
