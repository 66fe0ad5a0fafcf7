package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
	"github.com/bangron/bangron/signage/spec"
)

// signFlags are the flags of "bangron sign": a spec as the file has it, and where and how the sign is written.
type signFlags struct {
	spec.Spec
	file         string
	hosts        hostFlags
	out, profile string
	bleed        string
	icc          string
	userUnit     bool
	tile         string
	overlap      string
	proof        bool
	diagram      bool
	ticket       bool
	quantity     int
	contact      string
	date         string
	dpi          float64
	px           string
	force        bool
}

func (p *program) sign() *cobra.Command {
	var f signFlags
	c := &cobra.Command{
		Use:   "sign",
		Short: p.say("Làm một băng rôn, pano, poster …", "Make one banner, pano, poster …"),
		Example: `  bangron sign --size bang-ron-6x0.8 --slogan chao-mung --unit "UBND xã Tân Trào" -o bang-ron.pdf
  bangron sign --size "6m x 80cm" --text "CHÀO MỪNG|ĐẠI HỘI ĐẢNG BỘ XÃ TÂN TRÀO" -o bang-ron.svg
  bangron sign -f sign.yaml -o out.pdf`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return p.makeSign(c.Context(), &f, c.Flags()) },
	}
	flags := c.Flags()
	flags.SortFlags = false
	text := func(value *string, name, vi, en string) { flags.StringVar(value, name, "", p.say(vi, en)) }
	flags.StringVarP(&f.file, "file", "f", "", p.say("`tệp` YAML mô tả sản phẩm, - là đầu vào chuẩn; tùy chọn ghi thêm được ưu tiên hơn tệp", "YAML `file` that describes the sign, - for standard input; other flags win over it"))
	text(&f.Size, "size", "`khổ`: tên trong danh mục (bangron sizes) hoặc rộng x cao kèm đơn vị (6mx80cm)", "`size`: a name of the catalogue (bangron sizes), or width x height with a unit (6mx80cm)")
	text(&f.Kind, "kind", "`loại`: banner, vertical, phuon, pano, poster, standee, backdrop, web, model (mặc định theo khổ)", "`kind`: banner, vertical, phuon, pano, poster, standee, backdrop, web, model (by the size when left out)")
	text(&f.Slogan, "slogan", "`tên` khẩu hiệu trong danh mục (bangron slogans)", "`name` of a slogan of the catalogue (bangron slogans)")
	text(&f.Text, "text", "`chữ` tự ghi; | xuống dòng, ~ giữ liền hai từ", "own `text`; | breaks a line, ~ keeps two words together")
	text(&f.SecondSlogan, "second-slogan", "`tên` khẩu hiệu thứ hai trong danh mục", "`name` of a second slogan of the catalogue")
	text(&f.Second, "second", "`chữ` của khẩu hiệu thứ hai tự ghi", "own `text` of a second slogan")
	text(&f.Unit, "unit", "`tên` đơn vị ký", "`name` of the unit that signs")
	text(&f.Dates, "dates", "`ngày` tháng, ghi đúng như sẽ in", "`dates`, as they are to be printed")
	text(&f.Theme, "theme", "bộ `màu`: do, xanh, sang (bangron themes)", "`theme`: do (red), xanh (blue), sang (light)")
	text(&f.Shop, "shop", "`kiểu` gia công của xưởng in (bangron shops): tràn lề, vùng an toàn, dấu cắt", "`preset` of the print shop (bangron shops): bleed, safe zone, marks")
	text(&f.bleed, "bleed", "`số` mm tràn lề quanh khổ cắt của tệp in, 0 là bỏ (mặc định theo --shop, không có thì 20 cho bạt, 3 cho giấy)", "`mm` of bleed round the trim of a press file, 0 for none (by default that of --shop, else 20 on vinyl and 3 on paper)")
	text(&f.Logo, "logo", "`tệp` logo PNG, JPEG hoặc SVG", "logo `file`, PNG, JPEG or SVG")
	text(&f.Font, "font", "`phông` cho chữ lớn: tệp TTF, OTF của đơn vị hoặc tên có sẵn (bangron fonts)", "`font` of the large letters: your own TTF or OTF, or an embedded one (bangron fonts)")
	text(&f.Code.Payload, "code", "`mã` QR: nội dung, thường là liên kết https", "`content` of a QR code, usually a https link")
	text(&f.Code.Verb, "verb", "`lời` mời bên mã QR", "`words` on what the QR code is for")
	p.hostFlags(c, &f.hosts)
	flags.StringArrayVar(&f.Steps, "step", nil, p.say("một `bước` của poster mô hình (lặp lại 3 đến 5 lần)", "a `step` of a model's poster (3 to 5 times)"))
	flags.Uint64Var(&f.Seed, "seed", 0, p.say("`số` chọn họa tiết nền", "`number` that chooses the ornament"))
	text(&f.Convert, "convert", "`mã` cũ của chữ cần chuyển: tcvn3, vni hoặc auto", "convert text in an old `encoding`: tcvn3, vni or auto")
	flags.StringVarP(&f.out, "output", "o", "", p.say("`tệp` kết quả .pdf, .png hoặc .svg", "a .pdf, .png or .svg `file`"))
	flags.StringVar(&f.profile, "profile", "", p.say("`kiểu` PDF: press (PDF/X-1a, CMYK, mặc định), press-x4 (PDF/X-4) hoặc office (RGB, chữ tìm được, có liên kết)", "`profile` of a PDF: press (PDF/X-1a, CMYK, the default), press-x4 (PDF/X-4) or office (RGB, searchable text, links)"))
	text(&f.tile, "tile", "chia biển ra các tờ `giấy` a4, a3 để in máy văn phòng rồi dán, kèm sơ đồ ghép; khổ khác như 2500x1100mm cùng --profile press để xưởng in từng tờ đúng khổ thật", "split the sign over sheets of `paper` a4 or a3, to be printed in the office and glued, with a plan; another size such as 2500x1100mm with --profile press for a shop to print at true size")
	text(&f.overlap, "overlap", "`phần` chồng giữa hai tờ, mặc định 10mm", "`overlap` of two sheets, 10mm by default")
	flags.BoolVar(&f.proof, "proof", false, p.say("làm bản duyệt ma-két A4 có dấu CHƯA DUYỆT, thay cho tệp in", "make an A4 sheet for approval, marked CHƯA DUYỆT, instead of the file for print"))
	flags.BoolVar(&f.diagram, "diagram", false, p.say("làm sơ đồ gia công A4 theo --shop, thay cho tệp in", "make an A4 diagram of the finishing by --shop, instead of the file for print"))
	flags.BoolVar(&f.ticket, "ticket", false, p.say("kèm phiếu in A4 cho xưởng, cạnh tệp in", "write a job ticket of A4 for the shop beside the file"))
	flags.IntVar(&f.quantity, "quantity", 0, p.say("`số` bản ghi trên phiếu in", "`number` of copies on the ticket"))
	text(&f.contact, "contact", "`người` liên hệ ghi trên phiếu in", "`contact` on the ticket")
	text(&f.date, "date", "`ngày` ghi trong PDF và dòng chữ cạnh dấu cắt, ví dụ 2025-09-20 hoặc 20/09/2025 (mặc định hôm nay)", "`date` in a PDF and in the line beside its crop marks, such as 2025-09-20 (today by default)")
	text(&f.icc, "icc", "`tệp` .icc của máy in ở xưởng, thay cho FOGRA39", "the print shop's .icc `file`, instead of FOGRA39")
	flags.BoolVar(&f.userUnit, "user-unit", false, p.say("giữ đúng khổ thật trên 5,08 m bằng UserUnit (press-x4, office), thay vì tỉ lệ 1:10", "true size over 5.08 m by UserUnit (press-x4, office), not 1:10"))
	flags.Float64Var(&f.dpi, "dpi", 0, p.say("`số` điểm ảnh mỗi inch của PNG, theo khổ thật", "resolution of a PNG at true size, in `pixels` per inch"))
	text(&f.px, "px", "`cỡ` PNG: rộng (1600) hoặc rộng x cao (1600x400) điểm ảnh", "`size` of a PNG: width (1600) or width x height (1600x400) in pixels")
	flags.BoolVar(&f.force, "force", false, p.say("ghi đè tệp đã có", "replace an existing file"))
	p.completeSign(c)
	return c
}

func (p *program) makeSign(ctx context.Context, f *signFlags, flags *pflag.FlagSet) error {
	format, err := outputFormat(f.out)
	if err != nil {
		return err
	}
	if err := f.check(flags, format); err != nil {
		return err
	}
	png, err := f.pngOptions()
	if err != nil {
		return err
	}
	if f.file != "" {
		if err := f.readFile(flags); err != nil {
			return err
		}
	}
	if err := f.hosts.read(); err != nil {
		return err
	}
	if f.bleed != "" {
		f.Finish = maps.Clone(f.Finish)
		if f.Finish == nil {
			f.Finish = map[string]string{}
		}
		f.Finish["bleed"] = f.bleed
	}
	design, options, err := f.Design()
	if err != nil {
		return err
	}
	if design.Code != nil {
		f.hosts.extend(design.Code.Links)
	}
	doc, err := signage.Compile(design, options)
	if err != nil {
		return err
	}
	switch {
	case f.proof:
		doc, err = doc.Proof()
	case f.diagram:
		doc, err = doc.Diagram()
	}
	if err != nil {
		return err
	}
	if f.tile != "" {
		if doc, err = f.tiled(doc); err != nil {
			return err
		}
	}
	var found []signage.Diagnostic
	pdf := &signage.PDFOptions{Profile: signage.Profile(f.profile), UserUnit: f.userUnit, Warn: func(d signage.Diagnostic) { found = append(found, d) }}
	path, scale, sheet := f.out, 1, doc.Size()
	if format == campaign.PDF {
		if err := p.fillPDF(pdf, f, doc); err != nil {
			return err
		}
		scale = doc.Scale(pdf)
		if doc.Profile(pdf) != signage.Office {
			sheet = doc.Sheet()
		}
		name, err := campaign.PDFName(filepath.Base(f.out), doc, scale)
		if err != nil {
			return err
		}
		path = filepath.Join(filepath.Dir(f.out), name)
	}
	if err := f.checkOutput(path); err != nil {
		return err
	}
	ticket := ""
	if f.ticket {
		ticket = campaign.TicketName(path)
		if err := f.checkOutput(ticket); err != nil {
			return err
		}
		if _, err := os.Lstat(ticket); err == nil && !f.force {
			return &writeError{ticket, campaign.ErrExists}
		}
		err = campaign.WriteWithTicket(path, f.force, doc, pdf, signage.Ticket{Quantity: f.quantity, Contact: f.contact})
	} else {
		err = campaign.WriteFile(path, f.force, func(w io.Writer) error {
			w = stoppable{ctx, w}
			switch format {
			case campaign.PDF:
				return doc.WritePDF(w, pdf)
			case campaign.SVG:
				return doc.WriteSVG(w)
			}
			return doc.WritePNG(w, png)
		})
	}
	if err != nil {
		return &writeError{path, err}
	}
	return p.report(path, ticket, format, scale, sheet, doc, found)
}

// fillPDF fills in what the PDF of a document needs. Which profile that is may be up to the shop, so only now it is known
// whether the flags go with it.
func (p *program) fillPDF(o *signage.PDFOptions, f *signFlags, doc *signage.Document) (err error) {
	profile := doc.Profile(o)
	switch {
	case f.userUnit && profile == signage.Press:
		return usage("--user-unit", "--user-unit chỉ dùng với --profile press-x4 hoặc office.", "--user-unit goes with --profile press-x4 or office.")
	case f.icc != "" && profile == signage.Office:
		return usage("--icc", "--icc chỉ dùng cho PDF press hoặc press-x4, tệp này là office.", "--icc is for press and press-x4 PDFs; this one is office.")
	}
	if f.icc != "" {
		if o.ICC, err = readProfile(f.icc); err != nil {
			return err
		}
	}
	if f.date == "" {
		o.Created, err = p.today()
	} else {
		o.Created, err = dateOf("--date", f.date)
	}
	return err
}

// tiled splits a sign over sheets.
func (f *signFlags) tiled(doc *signage.Document) (*signage.Document, error) {
	paper, err := signage.LookupPaper(f.tile, false)
	var refused *signage.Error
	if errors.As(err, &refused) {
		for i := range refused.Diagnostics {
			refused.Diagnostics[i].Field = "--tile"
		}
	}
	if err != nil {
		return nil, err
	}
	overlap := 10.0
	if f.overlap != "" {
		if overlap, err = lengthOf("--overlap", f.overlap); err != nil {
			return nil, err
		}
	}
	return doc.Tile(paper, overlap)
}

// readProfile reads a colour profile, or as much of a larger file as shows that it is too large.
func readProfile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, signage.MaxProfileBytes+1))
}

// outputFormat is that of a file's ending.
func outputFormat(path string) (campaign.Format, error) {
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case path == "":
		return "", usage("--output", "Thiếu tệp kết quả: thêm -o ten.pdf (hoặc .png, .svg).", "There is no output file: add -o name.pdf (or .png, .svg).")
	case strings.EqualFold(filepath.Base(path), ending):
		return "", usage("--output", "Tệp kết quả thiếu tên trước đuôi "+ending+": viết -o ten"+ending+".", "The output file has no name before "+ending+": write -o name"+ending+".")
	case ending == ".pdf" || ending == ".png" || ending == ".svg":
		return campaign.Format(ending[1:]), nil
	}
	return "", usage("--output", "Tên tệp kết quả phải có đuôi .pdf, .png hoặc .svg.", "The output file must end in .pdf, .png or .svg.")
}

// check refuses flags that contradict each other or would have no effect.
func (f *signFlags) check(flags *pflag.FlagSet, format campaign.Format) error {
	dpi, px, profile := flags.Changed("dpi"), flags.Changed("px"), flags.Changed("profile")
	switch {
	case f.file == "" && f.Size == "":
		return usage("--size", "Thiếu khổ: thêm --size (xem bangron sizes) hoặc -f tệp.yaml.", "There is no size: add --size (see bangron sizes) or -f file.yaml.")
	case dpi && px:
		return usage("--dpi", "Chỉ dùng một trong hai: --dpi hoặc --px.", "Use one of --dpi and --px.")
	case dpi && format != campaign.PNG:
		return usage("--dpi", "--dpi chỉ dùng cho tệp .png; PDF và SVG là hình vectơ, in nét ở mọi cỡ.", "--dpi is for .png files; PDF and SVG are vector drawings, sharp at any size.")
	case px && format != campaign.PNG:
		return usage("--px", "--px chỉ dùng cho tệp .png; PDF và SVG là hình vectơ, in nét ở mọi cỡ.", "--px is for .png files; PDF and SVG are vector drawings, sharp at any size.")
	case dpi && !(f.dpi > 0 && f.dpi <= math.MaxInt32):
		return usage("--dpi", "--dpi phải là một số lớn hơn 0, ví dụ 100.", "--dpi takes a number over 0, such as 100.")
	case f.ticket && format != campaign.PDF:
		return usage("--ticket", "--ticket chỉ dùng cho tệp .pdf.", "--ticket is for .pdf files.")
	case (f.proof || f.diagram) && (f.ticket || f.tile != "" || f.icc != "" || profile || f.userUnit):
		return usage("--proof", "--proof và --diagram làm một trang A4 để xem, không dùng cùng --ticket, --tile, --icc, --profile, --user-unit.", "--proof and --diagram make an A4 page to be looked at; they do not go with --ticket, --tile, --icc, --profile and --user-unit.")
	case f.proof && f.diagram:
		return usage("--diagram", "Chỉ dùng một trong hai: --proof hoặc --diagram.", "Use one of --proof and --diagram.")
	case f.ticket && (f.tile != "" || f.profile == "office"):
		return usage("--ticket", "--ticket đi cùng tệp cho xưởng in (press, press-x4).", "--ticket goes with a file for a print shop (press, press-x4).")
	case !f.ticket && (flags.Changed("quantity") || f.contact != ""):
		return usage("--ticket", "--quantity và --contact chỉ dùng cùng với --ticket.", "--quantity and --contact go with --ticket only.")
	case flags.Changed("quantity") && (f.quantity < 1 || f.quantity > signage.MaxQuantity):
		return usage("--quantity", fmt.Sprintf("--quantity nhận số bản từ 1 đến %d.", signage.MaxQuantity), fmt.Sprintf("--quantity takes 1 to %d copies.", signage.MaxQuantity))
	case f.overlap != "" && f.tile == "":
		return usage("--overlap", "--overlap chỉ dùng cùng với --tile.", "--overlap goes with --tile only.")
	case f.tile != "" && format != campaign.PDF:
		return usage("--tile", "--tile chỉ dùng cho tệp .pdf.", "--tile is for .pdf files.")
	case f.userUnit && format != campaign.PDF:
		return usage("--user-unit", "--user-unit chỉ dùng cho tệp .pdf.", "--user-unit is for .pdf files.")
	case f.icc != "" && format != campaign.PDF:
		return usage("--icc", "--icc chỉ dùng cho tệp .pdf.", "--icc is for .pdf files.")
	case f.bleed != "" && (format != campaign.PDF || f.profile == "office" || f.proof):
		return usage("--bleed", "--bleed chỉ dùng cho PDF press, press-x4; tệp khác chỉ có khổ cắt.", "--bleed is for press and press-x4 PDFs; other files are the trimmed sign alone.")
	case f.date != "" && format != campaign.PDF:
		return usage("--date", "--date chỉ dùng cho tệp .pdf.", "--date is for .pdf files.")
	case profile && format != campaign.PDF:
		return usage("--profile", "--profile chỉ dùng cho tệp .pdf.", "--profile is for .pdf files.")
	case profile && !slices.Contains([]signage.Profile{signage.Press, signage.PressX4, signage.Office}, signage.Profile(f.profile)):
		return usage("--profile", "--profile chỉ nhận press, press-x4 hoặc office.", "--profile takes press, press-x4 or office.")
	}
	return nil
}

// readFile reads the spec and sets the flags that were given over it.
func (f *signFlags) readFile(flags *pflag.FlagSet) error {
	given, steps := map[string]string{}, f.Steps
	flags.Visit(func(flag *pflag.Flag) { given[flag.Name] = flag.Value.String() })
	open := spec.Open
	if f.file == "-" {
		open = func(string) (*spec.Spec, error) { return spec.Read(os.Stdin, ".") }
	}
	file, err := open(f.file)
	if err != nil {
		return err
	}
	f.Spec = *file
	if flags.Changed("step") {
		f.Steps = steps
	}
	delete(given, "step")
	delete(given, "allow-host")
	delete(given, "lang")
	for name, value := range given {
		if err := flags.Set(name, value); err != nil {
			return flagError(flags, err)
		}
	}
	// A wording of the command line stands for the one of the file, whichever way that is given.
	for _, either := range []struct {
		text, slogan           string
		textValue, sloganValue *string
	}{{"text", "slogan", &f.Text, &f.Slogan}, {"second", "second-slogan", &f.Second, &f.SecondSlogan}} {
		switch text, slogan := flags.Changed(either.text), flags.Changed(either.slogan); {
		case text && !slogan:
			*either.sloganValue = ""
		case slogan && !text:
			*either.textValue = ""
		}
	}
	return nil
}

func (f *signFlags) pngOptions() (*signage.PNGOptions, error) {
	o := &signage.PNGOptions{DPI: f.dpi}
	if f.px == "" {
		return o, nil
	}
	width, height, both := strings.Cut(strings.ReplaceAll(strings.ToLower(f.px), "×", "x"), "x")
	var err error
	if o.Width, err = pixels(width); err == nil && both {
		o.Height, err = pixels(height)
	}
	return o, err
}

func pixels(text string) (int, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 32)
	if err != nil || n <= 0 {
		return 0, usage("--px", "--px cần số nguyên lớn hơn 0, ví dụ 1600 hoặc 1600x400.", "--px takes whole numbers over 0, such as 1600 or 1600x400.")
	}
	return int(n), nil
}

// checkOutput refuses to write over a folder or over what the sign was made from.
func (f *signFlags) checkOutput(path string) error {
	out, err := os.Stat(path)
	if err != nil {
		return nil // a new file; what stands against it is found when it is written
	}
	if out.IsDir() {
		return &writeError{path, &fs.PathError{Op: "open", Path: path, Err: syscall.EISDIR}}
	}
	for _, input := range []string{f.file, f.Logo, f.Font} {
		if in, err := os.Stat(input); err == nil && os.SameFile(in, out) {
			return usage("--output", "Tệp kết quả trùng với tệp đầu vào.", "The output file is one of the input files.")
		}
	}
	return nil
}

// stoppable is a writer that fails after a signal has asked the program to stop, so that what it writes to is removed.
type stoppable struct {
	ctx context.Context
	w   io.Writer
}

func (s stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.w.Write(b)
}
