// Man writes the man pages of the program.
//
//	go run ./internal/man DIR
package main

import (
	"fmt"
	"os"

	"oneonone/cmd"
	"oneonone/internal/cli"
	"oneonone/internal/manual"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: man DIR")
		os.Exit(2)
	}
	if err := manual.Write(os.Args[1], cmd.Root(&cli.Env{Dir: os.Args[1]})); err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}
