// Package handover is what goes to the next manager: what both people had seen,
// as a page to edit and cut, and as a folder made from it.
//
//	handover.go  what is handed over: what both have seen, asked one by one
//	page.go      the page to edit: day by day, promises where they were made, "I" quoted
//	folder.go    the folder made from the page
package handover
