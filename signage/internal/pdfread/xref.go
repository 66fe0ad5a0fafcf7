package pdfread

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// entry is where an object is.
type entry struct {
	offset int64  // from the header; of a compressed object, the number of its object stream
	index  uint32 // the generation; of a compressed object, its place in the stream
	kind   kind
}

type kind byte

const (
	free kind = iota
	direct
	compressed
)

// generation is 0 for compressed objects (7.5.7).
func (e entry) generation() int {
	if e.kind == direct {
		return int(e.index)
	}
	return 0
}

// readXRef reads the cross-reference sections from the newest to the oldest.
func (f *File) readXRef() error {
	f.entries = map[int]entry{}
	at, err := f.startXRef()
	if err != nil {
		return err
	}
	read := map[int64]bool{}
	for {
		if read[at] {
			f.note(damaged("các bảng tham chiếu nối thành vòng", "the cross-reference sections form a loop"))
			return nil
		}
		if len(read) == maxRevisions {
			return overLimit("số lần sửa đổi của tệp", "revisions of the file", maxRevisions)
		}
		read[at] = true
		trailer, err := f.section(at)
		if err != nil {
			return err
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		prev, ok := trailer["Prev"].(int64)
		if !ok || prev == 0 {
			return nil
		}
		at = prev
	}
}

func encrypted() error {
	return &Error{Cause: ErrEncrypted, VI: "tệp bị khóa bằng mật khẩu hoặc mã hóa; hãy xuất lại tệp không khóa",
		EN: "the file is encrypted; export it again without protection", Offset: -1}
}

// startXRef is the offset that the end of the file names (7.5.5).
func (f *File) startXRef() (int64, error) {
	const mark = "startxref"
	tail := make([]byte, min(f.size, maxTail))
	n, err := f.data.ReadAt(tail, f.size-int64(len(tail)))
	if err != nil && err != io.EOF {
		return 0, unreadable(err, f.size-int64(len(tail))+f.base)
	}
	at := bytes.LastIndex(tail[:n], []byte(mark))
	if at < 0 {
		return 0, damaged("cuối tệp không có startxref (tệp bị cắt cụt?)", "there is no startxref at the end of the file (is it cut?)")
	}
	x := lexer{data: tail[at+len(mark) : n], known: &f.known}
	o, err := x.object()
	offset, ok := o.(int64)
	if err != nil || !ok {
		return 0, damaged("startxref không có số", "startxref has no number")
	}
	return offset, nil
}

// section reads a cross-reference section, table or stream, and gives its trailer.
func (f *File) section(at int64) (Dict, error) {
	var table int // where the entries of a table begin
	_, err := f.parse(at, func(x *lexer) error {
		if t, _, err := x.next(); err == nil && t == tokenWord && string(x.word) == "xref" {
			table = x.pos
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if table == 0 {
		return f.xrefStream(at)
	}
	entries, end, err := f.table(at + int64(table))
	if err != nil {
		return nil, err
	}
	trailer, err := f.dictAt(end)
	if err != nil {
		return nil, err
	}
	if trailer["Encrypt"] != nil {
		return nil, encrypted()
	}
	// In a file for old and new readers the table calls free what the stream beside it knows of (7.5.8.4).
	if stream, ok := trailer["XRefStm"].(int64); ok {
		if _, err := f.xrefStream(stream); err != nil {
			return nil, err
		}
	}
	for _, e := range entries {
		f.add(e.number, e.entry)
	}
	return trailer, nil
}

func (f *File) dictAt(offset int64) (Dict, error) {
	var d Dict
	_, err := f.parse(offset, func(x *lexer) error {
		o, err := x.object()
		if err != nil {
			return err
		}
		var ok bool
		if d, ok = o.(Dict); !ok {
			return x.damaged(0, "thiếu từ điển trailer", "the trailer dictionary is missing")
		}
		return nil
	})
	return d, err
}

type numbered struct {
	number int
	entry
}

// table reads the entries of a table (7.5.4) and gives the place after the word "trailer".
func (f *File) table(offset int64) ([]numbered, int64, error) {
	w := words{r: bufio.NewReader(io.NewSectionReader(f.data, offset, f.size-offset))}
	broken := func() ([]numbered, int64, error) {
		if w.err != nil && w.err != io.EOF {
			return nil, 0, unreadable(w.err, offset+w.read+f.base)
		}
		e := damaged("bảng tham chiếu bị hỏng", "the cross-reference table is damaged")
		e.Offset = offset + w.read + f.base
		return nil, 0, e
	}
	var entries []numbered
	for {
		word := w.next()
		if string(word) == "trailer" {
			break
		}
		first, ok1 := decimal(word)
		count, ok2 := decimal(w.next())
		if !ok1 || !ok2 || first+count > maxNumber {
			return broken()
		}
		for i := range count {
			at, ok1 := decimal(w.next())
			generation, ok2 := decimal(w.next())
			kind := w.next()
			if !ok1 || !ok2 || len(kind) != 1 || generation > maxNumber {
				return broken()
			}
			e := numbered{number: int(first + i)}
			switch {
			case kind[0] == 'n' && at > 0:
				e.entry = entry{at, uint32(generation), direct}
			case kind[0] != 'n' && kind[0] != 'f':
				return broken()
			}
			if err := f.count(); err != nil {
				return nil, 0, err
			}
			entries = append(entries, e)
		}
	}
	return entries, offset + w.read, f.spend(w.read)
}

// add records where an object is, unless a newer section did so.
func (f *File) add(number int, e entry) {
	if _, known := f.entries[number]; !known && number > 0 {
		f.entries[number] = e
		f.objectStreams = f.objectStreams || e.kind == compressed
	}
}

// count counts an entry.
func (f *File) count() error {
	if f.counted++; f.counted > f.limits.Objects {
		return overLimit("số đối tượng của tệp", "objects of the file", f.limits.Objects)
	}
	return nil
}

// words splits a table at its white space, line ends of any kind included.
type words struct {
	r    *bufio.Reader
	read int64
	word [24]byte
	err  error
}

// next gives a word of up to 24 bytes; an empty one at the end of the file.
func (w *words) next() []byte {
	n := 0
	for n < len(w.word) {
		c, err := w.r.ReadByte()
		if err != nil {
			w.err = err
			break
		}
		if class[c] != regular {
			if n > 0 || class[c] == delimiter {
				w.r.UnreadByte()
				break
			}
			w.read++
			continue
		}
		w.read++
		w.word[n] = c
		n++
	}
	return w.word[:n]
}

// decimal reads digits, up to 18 of them.
func decimal(word []byte) (int64, bool) {
	var n int64
	for _, c := range word {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, len(word) > 0 && len(word) <= 18
}

// xrefStream reads a cross-reference stream (7.5.8) and gives its dictionary, which is the trailer.
func (f *File) xrefStream(at int64) (Dict, error) {
	r, o, _, err := f.indirectAt(at)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, f.elsewhere(at)
	}
	if s.Dict["Encrypt"] != nil {
		return nil, encrypted()
	}
	f.xrefStreams = true
	return s.Dict, of(r, f.xrefEntries(s))
}

func (f *File) xrefEntries(s *Stream) error {
	broken := damaged("luồng tham chiếu bị hỏng", "a cross-reference stream is damaged")
	widths, _ := s.Dict["W"].(Array)
	if len(widths) < 3 {
		return broken
	}
	var width [3]int
	for i := range width {
		n, ok := widths[i].(int64)
		if !ok || n < 0 || n > 8 {
			return broken
		}
		width[i] = int(n)
	}
	index, ok := s.Dict["Index"].(Array)
	if !ok {
		index = Array{int64(0), s.Dict["Size"]}
	}
	decoded, err := f.Reader(s)
	if errors.Is(err, ErrImage) {
		return broken
	}
	if err != nil {
		return err
	}
	b := bufio.NewReader(decoded)
	row := make([]byte, width[0]+width[1]+width[2])
	for i := 0; i+1 < len(index); i += 2 {
		first, ok1 := index[i].(int64)
		count, ok2 := index[i+1].(int64)
		if !ok1 || !ok2 || first < 0 || count < 0 || first > maxNumber || count > maxNumber {
			return broken
		}
		for n := range count {
			if err := f.count(); err != nil {
				return err
			}
			if _, err := io.ReadFull(b, row); err == io.EOF && i+2 == len(index) {
				f.note(broken)
				return nil // a /Size that is too high
			} else if err == io.EOF || err == io.ErrUnexpectedEOF {
				return broken
			} else if err != nil {
				return err
			}
			f.add(int(first+n), xrefEntry(row, width))
		}
	}
	return nil
}

func xrefEntry(row []byte, width [3]int) entry {
	field := func(n int) uint64 {
		var v uint64
		for _, c := range row[:n] {
			v = v<<8 | uint64(c)
		}
		row = row[n:]
		return v
	}
	kind := uint64(1) // where the field has no width
	if width[0] > 0 {
		kind = field(width[0])
	}
	at, index := field(width[1]), field(width[2])
	switch {
	case at == 0 || at > 1<<62 || index > maxNumber:
	case kind == 1:
		return entry{int64(at), uint32(index), direct}
	case kind == 2 && at <= maxNumber:
		return entry{int64(at), uint32(index), compressed}
	}
	return entry{}
}
