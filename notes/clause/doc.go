// Package clause reads what one clause says: who ("Alice to …", "@bob", "I'll
// …"), whether it is marked ("ACTION:", "AP SR:"), whether it begins with a
// verb people promise with, since when, by when, and in which state.
//
// A clause is a [markdown.Span] of a paragraph's prose; [Words] is a clause
// being read. What words mean in one folder, its names and its verbs, is a
// [Lexicon]. Whether a clause is a promise is not decided here, since that
// depends on where it is: see package page.
package clause
