package signage_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/internal/icc"
)

// A press's profile goes into files that may hold its version, and only if it says what its inks are.
func TestPressProfiles(t *testing.T) {
	fogra39, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	changed := func(at int, values ...byte) []byte {
		b := append([]byte(nil), fogra39...)
		copy(b[at:], values)
		return b
	}
	header := changed(0, 0, 0, 0, 132)[:132]
	copy(header[128:], []byte{0, 0, 0, 0})
	d := compile(t, signage.Sign{Size: size(t, "poster-a3"), Slogan: "chao-mung", Logo: emblem})
	for _, c := range []struct {
		name    string
		profile signage.Profile
		icc     []byte
		want    error
	}{
		{"version 2", signage.Press, fogra39, nil},
		{"version 2", signage.PressX4, fogra39, nil},
		{"version 4", signage.Press, changed(8, 4), icc.ErrVersion},
		{"version 4", signage.PressX4, changed(8, 4), nil},
		{"version 9", signage.PressX4, changed(8, 9), icc.ErrVersion},
		{"header alone", signage.Press, header, icc.ErrTables},
		{"header alone", signage.PressX4, header, icc.ErrTables},
	} {
		err := d.WritePDF(io.Discard, &signage.PDFOptions{Profile: c.profile, ICC: c.icc})
		if c.want == nil && err != nil {
			t.Errorf("%s in %s: %v", c.name, c.profile, err)
		}
		if c.want != nil && !(errors.Is(err, signage.ErrProfile) && errors.Is(err, c.want)) {
			t.Errorf("%s in %s: %v, want %v", c.name, c.profile, err, c.want)
		}
	}
}

// The inks of a sign are its own: a profile that cannot separate colours serves it. A logo's colours it does not.
func TestProfileThatCannotSeparate(t *testing.T) {
	own, err := icc.Fogra39().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	own = bytes.Clone(own)
	for _, name := range []string{"B2A0", "B2A1"} {
		entry := bytes.Index(own, []byte(name))
		table := own[binary.BigEndian.Uint32(own[entry+4:]):]
		copy(table, "mBA ")
		binary.BigEndian.PutUint32(table[24:], 256) // where its grid is
	}
	s := signage.Sign{Size: size(t, "poster-a3"), Slogan: "chao-mung", Theme: "do"}
	for _, profile := range []signage.Profile{signage.Press, signage.PressX4} {
		if err := compile(t, s).WritePDF(io.Discard, &signage.PDFOptions{Profile: profile, ICC: own}); err != nil {
			t.Errorf("with a star, %s: %v", profile, err)
		}
	}
	s.Logo = emblem
	err = compile(t, s).WritePDF(io.Discard, &signage.PDFOptions{Profile: signage.PressX4, ICC: own})
	var refused *signage.Error
	if !errors.Is(err, icc.ErrConversion) || !errors.As(err, &refused) || refused.Diagnostics[0].Field != "icc" || refused.Diagnostics[0].FixVI == "" {
		t.Errorf("with a logo: %v", err)
	}
}
