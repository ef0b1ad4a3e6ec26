// Package gitstore reads and writes git repositories so that nothing acknowledged is
// ever lost: not to a kill, a full disk or a power cut, and not to another git
// running at the same moment. It knows repositories and files, and nothing of what
// the files mean.
//
// A [Git] is the world: environment, clock, patience. It opens a [Repo]; a
// [Snap] is a file as read from disk; [Repo.Commit] records snaps.
//
// # The recipe
//
// A repository is plain when nothing in it asks for more than objects, an index
// and a branch ([Repo.NotPlain]). There a commit is made directly, by the caller
// who holds [Repo.Lock], in these steps, each of which is announced to Git.Step:
//
//  1. Blobs, trees and the commit are built on HEAD's tree, never on the index:
//     what the user has staged stays theirs. They are written under temporary
//     names, synced, renamed into place, and their directories synced. The
//     files that tell our locks from others' are made durable along with them.
//  2. git's index.lock is taken. Our entries are spliced into the raw bytes of
//     the index, all others kept; the cached trees are dropped. The new
//     index is written beside it and synced.
//  3. The branch's lock is taken. The new commit's name is written and synced.
//  4. The index is renamed and its directory synced, then the same for the
//     branch. Just before each, HEAD and the locks are checked again: if one
//     has changed, everything begins anew. Only then is the index's lock given
//     up: git, given an index ahead of its branch, may write a tree with a
//     directory in it twice. The reflogs come last; nothing depends on them.
//
// Until the index is renamed nothing has happened that git can see. Between the
// two renames the files are as good as staged. Were the branch first, the
// user's next commit would bring the old files back. No branch file is ever empty or
// half written, none names an object that is not yet durable, and no reflog exists
// before its branch, which git would take for damage.
//
// Any other repository is written by the real `git commit`, with an index made for it
// from HEAD and our files, while we hold git's index.lock.
//
// # Locks
//
// The advisory lock keeps our own processes apart and is freed by the kernel. git's
// locks keep git out. They outlive a kill, so ours are hard links to files of our
// own: only a lock that is provably ours is ever removed. Without hard links our file
// names the lock's inode.
//
// # Reading
//
// Objects and packs are read through go-git's store; its porcelain, which loses
// data when it is killed or meets another git, is not used. What it cannot read is
// read by the real git, run so that it starts no hook, monitor, pager or fetch that
// the repository configures (SECURITY.md has each). Where there is no git to run, the
// error is [ErrNoGit]. A state in which a commit would do harm, such as a merge or a
// damaged branch, is refused with the next step to take ([RefusedError]).
//
// # Files
//
//	repo.go         which directory is a repository; worktrees and submodules
//	create.go       a new repository; private ignore rules and attributes
//	plain.go        whether our recipe will do, or git must commit: hooks, signing, filters, attributes
//	recipe.go       the recipe, step by step: tree, index, branch
//	viagit.go       a commit made by the real git, with an index of its own
//	snapshot.go     a file as it is recorded, with its stat data
//	sync.go         what is made durable, and when
//	objects.go      objects read, written loose and put in place
//	tree.go         files put into trees
//	blob.go         contents of files, through filters, however large
//	head.go         HEAD and branches; a merge or rebase in the middle; a damaged branch
//	ident.go        who commits are by, and when
//	reflog.go       what the reflogs say
//	lock.go         our lock and git's: waiting, whose a lock is, which are removed
//	pipes.go        named pipes that git would wait on
//	config.go       git's settings
//	git.go          how git is run, so that a repository starts no program
//	ignore.go       what git ignores
//	scan.go         which files differ from HEAD, by index and stat data
//	treecmp.go      the index compared with HEAD's tree
//	status.go       the same, asked of git; what the index holds
//	files.go        files of a commit, as a checkout would write them
//	log.go          the log: git's, with renames
//	walk.go         the log without git
//	graph.go        branches, parents, common ancestors of commits
//	join.go         a commit with two parents
//	beside.go       commits on no branch, and refs
//	rebuild.go      the index after a rewrite
//	gc.go           when git may pack
//	system_unix.go  syncing a directory, owners, processes, by system
//	errors.go       locked, refused: what to do next
package gitstore
