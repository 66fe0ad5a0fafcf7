// Package fonts holds the typefaces that signs are set in: four embedded families whose licence allows embedding, and
// fonts that a user brings, which are checked for Vietnamese before they are used.
//
// A [Face] answers three questions, all in the font's own units: which letters it has, where the glyphs of a text
// stand (kerned as HarfBuzz does), and what a glyph's outline looks like. It never rounds to pixels, so that PDF, PNG
// and SVG get the same positions.
//
// A font file is hostile until it is checked: it may come from anywhere, and the libraries underneath would take its
// word for how much memory and time it needs. Whatever is wrong with one is an [*Error], with the message and the remedy
// in Vietnamese and in English.
package fonts

import (
	"embed"
	"fmt"
	"iter"
	"strings"
	"sync"
)

//go:embed data/*.txt
var licences embed.FS

// The files as bytes: reading them from an embed.FS would copy them.
var (
	//go:embed data/BeVietnamPro_800ExtraBold.ttf
	beVietnamPro800 []byte
	//go:embed data/BeVietnamPro_700Bold.ttf
	beVietnamPro700 []byte
	//go:embed data/BeVietnamPro_400Regular.ttf
	beVietnamPro400 []byte
	//go:embed data/BarlowCondensed_700Bold.ttf
	barlowCondensed700 []byte
	//go:embed data/Anton_400Regular.ttf
	anton400 []byte
	//go:embed data/Tinos_700Bold.ttf
	tinos700 []byte
	//go:embed data/Tinos_400Regular.ttf
	tinos400 []byte
)

// Set gives each role in a sign its face. The zero value of a field means the embedded face of that role.
type Set struct {
	Display   *Face // the main lines of signs read at a distance
	Condensed *Face // long slogans: about a third narrower at the same letter height
	Bold      *Face // headings and names in running text
	Text      *Face // running text
	Serif     *Face // quốc hiệu, tiêu ngữ and notices (metrics of Times New Roman, NĐ 30/2020)
}

// Embedded names one face that the package carries.
type Embedded struct {
	ID      string // what a user types, "be-vietnam-pro-800"
	Family  string // "Be Vietnam Pro"
	Weight  int    // 400 regular … 800 extra bold
	Role    string // what the face is for, in Vietnamese
	RoleEN  string // the same in English
	file    []byte
	licence string
}

var catalogue = [...]Embedded{
	{"be-vietnam-pro-800", "Be Vietnam Pro", 800, "chữ lớn của băng rôn, pano", "main lines of banners and panos", beVietnamPro800, "OFL-be-vietnam-pro.txt"},
	{"be-vietnam-pro-700", "Be Vietnam Pro", 700, "đầu mục, tên đơn vị", "headings, names of units", beVietnamPro700, "OFL-be-vietnam-pro.txt"},
	{"be-vietnam-pro-400", "Be Vietnam Pro", 400, "chữ thường", "running text", beVietnamPro400, "OFL-be-vietnam-pro.txt"},
	{"barlow-condensed-700", "Barlow Condensed", 700, "khẩu hiệu dài", "long slogans", barlowCondensed700, "OFL-barlow-condensed.txt"},
	{"anton-400", "Anton", 400, "chữ đậm hẹp, chỉ để nhìn gần", "heavy and narrow, for near viewing only", anton400, "OFL-anton.txt"},
	{"tinos-700", "Tinos", 700, "quốc hiệu, tiêu ngữ", "national title and motto", tinos700, "OFL-tinos.txt"},
	{"tinos-400", "Tinos", 400, "thông báo, báo cáo", "notices and reports", tinos400, "OFL-tinos.txt"},
}

// parsed remembers each embedded face after its first use: a face is immutable, and parsing it costs more than setting
// a line with it.
var parsed [len(catalogue)]struct {
	once sync.Once
	face *Face
	err  error
}

// All lists the embedded faces, in the order in which a user should consider them.
func All() iter.Seq[Embedded] {
	return func(yield func(Embedded) bool) {
		for _, e := range catalogue {
			if !yield(e) {
				return
			}
		}
	}
}

// Licence is the text of the licence that must travel with the face's file (SIL Open Font License 1.1).
func (e Embedded) Licence() string {
	text, err := licences.ReadFile("data/" + e.licence)
	if err != nil {
		return ""
	}
	return string(text)
}

// Find is the embedded face of a name: its ID, its family with its weight ("Be Vietnam Pro 700"), or its family alone, of
// which it is the first in the order of [All]; in capitals or small letters.
func Find(name string) (Embedded, bool) {
	name = strings.ToLower(strings.Join(strings.Fields(name), "-"))
	for _, e := range catalogue {
		if family := e.ID[:strings.LastIndexByte(e.ID, '-')]; name == e.ID || name == family {
			return e, true
		}
	}
	return Embedded{}, false
}

// Lookup returns the embedded face of a name that [Find] knows, or an [*Error] that wraps [ErrUnknownFace] and names the
// faces there are.
func Lookup(id string) (*Face, error) {
	if found, ok := Find(id); ok {
		for i, e := range catalogue {
			if e.ID == found.ID {
				p := &parsed[i]
				p.once.Do(func() { p.face, p.err = newFace(e.file) })
				return p.face, p.err
			}
		}
	}
	var ids []string
	for _, e := range catalogue {
		ids = append(ids, e.ID)
	}
	known := strings.Join(ids, ", ")
	return nil, &Error{
		Code:  "font-unknown",
		VI:    fmt.Sprintf("Không có kiểu chữ “%s”.", id),
		EN:    fmt.Sprintf("There is no typeface “%s”.", id),
		FixVI: "Chọn một trong: " + known + ".",
		FixEN: "Choose one of: " + known + ".",
		kind:  ErrUnknownFace,
	}
}

// Role is what a face is for.
type Role uint8

// The roles of a [Set].
const (
	Display Role = iota
	Condensed
	Bold
	Text
	Serif
)

// Face is the face of a role: the set's own, or the embedded one, which is parsed when it is first asked for. The error of
// a role that there is not is an [*Error] that wraps [ErrUnknownFace].
func (s Set) Face(r Role) (*Face, error) {
	own, id := s.Display, "be-vietnam-pro-800"
	switch r {
	case Display:
	case Condensed:
		own, id = s.Condensed, "barlow-condensed-700"
	case Bold:
		own, id = s.Bold, "be-vietnam-pro-700"
	case Text:
		own, id = s.Text, "be-vietnam-pro-400"
	case Serif:
		own, id = s.Serif, "tinos-700"
	default:
		return nil, &Error{
			Code: "font-role",
			VI:   fmt.Sprintf("Không có vai phông chữ %d.", r), EN: fmt.Sprintf("There is no role %d of a face.", r),
			FixVI: "Dùng Display, Condensed, Bold, Text hoặc Serif.", FixEN: "Use Display, Condensed, Bold, Text or Serif.",
			kind: ErrUnknownFace,
		}
	}
	if own != nil {
		return own, nil
	}
	return Lookup(id)
}

// WithDefaults fills the empty roles with the embedded faces.
func (s Set) WithDefaults() (Set, error) {
	for _, role := range []struct {
		face **Face
		id   string
	}{
		{&s.Display, "be-vietnam-pro-800"},
		{&s.Condensed, "barlow-condensed-700"},
		{&s.Bold, "be-vietnam-pro-700"},
		{&s.Text, "be-vietnam-pro-400"},
		{&s.Serif, "tinos-700"},
	} {
		if *role.face != nil {
			continue
		}
		face, err := Lookup(role.id)
		if err != nil {
			return Set{}, err
		}
		*role.face = face
	}
	return s, nil
}
