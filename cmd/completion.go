package cmd

import (
	"github.com/spf13/cobra"

	"oneonone/internal/cli"
)

func newCompletionCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for bash, zsh, fish or powershell",
		Long: `Print the script that lets a shell complete commands, people, dates and actions.
For bash, the package bash-completion has to be installed.`,
		Example: `  source <(oneonone completion bash)                            # in ~/.bashrc
  complete -o default -F __start_oneonone oo                    # behind it, for alias oo=oneonone
  oneonone completion zsh > "${fpath[1]}/_oneonone"
  oneonone completion fish > ~/.config/fish/completions/oneonone.fish`,
		Args:      cli.ArgsBetween(1, 1),
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(c *cobra.Command, args []string) error {
			root, out := c.Root(), s.Env.Stdout
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return cli.Usagef("unknown shell %q: try bash, zsh, fish or powershell", args[0])
		},
	}
}
