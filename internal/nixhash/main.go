// Nixhash prints the SHA-256 of a file as Nix writes it, in place of nix-hash,
// which goreleaser asks for and few machines that make a release have.
//
//	nix-hash --type sha256 --flat --base32 FILE
package main

import (
	"crypto/sha256"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: nix-hash --type sha256 --flat --base32 FILE")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[len(os.Args)-1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "nix-hash:", err)
		os.Exit(1)
	}
	fmt.Println(base32(sha256.Sum256(text)))
}

// base32 writes a hash in Nix's own way: without e, o, t and u, and from the
// last five bits to the first.
func base32(sum [sha256.Size]byte) string {
	const digits = "0123456789abcdfghijklmnpqrsvwxyz"
	var text []byte
	for n := (len(sum)*8 - 1) / 5; n >= 0; n-- {
		at, shift := n*5/8, n*5%8
		bits := int(sum[at]) >> shift
		if at+1 < len(sum) {
			bits |= int(sum[at+1]) << (8 - shift)
		}
		text = append(text, digits[bits&31])
	}
	return string(text)
}
