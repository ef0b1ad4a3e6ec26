package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// The bill of this test's own program is read back: it names the library that
// wrote it, and is the same each time.
func TestBill(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var bills [2]string
	for i := range bills {
		out := filepath.Join(t.TempDir(), "bill.json")
		if err := write(program, out); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		bills[i] = string(text)
	}
	if bills[0] != bills[1] {
		t.Errorf("two bills of one program differ:\n%s\n%s", bills[0], bills[1])
	}
	var bill cdx.BOM
	if err := cdx.NewBOMDecoder(strings.NewReader(bills[0]), cdx.BOMFileFormatJSON).Decode(&bill); err != nil {
		t.Fatal(err)
	}
	for _, m := range *bill.Components {
		if m.Name == "github.com/CycloneDX/cyclonedx-go" && m.Version != "" {
			return
		}
	}
	t.Errorf("the library that wrote it is not in it:\n%s", bills[0])
}
