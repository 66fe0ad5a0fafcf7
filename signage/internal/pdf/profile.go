package pdf

// Profile is what a file is made for.
type Profile int

// The profiles.
const (
	X1a    Profile = iota // PDF/X-1a:2003: process and spot inks, outlines, PDF 1.4
	X4                    // PDF/X-4: pictures keep their colours beside their profile, PDF 1.6
	Office                // sRGB, live text and links, for desktop printers and screens
)

// press tells whether a profile is for print shops.
func (p Profile) press() bool { return p != Office }

// version of PDF that a profile is written in.
func (p Profile) version() string {
	switch p {
	case X4:
		return "1.6"
	case Office:
		return "1.5"
	}
	return "1.4"
}

// ICC is the newest major version of ICC profiles that a file of a profile may hold: PDF 1.4 knows those of ICC.1:1998-09,
// PDF 1.6 those of ICC.1:2003-09 (PDF reference 1.6, table 4.16). Minor versions change no table.
func (p Profile) ICC() int {
	if p == X1a {
		return 2
	}
	return 4
}

// identity is the name by which a file says that it keeps to a profile; empty for [Office].
func (p Profile) identity() string {
	switch p {
	case X1a:
		return "PDF/X-1a:2003"
	case X4:
		return "PDF/X-4"
	}
	return ""
}
