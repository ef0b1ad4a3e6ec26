//go:build !unix

package cli

// NarrowMask does nothing where modes mean nothing.
func NarrowMask() func() { return func() {} }
