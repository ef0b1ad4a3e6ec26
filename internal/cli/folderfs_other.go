//go:build !unix

package cli

import "os"

func readWhole(path string) ([]byte, error) { return os.ReadFile(path) }
