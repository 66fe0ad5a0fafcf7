package campaign

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bangron/bangron/signage"
)

// shownNames is how many files a message names.
const shownNames = 3

// Unseen tells of the codes on pages that none of the reports' files shows: a finding for each listed file that was compared
// with some of them, and one for all others. The first is of severity warning where one of the files is a PDF, which should
// be whole. All else is of severity info: an inspector may take a picture of one page.
func (m *Manifest) Unseen(reports []*Report) []signage.Diagnostic {
	if len(reports) == 0 {
		return nil
	}
	var found []signage.Diagnostic
	var others []string
	codes := 0 // of the others
	for _, f := range m.Files {
		seen, severity := make(map[int]bool), ""
		for _, r := range reports {
			if r.Listed != f.Name {
				continue
			}
			if severity == "" || r.Format == "pdf" {
				severity = map[bool]string{true: signage.SeverityWarning, false: signage.SeverityInfo}[r.Format == "pdf"]
			}
			for _, page := range r.Shown {
				seen[page] = true
			}
		}
		var pages []int // of each unseen code
		for _, c := range f.Codes {
			if !seen[c.Page] {
				pages = append(pages, c.Page)
			}
		}
		switch {
		case len(pages) == 0:
		case severity == "":
			others, codes = append(others, f.Name), codes+len(pages)
		default:
			found = append(found, unseenPages(f.Name, severity, pages))
		}
	}
	if len(others) > 0 {
		found = append(found, unseenFiles(others, codes))
	}
	return found
}

// unseenPages is the finding of a file, from the page of each unseen code.
func unseenPages(file, severity string, pages []int) signage.Diagnostic {
	codes := len(pages)
	slices.Sort(pages)
	pages = slices.Compact(pages)
	return signage.Diagnostic{
		Code: "pages-unseen", Severity: severity, Field: file,
		VI:    fmt.Sprintf("Chưa thấy trang %s: %d mã trong danh sách chưa được kiểm tra.", runs(pages), codes),
		EN:    fmt.Sprintf("Pages not seen: %s; codes of the manifest on them: %d.", runs(pages), codes),
		FixVI: "Kiểm tra tệp đủ trang, hoặc thêm ảnh chụp các trang đó.",
		FixEN: "Verify the whole file, or pictures of those pages too.",
	}
}

func unseenFiles(names []string, codes int) signage.Diagnostic {
	list := strings.Join(names[:min(len(names), shownNames)], ", ")
	if len(names) > shownNames {
		list += ", …"
	}
	return signage.Diagnostic{
		Code: "files-unseen", Severity: signage.SeverityInfo, Field: "manifest",
		VI: fmt.Sprintf("Danh sách còn %d tệp chưa được kiểm tra (%s), có %d mã.", len(names), list, codes),
		EN: fmt.Sprintf("Files of the manifest that were not looked at: %d (%s); codes on them: %d.", len(names), list, codes),
	}
}

// runs writes rising numbers, "1, 3–5".
func runs(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		first := i
		for i++; i < len(numbers) && numbers[i] == numbers[i-1]+1; i++ {
		}
		run := strconv.Itoa(numbers[first])
		if i > first+1 {
			run += "–" + strconv.Itoa(numbers[i-1])
		}
		out = append(out, run)
	}
	return strings.Join(out, ", ")
}
