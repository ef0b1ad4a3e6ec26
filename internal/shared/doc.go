// Package shared is what is sent of a running doc that the person it is about
// reads too. The repository here keeps every command as a commit of its own, and
// none of these is ever sent. What is sent is a second line of commits, one for
// each sync: the text as it is then, on top of what the remote has. The branch
// here merges each of them as a second parent, so that the next merge knows what
// both sides have.
//
//	here     a──b──c──────M──d──e──────M──
//	                     ╱            ╱
//	remote   ───────────S────hers────S────
//
//	shared.go  what a sync sends of a doc, and on top of what; what was shown or sent before
//	side.go    the remote of a shared doc: fetched, sent, merged back
//	mine.go    whose lines came back changed
//	hook.go    git's push button kept from sending every commit
package shared
