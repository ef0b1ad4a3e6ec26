// Package roster is whom you meet: people are added, listed, described at the top
// of their page, renamed and archived.
//
//	add.go     somebody added, and names taken over from others
//	edit.go    what is said about somebody changed
//	front.go   which values a top page may get: dates, times, leave
//	list.go    people listed and shown
//	rename.go  handles changed; people archived
//	invite.go  the invitation
package roster
