package qr

import (
	"fmt"

	"github.com/skip2/go-qrcode"
)

// skip2 is the engine of github.com/skip2/go-qrcode. Nothing else in this
// module imports it.
type skip2 struct{}

func (skip2) version(payload string, level Level, lowest, highest int) (version int, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	q, err := qrcode.New(payload, skip2Level(level))
	if err != nil || q.VersionNumber > highest {
		return 0, false
	}
	return max(q.VersionNumber, lowest), true
}

func (skip2) layout(payload string, version int, level Level) (g grid, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("skip2: %v", r)
		}
	}()
	q, err := qrcode.NewWithForcedVersion(payload, version, skip2Level(level))
	if err != nil {
		return grid{}, err
	}
	// Bitmap must be called once only, after DisableBorder: later calls
	// ignore the border and race with each other.
	q.DisableBorder = true
	g = newGrid(sizeOf(version))
	for y, row := range q.Bitmap() {
		copy(g.modules[y*g.size:], row)
	}
	return g, nil
}

func skip2Level(l Level) qrcode.RecoveryLevel {
	return [...]qrcode.RecoveryLevel{L: qrcode.Low, M: qrcode.Medium, Q: qrcode.High, H: qrcode.Highest}[l]
}
