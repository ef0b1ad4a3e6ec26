//go:build !unix

package cmd

import "os"

func readWhole(path string) ([]byte, error) { return os.ReadFile(path) }
