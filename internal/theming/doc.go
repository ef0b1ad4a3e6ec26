// Package theming is what a person does with what several people say: lists
// complaints, questions and themes, answers a question once, says what belongs
// together, and writes what may be said to everybody.
package theming
