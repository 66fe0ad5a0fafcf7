// Package parallel does independent pieces of work on all cores, with results that do not depend on how many there are.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 … n-1 and waits for all that it began. It returns the error of the least number that failed; calls
// after a failure may be left out. A panic of do is that of Each.
func Each(n int, do func(i int) error) error {
	var (
		next   atomic.Int64
		group  sync.WaitGroup
		lock   sync.Mutex
		failed = n
		cause  error
		panics any
	)
	work := func() {
		defer func() {
			if r := recover(); r != nil {
				lock.Lock()
				panics = r
				lock.Unlock()
			}
		}()
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			err := do(i)
			if err == nil {
				continue
			}
			lock.Lock()
			if i < failed {
				failed, cause = i, err
			}
			lock.Unlock()
			return
		}
	}
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		group.Go(work)
	}
	work()
	group.Wait()
	if panics != nil {
		panic(panics)
	}
	return cause
}
