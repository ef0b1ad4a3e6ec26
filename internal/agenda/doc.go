// Package agenda is what there is to talk about: topics waiting in a hopper,
// goals and their story, and questions to ask. It lists them and changes them.
//
//	topics.go  topics added, listed, dropped, taken, reworded; for everybody in a role
//	move.go    a topic moved to somebody else, first or last
//	goals.go   goals and arcs shown, added, closed, edited
//	ask.go     questions asked: chosen, picked, put onto an agenda
//	bank.go    questions listed, and added to the bank
package agenda
