// Bare is the smallest program with cobra: what start-up is measured against.
package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "bare"}
	root.AddCommand(&cobra.Command{Use: "version", Run: func(*cobra.Command, []string) { fmt.Println("bare 1") }})
	_ = root.Execute() // it has nothing that could fail
}
