package signage

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/bangron/bangron/fonts"
	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage/internal/logo"
	"github.com/bangron/bangron/signage/internal/note"
	"github.com/bangron/bangron/signage/internal/text/clean"
)

// Kind is a kind of sign. The empty kind is chosen by the size.
type Kind string

// The kinds of sign.
const (
	Banner   Kind = "banner"   // băng rôn ngang, 3:1 to 12:1
	Vertical Kind = "vertical" // băng rôn dọc
	Phuon    Kind = "phuon"    // phướn, on lamp posts
	Pano     Kind = "pano"     // billboard, 1:1 to 2:1
	Poster   Kind = "poster"   // 1:1.2 to 1:3
	Standee  Kind = "standee"
	Backdrop Kind = "backdrop"
	Web      Kind = "web"
	Model    Kind = "model" // poster of a model of the plan: title, steps, place for a code
)

var kinds = [...]Kind{Banner, Vertical, Phuon, Pano, Poster, Standee, Backdrop, Web, Model}

// The errors of a design, wrapped by the [*Error] that [Compile] returns.
var (
	ErrKind = errors.New("signage: no such kind of sign")
	ErrText = errors.New("signage: the text cannot be set")
	ErrFit  = errors.New("signage: the sign does not fit its size")
	ErrLogo = errors.New("signage: not a usable logo")
	ErrCode = errors.New("signage: not a usable QR code")
)

// Sign is a design: what a sign says and on which sheet. Text or Slogan and a size are needed; everything else has a
// default. In texts "|" ends a line and "~" is a space at which the line must not break.
type Sign struct {
	Kind         Kind     // empty: by the size
	Size         Size     // from [LookupSize]
	Slogan       string   // ID in the catalogue; its wording is used as it is
	Text         string   // own wording, when Slogan is empty
	SecondSlogan string   // ID of a second slogan
	Second       string   // own wording of it
	Unit         string   // who signs; set in capitals with UBND, HĐND written out
	Dates        string   // as printed, "01/10 – 10/10/2022"
	Theme        string   // ID; empty: red, on posters and models light, on panos and backdrops blue
	Colors       *Theme   // the user's own inks, instead of Theme
	Logo         *Logo    // nil: none
	Code         *Code    // nil: none
	Steps        []string // of a [Model]; empty: the sample steps of its slogan
	Seed         uint64   // of the ornament
	Shop         *Shop    // what the print shop does with it; nil: [PlainShop]
}

// Logo is the file of a logo: PNG, JPEG or SVG without scripts and links.
type Logo struct {
	Name string // of the file, for messages
	File []byte
}

// OpenLogo reads a logo's file. What it holds is checked by [Compile].
func OpenLogo(path string) (*Logo, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, logo.MaxFileBytes+1))
	if err != nil {
		return nil, err
	}
	return &Logo{Name: filepath.Base(path), File: content}, nil
}

// Code is a QR code on a sign.
type Code struct {
	Payload string // what the phone gets, usually a https link
	Verb    string // what the code is for, "Quét mã để nộp hồ sơ"; empty: none
	// Links is what a link may lead to; nil: https links to hosts below .gov.vn. A link elsewhere is refused: a public
	// sign is where false codes are pasted.
	Links *qr.LinkPolicy
}

// Options are how a design is compiled. The zero value and nil are usable.
type Options struct {
	Fonts   fonts.Set // empty roles take the embedded faces
	Phrases []string  // to be kept on one line, besides those of the library
	Convert Encoding  // what to do with text in TCVN3 (ABC) or VNI; the zero value refuses it
}

// Encoding is an old way of writing Vietnamese.
type Encoding string

// The encodings that [Options.Convert] takes.
const (
	TCVN3 Encoding = "tcvn3" // of the .VnTime fonts
	VNI   Encoding = "vni"   // of the VNI-Times fonts
	Auto  Encoding = "auto"  // whichever of the two the text is in
)

// lookup is what package clean makes of an encoding.
func (e Encoding) lookup() (clean.Encoding, error) {
	encoding, known := map[Encoding]clean.Encoding{"": clean.Unicode, TCVN3: clean.TCVN3, VNI: clean.VNI, Auto: clean.Auto}[e]
	if !known {
		return clean.Unicode, refuse(ErrText, note.Note{
			Code: "encoding-unknown", Severity: note.Error, Field: "convert",
			VI: fmt.Sprintf("Không có bảng mã “%s”.", e), EN: fmt.Sprintf("There is no encoding %q.", e),
			FixVI: "Chọn tcvn3, vni hoặc auto.", FixEN: "Choose tcvn3, vni or auto.",
		})
	}
	return encoding, nil
}
