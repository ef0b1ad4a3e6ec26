// Package writing is what happens around an editor: a note is saved and opened,
// what comes back is merged with what others recorded meanwhile and then
// recorded, and the user is told how it was understood. A scaffold nobody wrote
// in is removed again.
//
//	scaffold.go  a new entry in the editor; taken back if nobody wrote in it
//	open.go      an entry opened, and on its day brought up to date first
//	visit.go     what others recorded while the editor was open, merged
//	private.go   private notes
//	top_page.go  a top page, and names that it gave up
//	at.go        any note at a line
//	said.go      what is said of an entry after it was saved
package writing
