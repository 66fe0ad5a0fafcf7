package logo

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/bangron/bangron/signage/internal/note"
)

// What can be wrong with a logo; reach them with errors.Is.
var (
	ErrFormat      = errors.New("logo: not a whole PNG, JPEG or SVG file")
	ErrTooLarge    = errors.New("logo: over a limit")
	ErrUnsafe      = errors.New("logo: the file holds code, declarations or links")
	ErrUnsupported = errors.New("logo: the file uses what cannot be drawn faithfully")
)

// Error says why a logo is refused, and what to do, as a finding. Field is the file's name, followed by a colon and the
// line where a line of an SVG file is to blame. It wraps one of the four errors above and, where there is one, the cause.
type Error struct {
	note.Note
	kind  error
	cause error
	line  int
}

func (e *Error) Error() string {
	text := e.kind.Error() + ": " + e.EN
	if e.Field != "" {
		text = e.Field + ": " + text
	}
	if e.cause != nil {
		text += " (" + e.cause.Error() + ")"
	}
	return text
}

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.cause == nil {
		return []error{e.kind}
	}
	return []error{e.kind, e.cause}
}

func (e *Error) locate(name string) {
	e.Field = name
	if e.line > 0 {
		e.Field += ":" + strconv.Itoa(e.line)
	}
}

// atLine notes the line of an error that has none yet.
func atLine(err error, line int) error {
	var e *Error
	if errors.As(err, &e) && e.line == 0 {
		e.line = line
	}
	return err
}

// remedy is what the owner of the file can do.
type remedy struct{ vi, en string }

func refuse(kind error, code, vi, en string, fix remedy) *Error {
	return &Error{kind: kind, Note: note.Note{
		Code: code, Severity: note.Error, VI: vi, EN: en, FixVI: fix.vi, FixEN: fix.en,
	}}
}

func resave() remedy {
	return remedy{
		"Mở tệp bằng phần mềm xem ảnh hoặc phần mềm vẽ rồi lưu lại thành PNG, JPEG hoặc SVG.",
		"Open the file in an image viewer or a drawing program and save it as PNG, JPEG or SVG.",
	}
}

func exportPNG() remedy {
	return remedy{
		"Xuất lại thành PNG trong phần mềm vẽ (cạnh dài từ 2000 điểm ảnh trở lên) rồi dùng tệp PNG đó.",
		"Export it as PNG from the drawing program (2000 px or more on the longer side) and use that file.",
	}
}

func exportPlain() remedy {
	return remedy{
		"Xuất lại SVG thuần trong phần mềm vẽ (Inkscape: Plain SVG; Illustrator: bỏ chọn Preserve Illustrator Editing " +
			"Capabilities), không kèm mã lệnh hay liên kết; hoặc xuất thành PNG.",
		"Export a plain SVG from the drawing program (Inkscape: Plain SVG; Illustrator: clear Preserve Illustrator " +
			"Editing Capabilities) without scripts or links; or export a PNG.",
	}
}

func simplify() remedy {
	return remedy{
		"Giản lược hình (Simplify) trong phần mềm vẽ, hoặc xuất lại thành PNG.",
		"Simplify the drawing in the drawing program, or export it as PNG.",
	}
}

// quoted is a piece of the file, short enough for a message.
func quoted(text string) string {
	const most = 40
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return strconv.Quote(text)
}

// Files.

func notALogo(cause error) *Error {
	e := refuse(ErrFormat, "logo-format", "Tệp không phải là ảnh PNG, JPEG hay SVG nguyên vẹn.",
		"The file is not a whole PNG, JPEG or SVG.", resave())
	e.cause = cause
	return e
}

func otherFormat(name string) *Error {
	return refuse(ErrUnsupported, "logo-format-unsupported",
		"Tệp có định dạng "+name+"; chỉ dùng được PNG, JPEG và SVG.",
		"The file's format is "+name+"; only PNG, JPEG and SVG can be used.", resave())
}

func unsupportedCoding(cause error) *Error {
	e := refuse(ErrUnsupported, "logo-coding", "Ảnh được nén theo kiểu không đọc được ở đây.",
		"The picture is coded in a way that is not read here.", resave())
	e.cause = cause
	return e
}

func unsupportedCharset(name string) *Error {
	return refuse(ErrUnsupported, "logo-charset", "Tệp SVG dùng bảng mã "+quoted(name)+", không phải UTF-8.",
		"The SVG is encoded in "+quoted(name)+", not in UTF-8.", exportPlain())
}

func animated(what string) *Error {
	return refuse(ErrUnsupported, "logo-animated", "Ảnh động ("+what+") không in được.",
		"The picture moves ("+what+"), which cannot be printed.", exportPNG())
}

func nothingDrawn() *Error {
	return refuse(ErrFormat, "logo-empty", "Logo không có hình nào nhìn thấy được.", "Nothing in the logo can be seen.",
		remedy{"Kiểm tra lại tệp: các lớp có thể đang bị ẩn khi xuất.", "Check the file: its layers may have been hidden."})
}

func noSize() *Error {
	return refuse(ErrFormat, "logo-size", "Tệp SVG không có viewBox hay kích thước.", "The SVG has neither viewBox nor size.",
		exportPlain())
}

// Limits.

func tooLarge(code, vi, en string, fix remedy) *Error { return refuse(ErrTooLarge, code, vi, en, fix) }

// tooManyBytes does not say how many: no more is read than tells that it is too much.
func tooManyBytes() *Error {
	return tooLarge("logo-bytes",
		fmt.Sprintf("Tệp nặng hơn giới hạn %d MB.", MaxFileBytes>>20),
		fmt.Sprintf("The file is over the limit of %d MB.", MaxFileBytes>>20), remedy{
			"Giảm kích thước ảnh hoặc giản lược hình vẽ rồi lưu lại.", "Scale the picture down or simplify the drawing.",
		})
}

func tooManyPixels(w, h int64) *Error {
	return tooLarge("logo-pixels",
		fmt.Sprintf("Ảnh có %d × %d điểm ảnh, quá giới hạn %d triệu.", w, h, MaxPixels/1_000_000),
		fmt.Sprintf("The picture has %d × %d px, over the limit of %d million.", w, h, MaxPixels/1_000_000),
		remedy{"Giảm kích thước ảnh rồi lưu lại.", "Scale the picture down and save it."})
}

func tooLong(w, h float64) *Error {
	return tooLarge("logo-aspect",
		fmt.Sprintf("Logo dài quá mức: %g × %g; cạnh này chỉ được gấp cạnh kia tối đa %d lần.", w, h, MaxAspect),
		fmt.Sprintf("The logo is too long: %g × %g; a side may be %d times the other at most.", w, h, MaxAspect),
		remedy{"Cắt bỏ phần lề thừa của logo.", "Crop the empty margins of the logo."})
}

func tooManyScans() *Error {
	return tooLarge("logo-scans", fmt.Sprintf("Ảnh JPEG có hơn %d lượt quét.", maxScans),
		fmt.Sprintf("The JPEG has more than %d scans.", maxScans), resave())
}

func tooManyElements() *Error {
	return tooLarge("logo-elements", fmt.Sprintf("Hình vẽ có hơn %d phần tử.", maxElements),
		fmt.Sprintf("The drawing has more than %d elements.", maxElements), simplify())
}

func tooManyDrawn() *Error {
	return tooLarge("logo-copies", fmt.Sprintf("Hình vẽ có hơn %d phần tử, kể cả bản sao.", maxDrawn),
		fmt.Sprintf("The drawing has more than %d elements with all copies.", maxDrawn), simplify())
}

func tooDeep() *Error {
	return tooLarge("logo-depth", fmt.Sprintf("Các phần tử lồng nhau quá %d tầng.", maxDepth),
		fmt.Sprintf("The elements are nested more than %d deep.", maxDepth), remedy{
			"Bỏ nhóm (Ungroup) bớt trong phần mềm vẽ, hoặc xuất lại thành PNG.",
			"Ungroup some of the drawing in the drawing program, or export it as PNG.",
		})
}

func tooManyAttributes(name string) *Error {
	return tooLarge("logo-attributes", fmt.Sprintf("Phần tử <%s> có hơn %d thuộc tính.", name, maxAttributes),
		fmt.Sprintf("The element <%s> has more than %d attributes.", name, maxAttributes), exportPlain())
}

func tooLongAttribute(name string) *Error {
	return tooLarge("logo-attribute", fmt.Sprintf("Thuộc tính %q dài hơn %d MB.", name, maxAttributeBytes>>20),
		fmt.Sprintf("The attribute %q is longer than %d MB.", name, maxAttributeBytes>>20), simplify())
}

func tooLongStyle() *Error {
	return tooLarge("logo-style", fmt.Sprintf("Bảng kiểu (style) dài hơn %d KB.", maxStyleBytes>>10),
		fmt.Sprintf("The style sheets are longer than %d KB.", maxStyleBytes>>10), exportPlain())
}

func tooManyRules() *Error {
	return tooLarge("logo-rules", fmt.Sprintf("Bảng kiểu (style) có hơn %d quy tắc.", maxRules),
		fmt.Sprintf("The style sheets have more than %d rules.", maxRules), exportPlain())
}

func tooManyMatches() *Error {
	return tooLarge("logo-matches", "Bảng kiểu (style) quá lớn so với số phần tử.",
		"There are too many style rules for so many elements.", exportPlain())
}

func tooManyDashes() *Error {
	return tooLarge("logo-dashes", fmt.Sprintf("Mẫu nét đứt có hơn %d đoạn.", maxDashes),
		fmt.Sprintf("The pattern of a dashed line has more than %d parts.", maxDashes), simplify())
}

func tooManyPoints() *Error {
	return tooLarge("logo-points", fmt.Sprintf("Hình vẽ có hơn %d điểm.", maxPoints),
		fmt.Sprintf("The drawing has more than %d points.", maxPoints), simplify())
}

func tooManySteps() *Error {
	return tooLarge("logo-complexity", "Hình vẽ quá phức tạp: nét đứt quá nhỏ hoặc hình cắt lồng nhau quá nhiều.",
		"The drawing is too complex: its dashes are too small or too many clip paths are nested.", simplify())
}

func tooBigNumber(text string) *Error {
	return tooLarge("logo-number", "Số "+quoted(text)+" quá lớn.", "The number "+quoted(text)+" is too large.", exportPlain())
}

// What must not be in a logo.

func unsafeElement(name string) *Error {
	return refuse(ErrUnsafe, "logo-unsafe-element", "Tệp chứa <"+name+">, thứ không được có trong logo.",
		"The file holds <"+name+">, which has no place in a logo.", exportPlain())
}

func unsafeAttribute(name string) *Error {
	return refuse(ErrUnsafe, "logo-script", "Tệp chứa mã lệnh ("+name+").", "The file holds a script ("+name+").", exportPlain())
}

func externalLink(link string) *Error {
	return refuse(ErrUnsafe, "logo-link", "Tệp liên kết ra ngoài: "+quoted(link)+".",
		"The file links to something outside: "+quoted(link)+".", remedy{
			"Nhúng hoặc bỏ các liên kết trong phần mềm vẽ rồi xuất lại, hoặc xuất thành PNG.",
			"Embed or remove the links in the drawing program and export again, or export a PNG.",
		})
}

func declarations() *Error {
	return refuse(ErrUnsafe, "logo-doctype", "Tệp có khai báo DOCTYPE hoặc ENTITY riêng.",
		"The file has a DOCTYPE or ENTITY declaration of its own.", exportPlain())
}

func cyclic(id string) *Error {
	return refuse(ErrUnsafe, "logo-cycle", "Phần tử "+quoted(id)+" tham chiếu đến chính nó.",
		"The element "+quoted(id)+" refers to itself.", exportPNG())
}

// What cannot be drawn.

func unsupported(code, vi, en string, fix remedy) *Error {
	return refuse(ErrUnsupported, code, vi, en, fix)
}

func unknownElement(name string) *Error {
	return unsupported("logo-element", "Không vẽ được phần tử <"+name+">.", "The element <"+name+"> cannot be drawn.",
		exportPNG())
}

// undrawable is for what has a remedy of its own.
func undrawable(name string) *Error {
	switch name {
	case "text":
		return unsupported("logo-text", "Logo còn chữ chưa chuyển thành đường nét.",
			"The logo holds text that is not converted to outlines.", remedy{
				"Chuyển chữ thành đường nét trong phần mềm vẽ (Illustrator: Create Outlines; CorelDRAW: Ctrl+Q; " +
					"Inkscape: Object to Path) rồi xuất lại.",
				"Convert the text to outlines in the drawing program (Illustrator: Create Outlines; CorelDRAW: Ctrl+Q; " +
					"Inkscape: Object to Path) and export again.",
			})
	case "image":
		return unsupported("logo-image", "Tệp SVG có ảnh nhúng bên trong.", "The SVG has a picture embedded.", exportPNG())
	case "pattern":
		return unsupported("logo-pattern", "Logo tô bằng mẫu lặp (pattern).", "The logo is filled with a pattern.",
			exportPNG())
	}
	return unsupported("logo-paint", "Không tô được bằng <"+name+">.", "<"+name+"> cannot be used as a colour.", exportPNG())
}

func unsupportedProperty(name string) *Error {
	return unsupported("logo-property", "Logo dùng hiệu ứng “"+name+"”, không in đúng được.",
		"The logo uses “"+name+"”, which cannot be drawn faithfully.", remedy{
			"Gộp hiệu ứng thành hình (Expand / Flatten) trong phần mềm vẽ, hoặc xuất lại thành PNG.",
			"Expand or flatten the effect in the drawing program, or export it as PNG.",
		})
}

func unsupportedStyle(text string) *Error {
	return unsupported("logo-selector", "Không áp dụng được kiểu "+quoted(text)+".", "The style "+quoted(text)+
		" cannot be applied.", remedy{
		"Xuất lại SVG với kiểu ghi thẳng vào từng phần tử (Illustrator: Styling — Presentation Attributes), hoặc xuất thành PNG.",
		"Export the SVG with the styles on the elements (Illustrator: Styling — Presentation Attributes), or export a PNG.",
	})
}

func unsupportedValue(text string) *Error {
	return unsupported("logo-value", "Không hiểu giá trị "+quoted(text)+".", "The value "+quoted(text)+" is not understood.",
		exportPlain())
}

func badValue(text string) *Error {
	return refuse(ErrFormat, "logo-value-broken", "Giá trị "+quoted(text)+" bị hỏng.", "The value "+quoted(text)+" is broken.",
		exportPlain())
}

func dangling(id string) *Error {
	return refuse(ErrFormat, "logo-reference", "Tệp nhắc đến "+quoted(id)+" nhưng không có phần tử đó.",
		"The file refers to "+quoted(id)+", which is not there.", exportPlain())
}

func fadingGradient() *Error {
	return unsupported("logo-opacity", "Logo có màu chuyển dần thành trong suốt.", "A gradient in the logo fades into nothing.", flatten())
}

func overlapping(opacity float64) *Error {
	return unsupported("logo-opacity", fmt.Sprintf("Các hình trong một nhóm trong suốt (%.0f %%) của logo chồng lên nhau.", 100*opacity),
		fmt.Sprintf("Shapes overlap in a group of the logo that is transparent as a whole (%.0f %%).", 100*opacity), flatten())
}

func tooMuchBlending() *Error {
	return unsupported("logo-opacity", "Logo có quá nhiều hình trong suốt chồng lên nhau.", "Too many transparent shapes of the logo lie over each other.", flatten())
}

func flatten() remedy {
	return remedy{
		"Gộp vùng trong suốt (Flatten Transparency) trong phần mềm vẽ, hoặc xuất lại thành PNG.",
		"Flatten the transparency in the drawing program, or export it as PNG.",
	}
}

func complexClip() *Error {
	return unsupported("logo-clip", "Logo dùng hình cắt (clip path) phức tạp.", "The logo uses a complex clip path.", remedy{
		"Trong phần mềm vẽ, cắt hẳn hình theo khung (Pathfinder: Crop) hoặc bỏ hình cắt, hoặc xuất lại thành PNG.",
		"Cut the shapes by the frame in the drawing program (Pathfinder: Crop), release the clip, or export it as PNG.",
	})
}

// Notes on logos that are used.

func averagedGradient() note.Note {
	return note.Note{
		Code: "logo-gradient", Severity: note.Warning,
		VI:    "Màu chuyển sắc (gradient) trong logo được thay bằng một màu trung bình.",
		EN:    "A gradient in the logo is replaced by the mean of its colours.",
		FixVI: "Nếu cần giữ màu chuyển sắc, xuất lại logo thành PNG.",
		FixEN: "To keep the gradient, export the logo as PNG.",
	}
}

func keptCMYK() note.Note {
	return note.Note{
		Code: "logo-cmyk", Severity: note.Warning,
		VI:    "Ảnh JPEG hệ màu CMYK: tệp in giữ nguyên số mực, còn trên màn hình và tệp office màu chỉ gần đúng.",
		EN:    "The JPEG is in CMYK: press files keep its inks; on screens and in office files its colours are approximate.",
		FixVI: "Nếu cần màu đúng cả trên màn hình, xuất lại logo thành SVG hoặc PNG hệ màu RGB.",
		FixEN: "For true colours on screens as well, export the logo as SVG, or as a PNG in RGB.",
	}
}

func unusedProfile() note.Note {
	return note.Note{
		Code: "logo-profile", Severity: note.Warning,
		VI:    "Không đọc được hồ sơ màu trong ảnh logo nên coi màu là sRGB, màu có thể lệch.",
		EN:    "The colour profile in the logo cannot be used; its colours are taken as sRGB and may shift.",
		FixVI: "Xuất lại logo thành PNG hệ màu sRGB, rồi kiểm tra màu.",
		FixEN: "Export the logo as a PNG in sRGB, and check its colours.",
	}
}

func unusedInkProfile() note.Note {
	return note.Note{
		Code: "logo-profile", Severity: note.Warning,
		VI:    "Không đọc được hồ sơ màu trong ảnh CMYK nên lấy hồ sơ của máy in, màu có thể lệch.",
		EN:    "The profile in the CMYK picture cannot be used; that of the press is taken, and colours may shift.",
		FixVI: "Xuất lại logo thành SVG, hoặc nhúng hồ sơ CMYK còn nguyên.",
		FixEN: "Export the logo as SVG, or embed a whole CMYK profile.",
	}
}

func misnamed(extension string) note.Note {
	return note.Note{
		Code: "logo-extension", Severity: note.Info,
		VI: "Đuôi tệp không đúng với nội dung; nội dung là " + extension + ".",
		EN: "The file's extension does not match its content, which is " + extension + ".",
	}
}
