// Package spec reads a sign that is written down in a YAML file, so that it can be checked, kept and made again.
//
//	version: 1
//	size: bang-ron-6x0.8        # a name of the catalogue, or a free size: 6m x 80cm
//	slogan: chao-mung           # or text: "CHÀO MỪNG|NGÀY CHUYỂN ĐỔI SỐ QUỐC GIA 10/10"
//	unit: UBND xã Tân Trào
//
// All keys but version, size and one of slogan and text may be left out, and a key without a value is one left out:
//
//	kind           banner, vertical, phuon, pano, poster, standee, backdrop, web or model; also in Vietnamese: băng rôn
//	second_slogan  a second slogan of the catalogue; or second: its wording
//	dates          as they are to be printed
//	theme          do, xanh or sang
//	colors         inks that replace those of the theme, which must be named then: a role of [signage.Theme] with
//	               "#RRGGBB", which FOGRA39 separates, or with {screen: "#RRGGBB", cmyk: [c, m, y, k]} in percent
//	shop           what the print shop does with it: a preset (hiflex-hem, hiflex-eyelets, hiflex-pocket, offset,
//	               decal-cut, decal-trong, standee-cuon), or the shop's own .yaml file, see [ReadShop]
//	finish         changes of that for this sign: {bleed: 30, eyelet_spacing: 500, marks: no}; without a shop, of
//	               [signage.PlainShop], which has a bleed
//	logo           a PNG, JPEG or SVG file; relative to the spec's folder
//	font           a TTF or OTF file, relative to the spec's folder, or a name of the embedded faces
//	code           a QR code: {payload: https://…, verb: what it is for, allow: [hosts outside .gov.vn]}
//	steps          those of a model's poster, a list
//	phrases        words to be kept on one line, a list
//	seed           a whole number that chooses the ornament
//	convert        tcvn3, vni or auto: the old encoding that the texts are in
//
// Nothing is guessed: an unknown key, a key that stands twice and a value of another type are errors with the line.
package spec

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/bangron/bangron/signage"
)

// Version is the version of the format that is written today. Files of this and of all earlier versions are read.
const Version = 1

// The limits of a file. A spec is a page of text.
const (
	MaxBytes = 64 << 10
	MaxDepth = 8 // mappings and lists within each other
)

// Spec is a sign as it is written down: by names and paths, none of them looked up yet. The zero value of a field means
// that the file does not say. [Spec.Design] makes a sign of it.
type Spec struct {
	Kind         string // of [signage.Kind], or its Vietnamese name
	Size         string // see [signage.LookupSize]
	Slogan       string // ID in the catalogue
	Text         string
	SecondSlogan string
	Second       string
	Unit         string
	Dates        string
	Theme        string
	Shop         string                 // ID of a preset, or path of a .yaml file
	Finish       map[string]string      // changes of it, by the keys of a shop's file: "bleed" to "30"
	Colors       map[string]signage.Ink // by role: "ground", "on_card"
	Logo         string                 // path
	Font         string                 // path, or ID of an embedded face
	Code         Code
	Steps        []string
	Phrases      []string
	Seed         uint64
	Convert      string

	file string // name of the file, for errors
	read map[string]entry
}

// Code is what a spec says of a QR code. No payload: no code.
type Code struct {
	Payload string
	Verb    string
	Allow   []string // hosts outside .gov.vn that a link may lead to
}

// entry is where and how a key was written.
type entry struct {
	line  int
	value string
}

// Open reads a file; see [Read]. Its paths are relative to the file's folder.
func Open(path string) (*Spec, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	name := filepath.Base(path)
	s, err := Read(file, filepath.Dir(path))
	if err != nil {
		var refused *Error
		if errors.As(err, &refused) {
			refused.in(name)
		}
		return nil, err
	}
	s.file = name
	return s, nil
}

// Read reads a spec and makes its paths relative to the folder dir. Whether the sizes, slogans, themes and files that it
// names exist is checked by [Spec.Design]. Errors that are not those of r are an [*Error].
func Read(r io.Reader, dir string) (*Spec, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	root, err := parse(content, specBegins)
	if err != nil {
		return nil, err
	}
	d := &decoder{spec: &Spec{read: map[string]entry{}}}
	d.document(root)
	if err := d.err(); err != nil {
		return nil, err
	}
	s := d.spec
	s.Logo = within(dir, s.Logo)
	if !embedded(s.Font) {
		s.Font = within(dir, s.Font)
	}
	if isShopFile(s.Shop) {
		s.Shop = within(dir, s.Shop)
		s.read["shop"] = entry{s.read["shop"].line, s.Shop}
	}
	s.read["font"] = entry{s.read["font"].line, s.Font}
	return s, nil
}

func within(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, filepath.FromSlash(path))
}

// line is where the value of a key was read; 0 for a value that was set since.
func (s *Spec) line(key, value string) int {
	if e := s.read[key]; e.value == value {
		return e.line
	}
	return 0
}

// Colors gives the inks of a theme by the roles under which a file names them, "on_card".
func Colors(t signage.Theme) map[string]signage.Ink {
	inks := map[string]signage.Ink{}
	for _, r := range roles(&t) {
		inks[r.name] = *r.ink
	}
	return inks
}

// role is an ink of a theme and its key in a file.
type role struct {
	name string
	ink  *signage.Ink
}

func roles(t *signage.Theme) []role {
	return []role{
		{"ground", &t.Ground}, {"deep", &t.Deep}, {"main", &t.Main}, {"second", &t.Second}, {"accent", &t.Accent},
		{"ornament", &t.Ornament}, {"quiet", &t.Quiet}, {"far", &t.Far}, {"card", &t.Card}, {"on_card", &t.OnCard},
		{"strip", &t.Strip}, {"on_strip", &t.OnStrip}, {"on_strip_2", &t.OnStrip2}, {"wave", &t.Wave}, {"foot", &t.Foot},
		{"foot_deep", &t.FootDeep}, {"on_foot", &t.OnFoot}, {"on_foot_2", &t.OnFoot2},
	}
}
