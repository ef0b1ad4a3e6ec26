package text

import (
	"fmt"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Count is a number with its noun: 1 topic, 2 topics.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Or joins the words there are to choose from: report, peer or manager.
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

// YAML writes a value as it follows a key on one line, quoted only where it must
// be: times are, since older YAML readers take them for numbers; dates are not,
// as people do not quote them.
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
