package preflight

import (
	"iter"
	"slices"

	"github.com/bangron/bangron/signage/internal/note"
)

// Profile is the set of rules that a file is checked by.
type Profile string

// The profiles.
const (
	Claimed Profile = ""       // what the file says it is, else [Print]
	X1a     Profile = "x1a"    // PDF/X-1a:2003
	X4      Profile = "x4"     // PDF/X-4
	Office  Profile = "office" // desktop printers and screens
	Print   Profile = "print"  // any file that goes to a print shop without saying that it keeps to a standard
)

// Profiles lists those that can be asked for by name.
func Profiles() []Profile { return []Profile{X1a, X4, Office, Print} }

// Rule is one thing that is asked of a file.
type Rule struct {
	ID string `json:"id"` // never changes

	// How grave it is to break the rule in a file of each kind; empty where the rule does not apply.
	X1a    string `json:"press,omitempty"`
	X4     string `json:"press-x4,omitempty"`
	Office string `json:"office,omitempty"`
	Print  string `json:"print,omitempty"`

	VI      string `json:"vi"` // what is asked
	EN      string `json:"en"`
	WhyVI   string `json:"why_vi"`
	WhyEN   string `json:"why_en"`
	FixVI   string `json:"fix_vi"`
	FixEN   string `json:"fix_en"`
	Source  string `json:"source"`
	Certain bool   `json:"certain"` // the source is the text that makes the rule; otherwise it is what others say of it
}

// severity is how grave it is to break the rule in a profile.
func (r *Rule) severity(p Profile) string {
	switch p {
	case X1a:
		return r.X1a
	case X4:
		return r.X4
	case Office:
		return r.Office
	}
	return r.Print
}

// Rules is the table of all rules, in the order in which they are reported.
func Rules() iter.Seq[Rule] { return slices.Values(rules[:]) }

const (
	no    = ""
	bad   = note.Error
	doubt = note.Warning
)

// The sources. None of the standards of ISO is at hand: what is said of them is taken from the checklists of makers of
// preflight and workflow programs, and so is not certain.
const (
	srcX     = "ISO 15930-4:2003 and 15930-7:2010, as vendors' checklists state them"
	srcX1a   = "ISO 15930-4:2003 (PDF/X-1a), as vendors' checklists state it"
	srcX4    = "ISO 15930-7:2010 (PDF/X-4), as vendors' checklists state it"
	srcPDF   = "PDF 1.7 (ISO 32000-1:2008)"
	srcTrade = "custom of the print trade, 2026-11-22"
	srcOwn   = "bangron"
)

// rules is the table. What is a matter of the standard alone is an error only in files that claim it.
var rules = [...]Rule{
	// The file.
	{"structure", bad, bad, bad, bad,
		"Cấu trúc tệp không có chỗ hỏng", "The file's structure has no faults",
		"Mỗi chương trình đọc vòng chỗ hỏng theo cách khác nhau.", "Programs read around faults in different ways.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcPDF + " 7.5", true},
	{"pdf-version", bad, bad, no, no,
		"Phiên bản PDF không quá 1.4 (X-1a) hoặc 1.6 (X-4)", "The PDF version is at most 1.4 (X-1a) or 1.6 (X-4)",
		"RIP đời cũ bỏ qua hoặc in sai tính năng mới hơn.", "An older RIP skips newer features or prints them wrongly.",
		"Xuất lại tệp đúng chuẩn PDF/X.", "Export the file again as PDF/X.", srcX, false},
	{"compressed-objects", bad, no, no, no,
		"Không có bảng xref nén hay luồng đối tượng", "No cross-reference streams and no object streams",
		"Chúng chỉ có từ PDF 1.5.", "They came with PDF 1.5.",
		"Xuất lại ở PDF 1.4.", "Export again as PDF 1.4.", srcPDF + " 7.5.7, 7.5.8", true},
	{"filter", bad, bad, no, no,
		"Luồng không nén bằng LZW, không có bộ lọc Crypt hay bộ lọc mới hơn phiên bản của tệp", "No stream is packed by LZW, by Crypt, or by a filter newer than the file's version",
		"Chuẩn PDF/X cấm, và RIP có thể không mở được.", "PDF/X forbids them, and a RIP may not unpack them.",
		"Nén bằng Flate (ZIP) hoặc JPEG.", "Pack by Flate (ZIP) or JPEG.", srcX, false},
	{"external-stream", bad, bad, doubt, doubt,
		"Mọi dữ liệu nằm trong tệp", "All data is in the file",
		"Dữ liệu ở tệp khác sẽ thiếu khi tới xưởng.", "What lies in another file is missing at the shop.",
		"Nhúng ảnh và dữ liệu vào tệp.", "Embed pictures and data in the file.", srcX, false},
	{"content", bad, bad, bad, bad,
		"Nội dung trang đọc được đến hết", "The content of pages can be read to its end",
		"Mỗi RIP bỏ phần hỏng theo cách khác nhau.", "Each RIP leaves out something else of what is broken.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcPDF + " 7.8.2", true},
	{"operator", bad, bad, doubt, doubt,
		"Chỉ có toán tử mà PDF định nghĩa", "Only operators that PDF defines",
		"Toán tử lạ bị bỏ qua hoặc làm RIP dừng.", "Unknown operators are skipped, or stop the RIP.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcX, false},
	{"resource", bad, bad, bad, bad,
		"Mọi tài nguyên được gọi đều có trong tệp", "Every resource that is used is in the file",
		"Hình, phông hay màu bị thiếu thì không in ra.", "Pictures, fonts or colours that are missing are not printed.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcPDF + " 7.8.3", true},

	// What the file says it is.
	{"identity", bad, bad, no, no,
		"Tệp tự xưng đúng chuẩn PDF/X", "The file says which PDF/X it is",
		"Xưởng nhận biết tệp qua dòng này.", "Shops know the file by it.",
		"Xuất lại tệp đúng chuẩn PDF/X.", "Export the file again as PDF/X.", srcX, false},
	{"title", bad, bad, no, no,
		"Có tiêu đề", "There is a title",
		"Chuẩn PDF/X đòi, và xưởng phân biệt tệp qua tiêu đề.", "PDF/X asks for it, and shops tell files apart by it.",
		"Đặt tiêu đề trong thuộc tính tài liệu.", "Set the title in the document's properties.", srcX, false},
	{"dates", bad, bad, no, no,
		"Có ngày tạo và ngày sửa", "There are dates of creation and of change",
		"Chuẩn PDF/X đòi.", "PDF/X asks for them.",
		"Xuất lại tệp đúng chuẩn PDF/X.", "Export the file again as PDF/X.", srcX, false},
	{"trapped", bad, bad, no, no,
		"Trapped là True hoặc False", "Trapped is True or False",
		"Xưởng phải biết màu đã chồm mí chưa.", "The shop must know whether inks are trapped already.",
		"Đặt Trapped là False nếu chưa chồm mí.", "Set Trapped to False unless the inks are trapped.", srcX, false},
	{"xmp", no, bad, no, no,
		"Siêu dữ liệu XMP đọc được và không nén", "The XMP metadata can be read and is not packed",
		"Chương trình của xưởng đọc tên chuẩn trong đó.", "The shop's programs read the standard's name in it.",
		"Xuất lại tệp đúng chuẩn PDF/X-4.", "Export the file again as PDF/X-4.", srcX4, false},
	{"document-ids", no, bad, no, no,
		"XMP có DocumentID, VersionID và RenditionClass", "The XMP has DocumentID, VersionID and RenditionClass",
		"Chuẩn PDF/X-4 đòi.", "PDF/X-4 asks for them.",
		"Xuất lại tệp đúng chuẩn PDF/X-4.", "Export the file again as PDF/X-4.", srcX4, false},
	{"metadata-agrees", bad, bad, doubt, doubt,
		"Thông tin tài liệu (Info) và XMP nói như nhau", "Info and XMP say the same",
		"Khi khác nhau, mỗi chương trình hiểu một kiểu.", "Where they differ, programs differ.",
		"Sửa để hai nơi giống nhau, hoặc xuất lại tệp.", "Make the two the same, or export the file again.", srcX, false},
	{"file-id", bad, bad, no, no,
		"Có /ID ở cuối tệp", "There is an /ID at the end of the file",
		"Chuẩn PDF/X đòi.", "PDF/X asks for it.",
		"Xuất lại tệp đúng chuẩn PDF/X.", "Export the file again as PDF/X.", srcX, false},

	// The printing condition.
	{"output-intent", bad, bad, no, doubt,
		"Có đúng một điều kiện in (OutputIntent GTS_PDFX) với tên của nó", "There is exactly one output intent GTS_PDFX, with its identifier",
		"Không có nó thì số phần trăm mực không có nghĩa màu nào.", "Without it percentages of ink are no certain colour.",
		"Chọn điều kiện in (FOGRA39 hoặc hồ sơ của xưởng) khi xuất.", "Choose the printing condition (FOGRA39 or the shop's own) when exporting.", srcX, false},
	{"output-profile", bad, bad, no, no,
		"Hồ sơ màu của điều kiện in được nhúng (X-1a: hoặc có đăng ký)", "The printing condition's profile is embedded (X-1a: or registered)",
		"Xưởng không thể đoán hồ sơ màu.", "The shop cannot guess the profile.",
		"Nhúng hồ sơ màu khi xuất.", "Embed the profile when exporting.", srcX, false},
	{"output-profile-kind", bad, bad, no, doubt,
		"Hồ sơ của điều kiện in là hồ sơ ICC của máy in, CMYK, 4 kênh", "The printing condition's profile is an ICC output profile, CMYK, of 4 channels",
		"Hồ sơ màn hình hay RGB không nói gì về mực.", "Profiles of screens or of RGB say nothing of inks.",
		"Chọn hồ sơ CMYK của máy in.", "Choose a CMYK profile of a press.", srcX, false},

	// Pages.
	{"trim-box", bad, bad, no, doubt,
		"Mỗi trang có đúng một trong hai: TrimBox hoặc ArtBox", "Every page has exactly one of TrimBox and ArtBox",
		"Xưởng cắt theo khung này.", "The shop cuts along it.",
		"Đặt TrimBox bằng khổ thành phẩm.", "Set the TrimBox to the finished size.", srcX, false},
	{"box-nesting", bad, bad, bad, bad,
		"TrimBox nằm trong BleedBox, BleedBox nằm trong MediaBox", "The TrimBox lies in the BleedBox, and this in the MediaBox",
		"Khung lồng sai thì xưởng cắt sai chỗ.", "With boxes in disorder the shop cuts in the wrong place.",
		"Sửa các khung trang.", "Correct the page boxes.", srcX, false},
	{"crop-box", doubt, doubt, no, doubt,
		"CropBox không cắt vào phần tràn lề", "The CropBox does not cut into the bleed",
		"Nhiều chương trình bỏ phần ngoài CropBox, mất tràn lề.", "Many programs drop what lies outside, and so the bleed.",
		"Bỏ CropBox, hoặc đặt bằng MediaBox.", "Remove the CropBox, or make it the MediaBox.", srcTrade, false},
	{"page-size", bad, bad, bad, bad,
		"Cạnh trang từ 3 đến 14.400 đơn vị", "The sides of a page are 3 to 14,400 units",
		"Trang lớn hơn không mở được trong nhiều chương trình.", "Larger pages do not open in many programs.",
		"Xuất ở tỉ lệ 1:10.", "Export at 1:10.", srcPDF + " annex C", true},
	{"user-unit", bad, bad, doubt, doubt,
		"UserUnit là số dương, chỉ từ PDF 1.6, không có trong X-1a", "UserUnit is a positive number, from PDF 1.6 on, and not in X-1a",
		"Chương trình cũ bỏ qua nó và in nhỏ đi nhiều lần.", "Older programs ignore it and print many times smaller.",
		"Xuất ở tỉ lệ 1:10, hoặc ở PDF 1.6.", "Export at 1:10, or as PDF 1.6.", srcPDF + " 14.11.2", true},
	{"separated-page", bad, bad, no, doubt,
		"Trang không tách sẵn thành từng bản kẽm", "Pages are not separated into plates",
		"Xưởng tự tách màu.", "The shop separates the inks itself.",
		"Xuất dạng tổng hợp (composite).", "Export as composite.", srcX, false},

	// Transparency.
	{"transparency-group", bad, no, no, no,
		"Không có nhóm trong suốt", "No transparency groups",
		"X-1a cấm trong suốt; RIP làm phẳng có thể đổi màu.", "X-1a forbids transparency; a RIP that flattens may change colours.",
		"Làm phẳng trong suốt khi xuất.", "Flatten transparency when exporting.", srcX1a, false},
	{"transparency-state", bad, no, no, no,
		"Không có độ mờ, mặt nạ mềm hay kiểu hòa màu", "No opacity, soft masks or blend modes",
		"X-1a cấm trong suốt; RIP làm phẳng có thể đổi màu.", "X-1a forbids transparency; a RIP that flattens may change colours.",
		"Làm phẳng trong suốt khi xuất.", "Flatten transparency when exporting.", srcX1a, false},
	{"image-soft-mask", bad, no, no, no,
		"Ảnh không có mặt nạ mềm (SMask)", "Images have no soft mask (SMask)",
		"X-1a cấm trong suốt.", "X-1a forbids transparency.",
		"Đặt ảnh trên nền đặc, hoặc làm phẳng khi xuất.", "Put the image on a solid ground, or flatten when exporting.", srcX1a, false},
	{"blend-space", no, bad, no, doubt,
		"Nhóm trong suốt hòa màu trong CMYK như điều kiện in", "Transparency groups blend in CMYK, as the printing condition is",
		"Hòa màu trong RGB làm lệch màu CMYK; đây là lỗi hay bị trả tệp.", "Blending in RGB shifts CMYK colours; files are often rejected for it.",
		"Đặt không gian hòa màu của tài liệu là CMYK.", "Set the document's blend space to CMYK.", srcX4, false},
	{"blend-mode", no, bad, doubt, doubt,
		"Kiểu hòa màu là kiểu PDF định nghĩa", "Blend modes are those that PDF defines",
		"Kiểu lạ thì mỗi RIP vẽ một khác.", "Of an unknown one each RIP makes something else.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcPDF + " 11.3.5", true},
	{"layers", bad, no, no, no,
		"Không có lớp ẩn hiện (optional content)", "No optional content (layers)",
		"Lớp có từ PDF 1.5; xưởng có thể in nhầm lớp.", "Layers came with PDF 1.5; the shop may print the wrong ones.",
		"Gộp lớp khi xuất.", "Merge layers when exporting.", srcX1a, false},

	// Colour.
	{"rgb", bad, bad, no, doubt,
		"Không có màu RGB của thiết bị", "No device RGB",
		"Máy in đổi RGB sang mực theo cách không biết trước.", "The printer turns RGB into ink in ways that nobody knows.",
		"Đổi màu sang CMYK trước khi xuất.", "Convert colours to CMYK before exporting.", srcX, false},
	{"calibrated-colour", bad, no, no, no,
		"Không có màu theo hồ sơ (ICC, Lab, CalRGB, CalGray)", "No colours by profile (ICC, Lab, CalRGB, CalGray)",
		"X-1a chỉ nhận mực.", "X-1a takes inks alone.",
		"Đổi màu sang CMYK khi xuất.", "Convert colours to CMYK when exporting.", srcX1a, false},
	{"default-colour", bad, no, no, no,
		"Không thay không gian màu mặc định", "Default colour spaces are not replaced",
		"Thay mặc định là đưa màu theo hồ sơ vào X-1a.", "They bring colours by profile into X-1a.",
		"Xuất lại đúng chuẩn PDF/X-1a.", "Export again as PDF/X-1a.", srcX1a, false},
	{"icc-profile", bad, bad, doubt, doubt,
		"Hồ sơ ICC của màu đọc được và đúng số kênh", "ICC profiles of colours can be read and have the right number of channels",
		"Hồ sơ hỏng thì màu in ra không biết trước.", "With a broken profile nobody knows the colour.",
		"Nhúng lại hồ sơ màu.", "Embed the profile again.", srcPDF + " 8.6.5.5", true},
	{"spot-alternate", bad, bad, no, doubt,
		"Màu pha có màu thay thế là CMYK hoặc xám (X-4: hoặc ICC)", "The alternate of a spot ink is CMYK or grey (X-4: or ICC)",
		"Không có bản kẽm riêng thì xưởng in bằng màu thay thế.", "Without a plate of its own the ink is printed by its alternate.",
		"Định nghĩa lại màu pha bằng CMYK.", "Define the spot ink in CMYK.", srcX, false},
	{"tint-function", bad, bad, bad, bad,
		"Hàm màu đúng dạng", "Functions of colour are well formed",
		"Hàm hỏng thì màu in ra không biết trước.", "With a broken function nobody knows the colour.",
		"Xuất lại tệp từ bản gốc.", "Export the file again from its source.", srcPDF + " 7.10", true},
	{"ink-limit", bad, bad, no, doubt,
		"Tổng mực ở mỗi chỗ không quá giới hạn, kể cả chỗ in chồng và màu thay thế của màu pha; mực kỹ thuật (White, CutContour, varnish) không tính",
		"The inks in one place are together within the limit, also where inks overprint and by the alternates of spot inks; technical inks (White, CutContour, varnish) do not count",
		"Mực quá nhiều thì lâu khô, lem, làm giãn bạt.", "Too much ink dries slowly, smears and stretches vinyl.",
		"Giảm mực của màu đó, hoặc hỏi xưởng giới hạn rồi dùng `ink_limit`.", "Lower the inks of the colour, or ask the shop for its limit and give it as `ink_limit`.", srcTrade, false},
	{"registration-colour", doubt, doubt, no, doubt,
		"Màu định vị (All) chỉ dùng ngoài khổ thành phẩm", "The registration colour (All) stands outside the trim alone",
		"Nó in trên mọi bản kẽm, tới 400 % mực.", "It is printed on all plates, with up to 400 % of ink.",
		"Dùng đen K100.", "Use black K100.", srcTrade, false},
	{"white-overprint", doubt, doubt, no, doubt,
		"Màu trắng không in chồng (overprint)", "White does not overprint",
		"Trắng in chồng thì biến mất khi in.", "White that overprints vanishes in print.",
		"Tắt overprint của phần màu trắng.", "Switch overprint off for what is white.", srcTrade, false},

	// Devices of prepress that must be left to the shop.
	{"transfer-function", bad, bad, no, doubt,
		"Không có hàm chuyển (TR, TR2)", "No transfer functions (TR, TR2)",
		"Chúng đổi lượng mực đã tính của xưởng.", "They change the inks that the shop has reckoned with.",
		"Bỏ hàm chuyển khi xuất.", "Leave transfer functions out when exporting.", srcX, false},
	{"halftone", bad, bad, no, doubt,
		"Không đặt tram: chỉ loại 1 hoặc 5, không tên, không HTP", "No screening of its own: halftones of type 1 or 5, unnamed, no HTP",
		"Tram là việc của xưởng.", "Screening is the shop's.",
		"Bỏ tram khi xuất.", "Leave halftones out when exporting.", srcX, false},
	{"postscript", bad, bad, doubt, doubt,
		"Không có mã PostScript", "No PostScript",
		"RIP của PDF bỏ qua hoặc in khác.", "RIPs of PDF skip it or print it otherwise.",
		"Xuất lại không kèm PostScript.", "Export again without PostScript.", srcX, false},
	{"opi", bad, bad, no, doubt,
		"Không có ảnh thế chỗ OPI", "No OPI placeholders",
		"Ảnh thật nằm ngoài tệp.", "The real image is not in the file.",
		"Nhúng ảnh thật vào tệp.", "Embed the real image.", srcX, false},
	{"alternate-image", bad, bad, no, doubt,
		"Ảnh không có bản thay thế để in", "Images have no alternates for printing",
		"Bản in ra có thể khác bản đã duyệt.", "What is printed may differ from what was approved.",
		"Bỏ ảnh thay thế khi xuất.", "Leave alternate images out when exporting.", srcX, false},
	{"reference-form", bad, bad, no, doubt,
		"Không có hình tham chiếu tệp khác (Ref)", "No forms that refer to other files (Ref)",
		"Tệp kia không có ở xưởng.", "The other file is not at the shop.",
		"Nhúng hình vào tệp.", "Embed the picture in the file.", srcX, false},

	// Fonts.
	{"font-embedded", bad, bad, doubt, bad,
		"Mọi phông chữ được nhúng", "Every font is embedded",
		"Thiếu phông thì chữ bị thay, dấu tiếng Việt hay sai nhất.", "A missing font is replaced, and Vietnamese marks suffer first.",
		"Nhúng phông, hoặc chuyển chữ thành đường nét.", "Embed fonts, or turn text into outlines.", srcX, false},

	// What happens on a screen.
	{"annotation", bad, bad, no, doubt,
		"Không có chú thích hay liên kết trong khổ in", "No annotations or links inside the bleed",
		"Chúng có thể bị in ra.", "They may be printed.",
		"Xóa chú thích và liên kết.", "Remove annotations and links.", srcX, false},
	{"action", bad, bad, no, no,
		"Không có hành động (OpenAction, AA, A)", "No actions (OpenAction, AA, A)",
		"Chuẩn PDF/X cấm.", "PDF/X forbids them.",
		"Bỏ hành động khi xuất.", "Leave actions out when exporting.", srcX, false},
	{"javascript", bad, bad, bad, bad,
		"Không có JavaScript hay lệnh mở chương trình", "No JavaScript and nothing that starts programs",
		"Tệp in không cần mã chạy; có thể là mã độc.", "A file to print needs no code; it may be malicious.",
		"Xuất lại tệp từ bản gốc; không mở tệp lạ.", "Export again from the source; do not open such a file from strangers.", srcX, false},
	{"embedded-file", bad, doubt, doubt, doubt,
		"Không có tệp đính kèm", "No files are attached",
		"Xưởng không in chúng.", "The shop does not print them.",
		"Gỡ tệp đính kèm.", "Remove the attachments.", srcX, false},
	{"form", bad, bad, no, doubt,
		"Không có biểu mẫu để điền (AcroForm, XFA)", "No forms to fill in (AcroForm, XFA)",
		"Nội dung ô có thể in khác hoặc không in.", "Fields may print otherwise or not at all.",
		"Làm phẳng biểu mẫu.", "Flatten the form.", srcX, false},

	// What is seen at the final size.
	{"image-resolution", doubt, doubt, doubt, doubt,
		"Ảnh đủ điểm ảnh ở khổ thật", "Images have enough pixels at the final size",
		"Ít hơn thì thấy từng ô vuông ở khoảng cách đọc.", "With fewer, they are seen at the reading distance.",
		"Dùng ảnh lớn hơn hoặc hình vector.", "Use a larger image or a drawing.", srcTrade, false},
	{"small-text", doubt, doubt, doubt, doubt,
		"Chữ từ 6 pt trở lên ở khổ thật", "Text is at least 6 pt at the final size",
		"Nhỏ hơn thì mất dấu.", "Smaller text loses its marks.",
		"Tăng cỡ chữ.", "Set it larger.", srcTrade, false},
	{"reversed-small-text", doubt, doubt, doubt, doubt,
		"Chữ sáng trên nền tối từ 8 pt trở lên ở khổ thật", "Light text on dark is at least 8 pt at the final size",
		"Mực nền lem vào nét chữ.", "The ink around it runs into the strokes.",
		"Tăng cỡ chữ hoặc dùng chữ đậm trên nền sáng.", "Set it larger, or dark on light.", srcTrade, false},
	{"thin-line", doubt, doubt, no, doubt,
		"Nét từ 0,25 pt trở lên ở khổ thật", "Lines are at least 0.25 pt at the final size",
		"Mảnh hơn thì đứt hoặc mất.", "Thinner lines break or vanish.",
		"Tăng bề dày nét.", "Draw it thicker.", srcTrade, false},
	{"reversed-thin-line", doubt, doubt, no, doubt,
		"Nét sáng trên nền tối từ 0,5 pt trở lên ở khổ thật", "Light lines on dark are at least 0.5 pt at the final size",
		"Mực nền lấp mất nét.", "The ink around it closes the line.",
		"Tăng bề dày nét.", "Draw it thicker.", srcTrade, false},
	{"rich-black-text", doubt, doubt, no, doubt,
		"Chữ đen dưới 12 pt chỉ dùng K100", "Black text under 12 pt is K100 alone",
		"Bốn mực lệch nhau thì chữ nhòe.", "Four inks out of register blur it.",
		"Dùng C0 M0 Y0 K100.", "Use C0 M0 Y0 K100.", srcTrade, false},
	{"rich-black-code", bad, bad, no, doubt,
		"Mã QR chỉ dùng K100", "QR codes are K100 alone",
		"Mực lệch nhau thì máy khó quét.", "Inks out of register make it hard to scan.",
		"Dùng C0 M0 Y0 K100 cho mã.", "Use C0 M0 Y0 K100 for the code.", srcTrade, false},
	{"qr-module", bad, bad, bad, doubt,
		"Ô vuông của mã QR từ 0,4 mm trở lên ở khổ thật", "The modules of QR codes are at least 0.4 mm at the final size",
		"Nhỏ hơn thì máy ảnh không đọc được sau khi in.", "Smaller ones do not scan once they are printed.",
		"Phóng to mã, hoặc rút ngắn liên kết.", "Enlarge the code, or shorten the link.", srcTrade, false},
	{"bleed", doubt, doubt, no, doubt,
		"Nền chạm mép cắt thì có tràn lề", "What touches the trim runs into a bleed",
		"Cắt lệch nửa milimét là lộ mép trắng.", "A cut that is off by half a millimetre shows white.",
		"Cho nền tràn ra ngoài (`bleed`, `shop`), hoặc hỏi xưởng.", "Let the ground run out (`bleed`, `shop`), or ask the shop.", srcTrade, false},
	{"keep-out", bad, bad, no, doubt,
		"Chữ, logo và mã nằm trong vùng an toàn, tránh khoen và đường ghép", "Text, logos and codes keep within the safe zone, clear of eyelets and seams",
		"Phần đó bị gấp, đục hoặc ghép mất.", "What stands there is folded, punched or joined away.",
		"Dời vào trong, hoặc chọn khổ lớn hơn.", "Move it inwards, or choose a larger size.", srcTrade, false},

	{"unseen", doubt, doubt, doubt, doubt,
		"Mọi điểm ảnh và mọi chỗ chồng mực được xem xét", "All pixels, and all places where inks lie over each other, were looked at",
		"Trong phần chưa xem có thể có chỗ quá mực hoặc mã QR quá nhỏ.", "What was not looked at may have too much ink, or a QR code that is too small.",
		"Lưu ảnh nhỏ hơn, nén Flate (ZIP) hoặc JPEG thường; chia trang nhiều nét thành nhiều tệp.",
		"Save the image smaller, packed by Flate (ZIP) or as a baseline JPEG; split a page of very many lines.", srcOwn, true},
	{"incomplete", bad, bad, bad, bad,
		"Tệp được xem xét đến hết", "The file was looked at to its end",
		"Phần còn lại chưa ai kiểm.", "Nobody has checked the rest.",
		"Chia tệp thành nhiều tệp nhỏ hơn.", "Split the file into smaller ones.", srcOwn, true},
}
