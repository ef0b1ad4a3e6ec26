// Package actions finds the promises of a folder by handle or by words, and plans
// what becomes of them: done, dropped, due on another day, given to somebody else,
// or added. A [Plan] is checked as a whole before anything is written: what it does
// to the person's promises must be what was asked for, and nothing more.
package actions
