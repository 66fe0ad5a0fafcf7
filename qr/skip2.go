package qr

import (
	"fmt"

	"github.com/skip2/go-qrcode"
)

func skip2Encode(payload string, asked Level, minVersion, maxVersion int) (c *Code, err error) {
	defer func() {
		if r := recover(); r != nil {
			c, err = nil, fmt.Errorf("qr: %v", r)
		}
	}()
	level := func(l Level) qrcode.RecoveryLevel { return qrcode.RecoveryLevel(l - L) }
	q, err := qrcode.New(payload, level(asked))
	if err != nil {
		return nil, fmt.Errorf("%w: %d byte", ErrTooLong, len(payload))
	}
	version, given := max(q.VersionNumber, minVersion, 1), asked
	if maxVersion != 0 && version > maxVersion {
		return nil, fmt.Errorf("%w: %d byte", ErrTooLong, len(payload))
	}
	for l := H; l >= asked; l-- {
		if q, err = qrcode.NewWithForcedVersion(payload, version, level(l)); err == nil {
			given = l
			break
		}
	}
	if err != nil {
		return nil, err
	}
	q.DisableBorder = true
	rows := q.Bitmap()
	c = &Code{payload: payload, version: version, asked: asked, given: given, size: len(rows)}
	for _, row := range rows {
		c.dark = append(c.dark, row...)
	}
	return c, nil
}
