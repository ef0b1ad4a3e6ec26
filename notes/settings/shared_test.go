package settings

import "testing"

func TestSetShared(t *testing.T) {
	src := []byte("format: 1\nme: Sam # that is me\n")
	out, err := SetShared(src, "alice", "git@example.org:sam/alice.git", nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Parse(out, nil)
	if err != nil || s.Shared["alice"] != "git@example.org:sam/alice.git" {
		t.Fatalf("%q: %v", out, err)
	}
	if out, err = SetShared(out, "bea", "/tmp/bea: x.git", nil); err != nil {
		t.Fatal(err)
	}
	if s, _ = Parse(out, nil); len(s.Shared) != 2 || s.Shared["bea"] != "/tmp/bea: x.git" {
		t.Fatalf("%q", out)
	}
	if out, err = SetShared(out, "bea", "", nil); err != nil {
		t.Fatal(err)
	}
	if out, err = SetShared(out, "alice", "", nil); err != nil || string(out) != string(src) {
		t.Fatalf("%q: %v", out, err)
	}
}

func TestSharedThatCannotBe(t *testing.T) {
	for _, src := range []string{"shared: {A/b: x}", "shared: {alice: --upload-pack=x}", "shared: [alice]", "shared: {alice: \"\"}"} {
		if _, err := Parse([]byte(src), nil); err == nil {
			t.Errorf("%s is taken", src)
		}
	}
}
