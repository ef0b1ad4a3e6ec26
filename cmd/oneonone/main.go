// Oneonone keeps a manager's 1:1 notes: plain Markdown, versioned by git.
package main

import (
	"os"

	"oneonone/cmd"
)

func main() {
	os.Exit(cmd.Main(cmd.SystemEnv()))
}
