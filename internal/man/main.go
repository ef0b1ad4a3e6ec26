// Man writes the man pages, one a command, made of the command tree.
//
//	go run ./internal/man DIR
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra/doc"

	"oneonone/cmd"
	"oneonone/internal/cli"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: man DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root := cmd.Root(&cli.Env{Dir: dir})
	root.DisableAutoGenTag = true
	// The date would make every build differ; the release's date is the tag's.
	date := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	return doc.GenManTree(root, &doc.GenManHeader{Title: "ONEONONE", Section: "1", Date: &date, Source: "oneonone", Manual: "oneonone"}, dir)
}
