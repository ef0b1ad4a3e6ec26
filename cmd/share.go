package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/sharing"
)

func newShareCmd(s *cli.Session) *cobra.Command {
	var o sharing.Options
	var stop bool
	c := &cobra.Command{
		Use:   "share PERSON [URL]",
		Short: "Let someone read and write the notes about them",
		Long: `Make someone's running doc a repository of its own, at an address that both of
you can reach, so that they read it and write into it: in the browser of the
forge, without this program, or with it (oneonone join).

First it shows what they will be able to read: files, promises, and every comment.
Entries before --since become private notes, and it asks for each open promise in
them whether it goes into the doc. What was written and deleted before cannot be
read: the doc is sent as it stands, then and at every sync, each in one commit, so
words that you soften or delete before you sync stay here. An entry is not sent
before its day, nor while an editor holds it, unless the person is named: oneonone
sync alice. mood, quiet, template, archived and why a meeting was skipped are
yours and are kept in private/.

--stop ends it: the doc is in your folder again, and nothing more is sent. What
was sent stays where it is.`,
		Example: `  oneonone share alice git@example.org:sam/alice.git --since 2026-11-20 --dry-run
  oneonone share alice git@example.org:sam/alice.git --since 2026-11-20
  oneonone share alice --stop`,
		Args:              cli.ArgsBetween(1, 2),
		ValidArgsFunction: cli.CompleteOnePerson(s),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case stop && len(args) == 2:
				return cli.Usagef("share --stop takes no URL")
			case stop:
				return sharing.Stop(c.Context(), s, args[0], o.DryRun)
			case len(args) < 2:
				return cli.Hinted(cli.Usagef("share needs a URL, and the day from which %s may read", args[0]),
					"oneonone share %s URL --since 2026-11-20, or --all", args[0])
			}
			return sharing.Share(c.Context(), s, args[0], args[1], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Since, "since", "", "the first day they may read, such as 2026-11-20")
	f.BoolVar(&o.All, "all", false, "they may read all entries")
	f.BoolVar(&stop, "stop", false, "stop sharing, as far as that is possible")
	cli.DryRunFlag(f, &o.DryRun)
	cli.CompleteFlag(c, "since", cli.CompleteDates(s))
	return c
}
