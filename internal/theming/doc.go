// Package theming is what the user does with what several people say: list
// complaints, questions and themes, answer a question once, say what belongs
// together, and write what may be told to everybody.
package theming
