package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"oneonone/internal/cli"
)

func newCompletionCmd(s *cli.Session) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for bash, zsh, fish or powershell",
		Long: `Print the script that lets a shell complete commands, people, dates and actions.
In bash, --flag=value is completed where the package bash-completion is loaded.`,
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
				if err := root.GenBashCompletionV2(out, true); err != nil {
					return err
				}
				_, err := fmt.Fprint(out, bareBash)
				return err
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

// bareBash splits the command line into words where the package bash-completion,
// on which cobra's script relies for that, is not loaded.
const bareBash = `
if ! declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
    __oneonone_init_completion()
    {
        COMPREPLY=()
        words=("${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur=${words[cword]}
        prev=${words[cword-1]}
    }
fi
`
