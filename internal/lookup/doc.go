// Package lookup finds a thing by the name the user typed, and suggests near ones
// when there is none.
package lookup
