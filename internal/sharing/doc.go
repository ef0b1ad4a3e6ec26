// Package sharing shares a running doc with the person it is about, and ends that
// again: what they will read is shown first, and nothing from before can be read
// in what is sent.
//
//	share.go       oneonone share: asked, checked, done; where it may go
//	shared_doc.go  what is shared and what becomes private; promises taken along
//	listing.go     what they will read, shown before: names of others, comments, dates
//	join.go        the doc that somebody shares, joined from the other seat
//	added.go       who added a topic
//	stop.go        sharing ended, and the notes taken home
package sharing
