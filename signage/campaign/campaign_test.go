package campaign_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

func sign(t testing.TB, size string) signage.Sign {
	t.Helper()
	s, err := signage.LookupSize(size)
	if err != nil {
		t.Fatal(err)
	}
	return signage.Sign{Size: s, Text: "CHUYỂN ĐỔI SỐ", Unit: "UBND xã Tân Trào"}
}

// jobs are a file of each format, with a name and a title that would break a page that does not escape them.
func jobs(t testing.TB) []campaign.Job {
	t.Helper()
	offset, err := signage.LookupShop("offset")
	if err != nil {
		t.Fatal(err)
	}
	poster := sign(t, "poster-a4")
	poster.Shop = &offset
	return []campaign.Job{
		{Name: "bang-ron", Title: `Băng rôn <b>"lớn"</b> & 'dài'`, Sign: sign(t, "bang-ron-6x0.8"), Format: campaign.PDF},
		{Name: "bang-ron", Title: "Bản SVG", Sign: sign(t, "bang-ron-6x0.8"), Format: campaign.SVG},
		{Name: "ảnh số 1 & 50% #2", Title: "Ảnh", Sign: sign(t, "400x100px"), Format: campaign.PNG},
		{Name: "poster", Title: "Poster", Sign: poster, Format: campaign.PDF, Ticket: &signage.Ticket{}},
	}
}

// files lists what is in a folder and below.
func files(t testing.TB, folder string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(folder, path)
			all = append(all, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func contents(t testing.TB, folder string) []string {
	t.Helper()
	var all []string
	for _, name := range files(t, folder) {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name+"\n"+string(content))
	}
	return all
}

func TestRun(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "đợt 1")
	var progress, counts []string
	o := &campaign.Options{Progress: func(done, all int, made campaign.Made) {
		progress, counts = append(progress, made.File), append(counts, fmt.Sprintf("%d/%d", done, all))
	}}
	made, err := campaign.Run(t.Context(), folder, jobs(t), o)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"bang-ron-ti-le-1-10.pdf", "bang-ron.svg", "index.html", "poster-210x297mm-phieu-in.pdf", "poster-210x297mm.pdf",
		"xem-truoc/bang-ron-ti-le-1-10.pdf.png", "xem-truoc/bang-ron.svg.png", "xem-truoc/poster-210x297mm.pdf.png", "xem-truoc/ảnh số 1 & 50% #2.png.png",
		"ảnh số 1 & 50% #2.png",
	}
	if got := files(t, folder); !slices.Equal(got, want) {
		t.Errorf("made %q, want %q", got, want)
	}
	slices.Sort(progress) // files are done in any order
	if want := []string{"bang-ron-ti-le-1-10.pdf", "bang-ron.svg", "poster-210x297mm.pdf", "ảnh số 1 & 50% #2.png"}; !slices.Equal(progress, want) {
		t.Errorf("progress of %q, want %q", progress, want)
	}
	if want := []string{"1/4", "2/4", "3/4", "4/4"}; !slices.Equal(counts, want) {
		t.Errorf("progress %q, want %q", counts, want)
	}
	heads := map[campaign.Format]string{campaign.PDF: "%PDF-", campaign.PNG: "\x89PNG", campaign.SVG: "<?xml"}
	for i, m := range made {
		content, err := os.ReadFile(filepath.Join(folder, m.File))
		if err != nil || !bytes.HasPrefix(content, []byte(heads[m.Job.Format])) {
			t.Errorf("%s is no %s (%v)", m.File, m.Job.Format, err)
		}
		if want := []int{10, 1, 1, 1}[i]; m.Scale != want {
			t.Errorf("%s is at 1:%d, want 1:%d", m.File, m.Scale, want)
		}
		preview, err := os.ReadFile(filepath.Join(folder, m.Preview))
		if err != nil {
			t.Fatal(err)
		}
		config, err := png.DecodeConfig(bytes.NewReader(preview))
		if err != nil || config.Width > 1200 || config.Height > 900 || max(config.Width, config.Height) < 890 {
			t.Errorf("%s has %d × %d px (%v)", m.Preview, config.Width, config.Height, err)
		}
	}
	checkIndex(t, folder, made)

	// Nothing is overwritten unless asked for; then the files are the same.
	before := contents(t, folder)
	if _, err := campaign.Run(t.Context(), folder, jobs(t), nil); !errors.Is(err, campaign.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	if _, err := campaign.Run(t.Context(), folder, jobs(t), &campaign.Options{Overwrite: true}); err != nil {
		t.Error(err)
	}
	if after := contents(t, folder); !slices.Equal(after, before) {
		t.Error("the second run gave other bytes")
	}
}

// elements are all that the page is made of.
var elements = strings.Fields("html head meta title style body header h1 p main figure a img figcaption h2 dl dt dd")

// checkIndex reads the page as a browser does: its elements are closed, its links and pictures lead to files, and every
// sign stands on it with title, size, letter height and reading distances.
func checkIndex(t *testing.T, folder string, made []campaign.Made) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var open, links, tickets, pictures, titles []string
	var words strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			open = append(open, e.Name.Local)
			if !slices.Contains(elements, e.Name.Local) {
				t.Errorf("element %s", e.Name.Local)
			}
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "href":
					if file := target(t, folder, a.Value); strings.HasSuffix(file, "-phieu-in.pdf") {
						tickets = append(tickets, file)
					} else {
						links = append(links, file)
					}
				case "src":
					pictures = append(pictures, target(t, folder, a.Value))
				case "alt":
					if !strings.Contains(a.Value, "CHUYỂN ĐỔI SỐ") {
						t.Errorf("a picture is described as %q", a.Value)
					}
				}
			}
		case xml.EndElement:
			if last := open[len(open)-1]; last != e.Name.Local {
				t.Fatalf("%s is closed within %s", e.Name.Local, last)
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] == "h2" {
				titles = append(titles, string(e))
			}
			words.Write(e)
			words.WriteByte('\n')
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
	if len(links) != len(made) || len(pictures) != len(made) || len(titles) != len(made) {
		t.Fatalf("%d links, %d pictures, %d titles for %d files", len(links), len(pictures), len(titles), len(made))
	}
	for i, m := range made {
		if m.Ticket != "" && !slices.Contains(tickets, m.Ticket) {
			t.Errorf("%s: no link to its ticket", m.File)
		}
		if links[i] != m.File || pictures[i] != m.Preview || titles[i] != m.Job.Title {
			t.Errorf("%s: link %q, picture %q, title %q", m.File, links[i], pictures[i], titles[i])
		}
		size := m.Doc.Size()
		wanted := []string{m.File, size.String()}
		if m.Scale > 1 {
			wanted = append(wanted, "1:10")
		}
		for _, l := range m.Doc.Lines() {
			if l.Role != "main" {
				continue
			}
			wanted = append(wanted, campaign.Length(l.CapHeight, size))
			if !size.Pixels {
				wanted = append(wanted, campaign.Number(l.Comfortable)+" m", campaign.Number(l.AtMost)+" m")
			}
		}
		for _, w := range wanted {
			if !strings.Contains(words.String(), w) {
				t.Errorf("%s: the page does not say %q", m.File, w)
			}
		}
	}
}

// target is the file that an address of the page leads to.
func target(t *testing.T, folder, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" {
		t.Errorf("%q does not lead to a file of the folder (%v)", address, err)
		return ""
	}
	if _, err := os.Stat(filepath.Join(folder, u.Path)); err != nil {
		t.Error(err)
	}
	return u.Path
}

func TestBadJobs(t *testing.T) {
	good := jobs(t)[3]
	with := func(change func(*campaign.Job)) []campaign.Job {
		job := good
		change(&job)
		return []campaign.Job{good, job}
	}
	for name, list := range map[string][]campaign.Job{
		"no name":         with(func(j *campaign.Job) { j.Name = "" }),
		"another folder":  with(func(j *campaign.Job) { j.Name = "../poster" }),
		"a folder":        with(func(j *campaign.Job) { j.Name = "a/poster" }),
		"Windows' folder": with(func(j *campaign.Job) { j.Name = `a\poster` }),
		"no format":       with(func(j *campaign.Job) { j.Name, j.Format = "b", "" }),
		"unknown format":  with(func(j *campaign.Job) { j.Name, j.Format = "b", "docx" }),
		"made twice":      with(func(*campaign.Job) {}),
		"in capitals":     with(func(j *campaign.Job) { j.Name = "POSTER" }),
	} {
		folder := filepath.Join(t.TempDir(), "out")
		if made, err := campaign.Run(t.Context(), folder, list, nil); !errors.Is(err, campaign.ErrJob) || len(made) > 0 {
			t.Errorf("%s: error %v, want ErrJob", name, err)
		}
		if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: something was made (%v)", name, err)
		}
	}
}

// A sign that is refused is named before anything is made.
func TestRunRefuses(t *testing.T) {
	list := jobs(t)
	list[2].Sign.Text = ""
	folder := t.TempDir()
	made, err := campaign.Run(t.Context(), folder, list, nil)
	var refused *signage.Error
	if !errors.Is(err, signage.ErrText) || !errors.As(err, &refused) || !strings.Contains(refused.Diagnostics[0].VI, list[2].Name) {
		t.Errorf("error %v, want ErrText of %s", err, list[2].Name)
	}
	if got := files(t, folder); len(got)+len(made) > 0 {
		t.Errorf("left %q", got)
	}
}

// A run that fails names the job, and what was made before it is whole.
func TestRunStops(t *testing.T) {
	list := jobs(t)
	broken := errors.New("no list")
	list[2].Compile = func() (*signage.Document, error) { return nil, broken }
	folder := t.TempDir()
	made, err := campaign.Run(t.Context(), folder, list, nil)
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), list[2].Name) {
		t.Errorf("error %v, want that of %s", err, list[2].Name)
	}
	if len(made) != 2 {
		t.Errorf("%d files are told of, want 2", len(made))
	}
	want := []string{"bang-ron-ti-le-1-10.pdf", "bang-ron.svg", "xem-truoc/bang-ron-ti-le-1-10.pdf.png", "xem-truoc/bang-ron.svg.png"}
	if got := files(t, folder); !slices.Equal(got, want) {
		t.Errorf("left %q, want %q", got, want)
	}
}

func TestScaledName(t *testing.T) {
	for _, c := range []struct {
		name  string
		scale int
		want  string
	}{
		{"a.pdf", 1, "a.pdf"},
		{"a.pdf", 10, "a-ti-le-1-10.pdf"},
		{"/tmp/x.y/bang-ron-6x0.8.pdf", 10, "/tmp/x.y/bang-ron-6x0.8-ti-le-1-10.pdf"},
		{"a-ti-le-1-10.pdf", 10, "a-ti-le-1-10.pdf"},
		{"a", 10, "a-ti-le-1-10"},
	} {
		if got := campaign.ScaledName(c.name, c.scale); got != c.want {
			t.Errorf("%s at 1:%d is %s, want %s", c.name, c.scale, got, c.want)
		}
	}
}

// A file has the size and the scale in its name once, and no scale that is not its own.
func TestPDFName(t *testing.T) {
	size, err := signage.LookupSize("bang-ron-6x0.8")
	if err != nil {
		t.Fatal(err)
	}
	shop, err := signage.LookupShop("hiflex-hem")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := signage.Compile(signage.Sign{Size: size, Text: "QR", Shop: &shop}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		scale int
		want  string
	}{
		{"bang-ron.pdf", 10, "bang-ron-6000x800mm-ti-le-1-10.pdf"},
		{"bang-ron-6000x800mm.pdf", 10, "bang-ron-6000x800mm-ti-le-1-10.pdf"},
		{"bang-ron-6000x800mm-ti-le-1-10.pdf", 10, "bang-ron-6000x800mm-ti-le-1-10.pdf"},
		{"bang-ron-ti-le-1-10.pdf", 10, "bang-ron-6000x800mm-ti-le-1-10.pdf"},
		{"bang-ron-6000x800mm-ti-le-1-10.pdf", 1, "bang-ron-6000x800mm.pdf"},
	} {
		if got, err := campaign.PDFName(c.name, doc, c.scale); got != c.want || err != nil {
			t.Errorf("%s at 1:%d is %s, %v, want %s", c.name, c.scale, got, err, c.want)
		}
	}
}

func TestLength(t *testing.T) {
	print, web := signage.Size{Width: 1000, Height: 500}, signage.Size{Width: 1000, Height: 500, Pixels: true}
	for _, c := range []struct {
		mm   float64
		size signage.Size
		want string
	}{
		{11938.2, print, "11,9 m"}, {1000, print, "1 m"}, {999.5, print, "100 cm"}, {229.64, print, "23 cm"}, {125.6, print, "12,6 cm"}, {99.9, print, "99,9 mm"}, {10, print, "10 mm"}, {1.48, print, "1,5 mm"},
		{48 * signage.PixelMM, web, "48 px"},
	} {
		if got := campaign.Length(c.mm, c.size); got != c.want {
			t.Errorf("%v mm is %q, want %q", c.mm, got, c.want)
		}
	}
}

// The demonstration is what the plan asks for: both slogans in every size, the five models, two drawings as SVG, and the
// boards of the model with QR codes.
func TestDemo(t *testing.T) {
	list, err := campaign.Demo(campaign.DemoUnit)
	if err != nil {
		t.Fatal(err)
	}
	made, models, drawings := map[string]int{}, map[string]bool{}, 0
	var postings []string
	for _, job := range list {
		if job.Compile != nil {
			doc, err := job.Compile()
			if err != nil {
				t.Fatalf("%s: %v", job.Name, err)
			}
			postings = append(postings, fmt.Sprintf("%s: %d", job.Name, doc.PageCount()))
			continue
		}
		if (job.Ticket != nil) != (job.Format == campaign.PDF) || (job.Sign.Shop != nil) != (job.Format == campaign.PDF) {
			t.Errorf("%s: shop %v, ticket %v", job.Name, job.Sign.Shop, job.Ticket)
		}
		if job.Sign.Unit != campaign.DemoUnit || job.Title == "" {
			t.Errorf("%s: unit %q, title %q", job.Name, job.Sign.Unit, job.Title)
		}
		if _, err := signage.Compile(job.Sign, nil); err != nil {
			t.Errorf("%s: %v", job.Name, err)
		}
		switch {
		case job.Sign.Kind == signage.Model:
			models[job.Sign.Slogan] = true
		case job.Format == campaign.SVG:
			drawings++
		default:
			made[fmt.Sprintf("%s %s %s", job.Format, job.Sign.Size.ID, job.Sign.Slogan)]++
		}
	}
	for _, c := range []struct {
		format campaign.Format
		sizes  string
	}{
		{campaign.PDF, "bang-ron-6x0.8 bang-ron-6x1 bang-ron-doc-0.8x2 phuon-0.8x2.5 pano-4x3 pano-3x2 poster-a2 poster-a3 standee-80x180 backdrop-5x3"},
		{campaign.PNG, "web-1200x300 web-1920x500 web-1080x1080"},
	} {
		for _, size := range strings.Fields(c.sizes) {
			for _, slogan := range []string{"chao-mung", "chu-de-2022"} {
				key := fmt.Sprintf("%s %s %s", c.format, size, slogan)
				if made[key] != 1 {
					t.Errorf("%d of %s", made[key], key)
				}
				delete(made, key)
			}
		}
	}
	if len(made) > 0 {
		t.Errorf("not in the plan: %v", made)
	}
	if got := strings.Join(postings, ", "); got != "bang-a3-procedure: 2, bang-a2-field: 1, bang-a3-list: 1, the-ban-a5: 1, poster-ma-a4: 1" {
		t.Errorf("postings and their pages: %s", got)
	}
	if drawings != 2 {
		t.Errorf("%d drawings as SVG, want 2", drawings)
	}
	for s := range signage.Slogans() {
		if s.Kind == "model" && !models[s.ID] {
			t.Errorf("no poster of %s", s.ID)
		}
	}
	if len(models) != 5 {
		t.Errorf("%d models, want 5", len(models))
	}
}
