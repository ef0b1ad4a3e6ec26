package history

// Files is how many files git knows in the folder's own repository, as far as
// its index says at a glance; 0 when that cannot be told.
func (h *History) Files() int {
	r, err := h.folderRepo()
	if err != nil || r == nil {
		return 0
	}
	return r.IndexSize()
}
