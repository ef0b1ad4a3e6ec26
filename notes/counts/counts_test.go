package counts

import "testing"

func TestMedianDays(t *testing.T) {
	for _, tt := range []struct {
		days []int
		want float64
	}{{[]int{9}, 9}, {[]int{4, 1}, 2.5}, {[]int{30, 1, 7}, 7}, {[]int{8, 2, 100, 5}, 6.5}, {[]int{1, 2, 3, 4, 50}, 3}} {
		if got, ok := (&Owner{days: tt.days}).MedianDays(); !ok || got != tt.want {
			t.Errorf("%v: %g %t, want %g", tt.days, got, ok, tt.want)
		}
	}
	if _, ok := new(Owner).MedianDays(); ok {
		t.Error("nothing has a median")
	}
}
