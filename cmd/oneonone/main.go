// Oneonone keeps a manager's 1:1 notes: plain Markdown, versioned by git.
package main

import (
	"os"

	"oneonone/cmd"
	"oneonone/internal/cli"
)

func main() {
	collectLate()
	os.Exit(cmd.Main(cli.SystemEnv()))
}
