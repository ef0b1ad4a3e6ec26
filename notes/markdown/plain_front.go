package markdown

import (
	"bytes"

	"gopkg.in/yaml.v3"
)

// plainFront reads front matter of the plain shape, one "key: word" a line, into
// the node that yaml.v3 makes of it; ok is false for any other shape, which
// yaml.v3 reads. The two never differ (FuzzPlainFront).
func plainFront(raw []byte) (node yaml.Node, ok bool) {
	node = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: 1, Column: 1}
	for n := 1; len(raw) > 0; n++ {
		line, rest, _ := bytes.Cut(raw, Newline)
		key, value, ok := bytes.Cut(line, []byte(": "))
		if !ok || len(line) > maxPlainPair || !plainWord(key) || !plainWord(value) {
			return yaml.Node{}, false
		}
		node.Content = append(node.Content, plainScalar(key, n, 1), plainScalar(value, n, len(key)+len(": ")+1))
		raw = rest
	}
	return node, node.Content != nil
}

// maxPlainPair is less than the longest key, in bytes, that yaml.v3 accepts.
const maxPlainPair = 200

func plainScalar(word []byte, line, column int) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: string(word), Line: line, Column: column}
	n.Tag = n.ShortTag()
	return n
}

// plainWord reports whether a key or value consists of letters, digits and, in
// between, punctuation that means nothing to YAML there.
func plainWord(s []byte) bool {
	if len(s) == 0 || !isPlainByte(s[0]) || !isPlainByte(s[len(s)-1]) {
		return false
	}
	for _, c := range s {
		if !isPlainByte(c) && bytes.IndexByte([]byte(" -_./"), c) < 0 {
			return false
		}
	}
	return true
}

func isPlainByte(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }
