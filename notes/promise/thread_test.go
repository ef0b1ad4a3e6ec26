package promise

import "testing"

// A note of equal lines asks the same again and again: no thread that did not
// fit is looked at twice.
func TestLookingForAThreadIsLinear(t *testing.T) {
	const n = 1000
	j := &joining{byWords: map[string][]*Thread{}, asked: map[question]int{}}
	for range n {
		j.byWords["x"] = append(j.byWords["x"], &Thread{})
	}
	looked := 0
	taken := map[*Thread]bool{}
	for range n {
		found, _ := j.first(question{key: "x"}, func(t *Thread) bool {
			looked++
			return len(taken) < n/2 && !taken[t]
		})
		if found != nil {
			taken[found] = true
		}
	}
	if len(taken) != n/2 || looked > 2*n {
		t.Errorf("%d threads taken after %d looks", len(taken), looked)
	}
}
