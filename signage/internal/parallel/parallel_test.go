package parallel_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/bangron/bangron/signage/internal/parallel"
)

func TestEachDoesAll(t *testing.T) {
	for _, cores := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(cores)
		for _, n := range []int{0, 1, 3, 1000} {
			done := make([]int, n)
			if err := parallel.Each(n, func(i int) error { done[i]++; return nil }); err != nil {
				t.Fatal(err)
			}
			for i, times := range done {
				if times != 1 {
					t.Fatalf("%d of %d on %d cores was done %d times", i, n, cores, times)
				}
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

// Pieces are begun in order, so whatever fails first by number is among those that were done.
func TestEachGivesTheFirstError(t *testing.T) {
	for range 200 {
		var called atomic.Int64
		err := parallel.Each(100, func(i int) error {
			called.Add(1)
			if i >= 40 {
				return fmt.Errorf("piece %d", i)
			}
			return nil
		})
		if err == nil || err.Error() != "piece 40" {
			t.Fatalf("error %v, want that of piece 40", err)
		}
		if n := called.Load(); n < 41 || n == 100 {
			t.Fatalf("%d pieces were begun", n)
		}
	}
}

func TestEachPassesPanicsOn(t *testing.T) {
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("recovered %v", r)
		}
	}()
	parallel.Each(10, func(i int) error {
		if i == 3 {
			panic("broken")
		}
		return nil
	})
	t.Error("no panic")
}
