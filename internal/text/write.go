package text

import (
	"fmt"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Count is a number with what is counted: 1 topic, 2 topics.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Or is what there is to choose from: report, peer or manager.
func Or[T ~string](all []T) string {
	s := ""
	for i, one := range all {
		switch {
		case i == 0:
		case i == len(all)-1:
			s += " or "
		default:
			s += ", "
		}
		s += string(one)
	}
	return s
}

// YAML writes a value as it stands behind a key on one line, quoted where it
// must be: times are, for older readers of YAML take them for numbers; dates
// are not, and people write none.
func YAML(v any) (string, error) {
	var node yaml.Node
	if err := node.Encode(v); err != nil {
		return "", err
	}
	plain(&node)
	out, err := yaml.Marshal(&node)
	return strings.TrimSpace(string(out)), err
}

func plain(node *yaml.Node) {
	if node.Kind != yaml.ScalarNode {
		node.Style = yaml.FlowStyle
	} else if _, err := time.Parse(time.DateOnly, node.Value); err == nil {
		node.Tag, node.Style = "!!timestamp", 0
	} else if node.Style == yaml.LiteralStyle { // of several lines
		node.Style = yaml.DoubleQuotedStyle
	}
	for _, c := range node.Content {
		plain(c)
	}
}
