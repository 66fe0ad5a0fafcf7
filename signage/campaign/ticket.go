package campaign

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bangron/bangron/signage"
)

// TicketName is the name of the ticket of a press file.
func TicketName(path string) string {
	return strings.TrimSuffix(path, filepath.Ext(path)) + "-phieu-in.pdf"
}

// WriteWithTicket writes a document as a press file and its ticket beside it, which names the file and its hash. Neither
// is written where one of them stands in the way and overwrite is false, or where there is no ticket for the file. pdf
// may be nil.
func WriteWithTicket(path string, overwrite bool, doc *signage.Document, pdf *signage.PDFOptions, t signage.Ticket) error {
	for _, name := range []string{path, TicketName(path)} {
		if _, err := os.Lstat(name); err == nil && !overwrite {
			return fmt.Errorf("%w: %s", ErrExists, name)
		}
	}
	var press bytes.Buffer
	if err := doc.WritePDF(&press, pdf); err != nil {
		return err
	}
	var created time.Time
	if pdf != nil {
		created = pdf.Created
	}
	t.File, t.SHA256 = filepath.Base(path), fmt.Sprintf("%x", sha256.Sum256(press.Bytes()))
	ticket, err := doc.Ticket(t, pdf)
	if err != nil {
		return err
	}
	// The press file takes its name last, when all of it and its ticket are on the disk.
	return WriteFile(path, overwrite, func(w io.Writer) error {
		if _, err := w.Write(press.Bytes()); err != nil {
			return err
		}
		return WriteFile(TicketName(path), overwrite, func(w io.Writer) error { return ticket.WritePDF(w, &signage.PDFOptions{Created: created}) })
	})
}
