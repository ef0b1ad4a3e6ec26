// Package gitformat reads and writes what git keeps as bytes: names of objects,
// trees, and the index with what it holds of each file. It knows no repository.
package gitformat
