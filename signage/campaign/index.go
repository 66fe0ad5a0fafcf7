package campaign

import (
	"fmt"
	"html"
	"io"
	"net/url"
	"strings"

	"github.com/bangron/bangron/signage"
)

const indexHead = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>bangron</title>
<style>
:root { color-scheme: light }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: #eef2f7; color: #0b1f3f }
header { background: #da251d; color: #fff; padding: 1.2rem 2rem }
h1 { margin: 0; font-size: 1.5rem }
header p { margin: .2rem 0 0 }
main { display: grid; gap: 1.2rem; padding: 1.5rem 2rem; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)) }
figure { margin: 0; background: #fff; border-radius: .6rem; overflow: hidden; box-shadow: 0 1px 4px #0b1f3f33; display: flex; flex-direction: column }
figure.wide { grid-column: 1 / -1 }
.picture { background: #d9e1ec; padding: .8rem; display: flex; justify-content: center; align-items: center; flex: 1 }
img { max-width: 100%; max-height: 30rem; box-shadow: 0 1px 6px #0006 }
figcaption { padding: .8rem 1rem }
h2 { margin: 0 0 .3rem; font-size: 1.05rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: 0 }
dt { color: #5a6b85 } dd { margin: 0 }
.scale { color: #b00d14; font-weight: 600 }
</style></head><body>
`

// writeIndex writes the page that shows all signs with their sizes and reading distances.
func writeIndex(w io.Writer, all []Made) error {
	var b strings.Builder
	b.WriteString(indexHead)
	fmt.Fprintf(&b, "<header><h1>Bộ sản phẩm truyền thông trực quan</h1><p>%d tệp. Bấm vào hình để mở tệp.</p></header>\n<main>\n", len(all))
	for _, m := range all {
		size := m.Doc.Size()
		class := ""
		if size.Width > 3*size.Height {
			class = ` class="wide"`
		}
		address := func(file string) string { return html.EscapeString((&url.URL{Path: file}).String()) }
		fmt.Fprintf(&b, "<figure%s><a class=\"picture\" href=\"%s\"><img src=\"%s\" alt=\"%s\" loading=\"lazy\"></a><figcaption><h2>%s</h2><dl>",
			class, address(m.File), address(m.Preview), html.EscapeString(m.Doc.Title()), html.EscapeString(m.Job.Title))
		row := func(name, value string) { fmt.Fprintf(&b, "<dt>%s</dt><dd>%s</dd>", name, html.EscapeString(value)) }
		row("Khổ thật", size.String())
		if m.Scale > 1 {
			fmt.Fprintf(&b, "<dt>Tỉ lệ tệp</dt><dd class=\"scale\">1:%d, xưởng in phóng %d lần</dd>", m.Scale, m.Scale)
		}
		if line, ok := loudest(m.Doc); ok {
			row("Chữ cao", Length(line.CapHeight, size))
			if !size.Pixels {
				row("Khoảng đọc", fmt.Sprintf("thoải mái đến %s m, xa nhất %s m", Number(line.Comfortable), Number(line.AtMost)))
			}
		}
		row("Tệp", m.File)
		if m.Ticket != "" {
			fmt.Fprintf(&b, "<dt>Phiếu in</dt><dd><a href=\"%s\">%s</a></dd>", address(m.Ticket), html.EscapeString(m.Ticket))
		}
		b.WriteString("</dl></figcaption></figure>\n")
	}
	b.WriteString("</main></body></html>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// loudest is the line with the largest letters of the message itself.
func loudest(d *signage.Document) (signage.Line, bool) {
	var best signage.Line
	for _, l := range d.Lines() {
		if l.Role == "main" && l.CapHeight > best.CapHeight {
			best = l
		}
	}
	return best, best.Text != ""
}

// Length is a letter height as an officer reads it: cm for large signs, px for screens.
func Length(mm float64, size signage.Size) string {
	switch {
	case size.Pixels:
		return fmt.Sprintf("%.0f px", mm/signage.PixelMM)
	case mm >= 1000:
		return Number(mm/1000) + " m"
	case mm >= 100:
		return Number(mm/10) + " cm"
	}
	return Number(mm) + " mm"
}

// Number writes a number with one decimal and the decimal comma of Vietnamese.
func Number(v float64) string {
	return strings.TrimSuffix(strings.Replace(fmt.Sprintf("%.1f", v), ".", ",", 1), ",0")
}
