//go:build !race

package notes

const racing = false
