//go:build !linux

package quickdisk

func inMemory() string { return "" }
