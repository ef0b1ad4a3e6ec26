package settings

import (
	"fmt"
	"maps"
)

// SetShared returns oneonone.yaml with the address of a person's shared doc; ""
// removes it. Every other byte stays as it was.
func SetShared(src []byte, handle, url string, habits []string) ([]byte, error) {
	s, err := Parse(src, habits)
	if err != nil {
		return nil, err
	}
	all := maps.Clone(s.Shared)
	if all == nil {
		all = map[string]string{}
	}
	if all[handle] = url; url == "" {
		delete(all, handle)
	}
	var value any = all
	if len(all) == 0 {
		value = "" // this removes the key
	}
	out, err := setTopLevel(src, "shared", value)
	if err != nil {
		return nil, err
	}
	if _, err := Parse(out, habits); err != nil {
		return nil, fmt.Errorf("setting shared of %s to %q: %w", handle, url, err)
	}
	return out, nil
}
