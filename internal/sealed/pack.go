package sealed

import (
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"

	"oneonone/internal/remote"
)

// A bundle is a git bundle of version 2: lines that name what it builds on and
// where it leads, and a pack. `git fetch` reads it, once the lines of the link
// are cut off.
func bundle(tip, on string, pack []byte) []byte {
	var b bytes.Buffer
	b.WriteString("# v2 git bundle\n")
	if on != "" {
		b.WriteString("-" + on + " \n")
	}
	if tip != "" {
		b.WriteString(tip + " refs/heads/main\n")
	}
	b.WriteByte('\n')
	b.Write(pack)
	return b.Bytes()
}

// packIn is the pack of a bundle.
func packIn(bundle []byte) ([]byte, error) {
	_, pack, ok := bytes.Cut(bundle, []byte("\n\n"))
	if !ok || !bytes.HasPrefix(bundle, []byte("# v2 git bundle\n")) {
		return nil, errors.New("it has no git bundle")
	}
	if len(pack) > 0 && (len(pack) < packHead+sha1.Size || string(pack[:8]) != packBegin) {
		return nil, errors.New("its bundle has no git pack")
	}
	return pack, nil
}

// A pack is a header (PACK, the version, how many objects), the objects, and the
// hash of all that.
const (
	packBegin = "PACK\x00\x00\x00\x02"
	packHead  = 12
	// fewObjects is up to how many fetched objects git itself keeps loose.
	fewObjects = 100
)

// onePack makes one pack of several. Objects refer to others by name, or by how
// far back they are in their own pack, so packs can simply be concatenated; that
// way 200 links cost one run of git, not 200.
func onePack(packs [][]byte) (pack []byte, objects int) {
	var b bytes.Buffer
	b.WriteString(packBegin + "\x00\x00\x00\x00")
	for _, p := range packs {
		if len(p) > 0 {
			objects += int(binary.BigEndian.Uint32(p[8:]))
			b.Write(p[packHead : len(p)-sha1.Size])
		}
	}
	pack = b.Bytes()
	binary.BigEndian.PutUint32(pack[8:], uint32(objects))
	sum := sha1.Sum(pack)
	return append(pack, sum[:]...), objects
}

// bring has git store the objects of packs, and proves that everything tip needs
// beyond known is there.
func (c *Chain) bring(ctx context.Context, packs [][]byte, tip, known string) error {
	if tip == "" {
		return nil
	}
	pack, objects := onePack(packs)
	take := []string{"index-pack", "--stdin", "--fix-thin", "--fsck-objects"}
	if objects < fewObjects {
		take = []string{"unpack-objects", "-q"}
	}
	_, err := c.git(ctx, pack, take...)
	c.repo.Close() // its list of packs is out of date
	if err == nil {
		args := []string{"rev-list", "--objects", "--quiet", tip}
		if known != "" {
			args = append(args, "^"+known)
		}
		_, err = c.repo.Read(ctx, append(args, "--")...)
	}
	if err != nil && ctx.Err() == nil {
		return &remote.Error{Reason: "the commits of the chain cannot be taken in: " + err.Error(),
			Next: "see whether the disk is full, and check the notes with: oneonone doctor"}
	}
	return err
}

// pack is the objects of a commit's history that are not in another's, "" for none.
func (c *Chain) pack(ctx context.Context, commit, without string) ([]byte, error) {
	if !isCommit(commit) {
		return nil, &remote.Error{Reason: "git keeps these notes by SHA-256: such a repository cannot be sealed", Next: "see: " + c.repo.CommandLine("rev-parse", "--show-object-format")}
	}
	revs := commit + "\n"
	if without != "" {
		revs += "^" + without + "\n"
	}
	return c.git(ctx, []byte(revs), "pack-objects", "--revs", "--stdout", "--thin", "--delta-base-offset", "-q")
}

// git runs git in the repository. What git writes is durable, and no hook runs.
func (c *Chain) git(ctx context.Context, stdin []byte, args ...string) ([]byte, error) {
	settings := []string{"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsync=committed,loose-object,pack,reference", "-c", "core.fsyncMethod=fsync"}
	cmd, err := c.repo.Command(ctx, nil, append(settings, args...)...)
	if err != nil {
		return nil, err
	}
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stdin), &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.Join(strings.Fields(said.String()), " "))
	}
	return out, nil
}
