// Package actions finds the promises of a folder by handle or by words, and plans
// what becomes of them: done, dropped, due on another day, given to somebody else,
// or added. A [Plan] is checked as a whole before anything is written: what it does
// to the person's promises must be what was asked for, and nothing more.
//
//	find.go  which promise is meant by a handle or by words, and what to say when several could be
//	plan.go  what done, drop, reopen, due and assign do to promises, checked against all the others
//	add.go   where and in which form a new promise is written, in which section, with which bullet
package actions
