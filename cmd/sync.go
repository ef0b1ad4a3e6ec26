package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
	"oneonone/internal/exchange"
)

func newSyncCmd(s *cli.Session) *cobra.Command {
	var dryRun, seal bool
	var sealing exchange.SealOptions
	c := &cobra.Command{
		Use:   "sync [PERSON... | --seal [URL]]",
		Short: "Bring the notes of two laptops together",
		Long: `Bring the notes here and those of the remote together: what was edited is
recorded, what is new there is merged, what is new here is sent. Notes that both
sides changed are merged by what they mean: a promise ticked here and given a
date there is both, topics that both added are all there. Where one line says
two things, both stay, as "or: … (keep one)", and the line is named.

The remote is any git remote, and your own git goes there, with your keys and
helpers. The folder has one, or a person's directory that is a repository of its
own; private/ goes nowhere unless it has a remote of its own, or is sealed. With
people named, it syncs only the repositories that keep notes about them. With
sync: auto in the settings, new, prep and the morning take in what is new first,
wait two seconds at most for it, and send nothing. undo takes back what you did
here, never what came.

--seal URL syncs your private notes through a place that cannot read them: an
empty directory on a stick or in a folder that a service synchronises, or an
empty git repository. What is kept there are files sealed with age, in a chain
that shows when one is missing or was swapped. The first time makes a key, kept
beside your settings and not in the folder, and asks who opens the notes when it
is lost (--recovery). The other laptop is given the same URL, and the key (--key,
or typed). From then on plain sync takes them along. --seal alone says where they
stand, --seal --stop ends it.`,
		Example: `  oneonone git remote add origin git@example.org:sam/notes.git
  oneonone sync
  oneonone sync --dry-run                 what would come
  oneonone sync --seal /media/stick/notes private notes, on this laptop and another
  oneonone config sync auto               take in what is new before new, prep and the morning`,
		Args: cli.ArgsBetween(0, -1),
		ValidArgsFunction: func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if seal {
				return nil, cobra.ShellCompDirectiveFilterDirs
			}
			return cli.CompletePeople(s)(c, args, typed)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if seal {
				return exchange.Seal(c.Context(), s, args, sealing)
			}
			if sealing != (exchange.SealOptions{}) {
				return cli.Usagef("--key, --recovery and --stop go with --seal")
			}
			return exchange.Sync(c.Context(), s, args, dryRun)
		},
	}
	f := c.Flags()
	f.BoolVar(&seal, "seal", false, "sync private notes sealed, through what is at URL")
	f.StringVar(&sealing.Key, "key", "", "with --seal: the `FILE` with the key of the other laptop")
	f.StringVar(&sealing.Recovery, "recovery", "", "with --seal: who opens the notes when the key is lost: new, none or an age `RECIPIENT`")
	f.BoolVar(&sealing.Stop, "stop", false, "with --seal: stop syncing private notes there")
	cli.DryRunFlag(f, &dryRun)
	cli.Exclude(c, "seal", "dry-run")
	return c
}
