// Package actions finds the promises of a folder by handle or by words, and plans
// what becomes of them: done, dropped, due on another day, given to somebody else,
// or added. A [Plan] is looked at as a whole before anybody writes it: what it does
// to every promise of the person must be what was asked for, and nothing more.
package actions
