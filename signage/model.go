package signage

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/bangron/bangron/signage/internal/note"
)

//go:embed data/models.csv
var modelsCSV string

// The number of steps that a model's poster takes.
const (
	minSteps = 3
	maxSteps = 5
)

// steps are the user's steps, or the sample steps of the model; with the verb beside its code.
func (b *builder) steps(verb string) ([]string, string, error) {
	steps := b.sign.Steps
	if len(steps) == 0 {
		for row := range records(modelsCSV) {
			if row[0] != b.sign.Slogan {
				continue
			}
			steps = strings.Split(row[2], "|")
			if verb == "" {
				verb = row[1]
			}
			b.notes = append(b.notes, note.Note{
				Code: "sample-steps", Severity: note.Warning, Field: "steps",
				VI:    "Các bước là nội dung mẫu, chưa được cơ quan nào ban hành.",
				EN:    "The steps are sample wording that no authority has issued.",
				FixVI: "Sửa các bước theo quy trình của đơn vị trước khi in.",
				FixEN: "Edit the steps to your office's procedure before printing.",
			})
		}
	}
	if len(steps) < minSteps || len(steps) > maxSteps {
		return nil, "", refuse(ErrText, note.Note{
			Code: "steps-count", Severity: note.Error, Field: "steps",
			VI:    fmt.Sprintf("Poster mô hình cần %d đến %d bước, đang có %d.", minSteps, maxSteps, len(steps)),
			EN:    fmt.Sprintf("The poster of a model takes %d to %d steps; there are %d.", minSteps, maxSteps, len(steps)),
			FixVI: "Ghi các bước vào `steps`, hoặc dùng khẩu hiệu mo-hinh-….",
			FixEN: "Give the `steps`, or use a slogan mo-hinh-….",
		})
	}
	cleaned := make([]string, len(steps))
	for i, step := range steps {
		var err error
		if cleaned[i], err = b.text(fmt.Sprintf("steps[%d]", i), step); err != nil {
			return nil, "", err
		}
	}
	return cleaned, verb, nil
}
