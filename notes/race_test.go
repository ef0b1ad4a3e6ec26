//go:build race

package notes

// racing says that the race detector runs: sync.Pool forgets at random then, and what
// is allocated says nothing.
const racing = true
