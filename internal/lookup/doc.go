// Package lookup finds a thing by the name a person typed, and says what was
// near when there is none.
package lookup
