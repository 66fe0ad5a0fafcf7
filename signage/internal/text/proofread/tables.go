package proofread

// A misspelling is a wording that is wrong wherever it stands, in small letters,
// and the right one.
type misspelling struct{ wrong, right string }

// misspelt lists slips seen on signs, in the press and in administrative papers.
// Only wordings that cannot be right in another sentence belong here.
var misspelt = [...]misspelling{
	// In the plan of huyện Sơn Dương, 2022.
	{"băng zôn", "băng rôn"},
	{"chuyển đối số", "chuyển đổi số"},
	{"cộng nghệ", "công nghệ"},
	{"cơ, quan", "cơ quan"},
	// On twenty panos in Hà Nội.
	{"nam từ niêm", "Nam Từ Liêm"},
	// Seen on signs and forms.
	{"băng dôn", "băng rôn"},
	{"băng rôm", "băng rôn"},
	{"chuyễn đổi", "chuyển đổi"},
	{"chuyển đỗi", "chuyển đổi"},
	{"công nghê", "công nghệ"},
	{"chào mùng", "chào mừng"},
	{"nhiệt liệc", "nhiệt liệt"},
	{"hướng ứng", "hưởng ứng"},
	{"hưỡng ứng", "hưởng ứng"},
	{"hổ trợ", "hỗ trợ"},
	{"giãi quyết", "giải quyết"},
	{"sữ dụng", "sử dụng"},
	{"xữ lý", "xử lý"},
	{"bổ xung", "bổ sung"},
	{"sát nhập", "sáp nhập"},
	{"kỷ năng", "kỹ năng"},
	{"kỷ thuật", "kỹ thuật"},
	{"kỹ niệm", "kỷ niệm"},
	{"kỹ luật", "kỷ luật"},
	{"kỹ nguyên", "kỷ nguyên"},
	{"nổ lực", "nỗ lực"},
	{"xuất xắc", "xuất sắc"},
	{"suất sắc", "xuất sắc"},
	{"đơn giãn", "đơn giản"},
	{"trãi nghiệm", "trải nghiệm"},
	{"thăm quan", "tham quan"},
	{"niêm yếc", "niêm yết"},
	{"trực tiến", "trực tuyến"},
	{"bão đảm", "bảo đảm"},
	{"đãm bảo", "đảm bảo"},
	{"phổ cặp", "phổ cập"},
	{"dữ liêu", "dữ liệu"},
	{"nền tản", "nền tảng"},
	{"phản ảnh kiến nghị", "phản ánh, kiến nghị"},
}

// reduplicated lists the syllables that are said twice in good Vietnamese.
const reduplicated = "ngày đêm sáng trưa chiều tối khuya tháng năm mùa đời kiếp giờ phút lúc hồi " +
	"người nhà nơi chốn chỗ làng xóm bản thôn ngành nghề lớp hàng tầng đoàn trùng điệp muôn ai đâu gì " +
	"luôn mãi dần đều từ thường hoài lần song chung riêng khẽ nhanh chậm sớm " +
	"xanh xa gần cao thấp sâu rộng dài tròn đông vui hay đẹp xinh tươi êm ấm mát thơm ngọt hồng vàng đỏ trắng tím nâu " +
	"bay cười nói đi bừng rưng lâng ngời vang ầm ào rào ùn oang chang rầm rần băng phăng vù vèo ù nghiêng khăng đăm lăm " +
	"ba chuồn cào chôm bươm đu"

// compounds lists two-syllable words of which one begins with the syllable that
// another ends in, where both are often printed without a comma between them.
const compounds = "học_sinh sinh_viên môi_trường trường_học đảng_viên viên_chức quốc_gia gia_đình nhân_dân dân_tộc"

// ratioNouns follow a fraction that is not a date: "đạt 12/13 tiêu chí".
const ratioNouns = "tiêu chỉ xã phường tỉnh huyện thôn xóm bản tổ hộ điểm đơn người trường lớp cơ doanh thủ hồ em học " +
	"đại phiếu thành giờ dự nhiệm mục khu ấp buôn"

// notDateBefore precede a fraction that is not a date: "số nhà 32/1", "tỷ lệ 3/4".
const notDateBefore = "số ngõ hẻm ngách kiệt nhà lô thửa tờ điều khoản lệ đạt quốc khóa phòng đường"
