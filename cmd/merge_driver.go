package cmd

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/rootfs"
	"oneonone/internal/treemerge"
)

// newMergeDriverCmd is the command that git runs to merge one file of a pull:
// git hands over three files, and takes the merged one from the second.
func newMergeDriverCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:     "merge-driver BASE OURS THEIRS PATH",
		Short:   "Merge one note for git",
		Long:    `Merge one note for git, which runs this in a pull or a rebase; see sync.`,
		Example: `  git config merge.oneonone.driver "oneonone merge-driver %O %A %B %P"`,
		Hidden:  true,
		Args:    cli.ArgsBetween(4, 4),
		RunE: func(c *cobra.Command, args []string) error {
			return runMergeDriver(s, args[:3], args[3])
		},
	}
}

func runMergeDriver(s *cli.Session, files []string, path string) error {
	var texts [3][]byte
	for i, f := range files {
		b, err := rootfs.ReadPath(f)
		if err != nil {
			return fmt.Errorf("merging %s: %w", path, err)
		}
		texts[i] = b
	}
	if len(texts[0]) == 0 {
		texts[0] = nil // git has an empty file for none
	}
	r := treemerge.Text(path, texts[0], texts[1], texts[2])
	for _, line := range r.Decide {
		s.Say("1 line to decide: %s:%d", path, line)
	}
	return os.WriteFile(files[1], r.Text, 0o600)
}
