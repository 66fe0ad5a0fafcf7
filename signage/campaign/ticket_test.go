package campaign_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/bangron/bangron/signage"
	"github.com/bangron/bangron/signage/campaign"
)

// A press file and its ticket are made together or not at all.
func TestWriteWithTicket(t *testing.T) {
	doc, err := signage.Compile(sign(t, "poster-a3"), nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "poster.pdf")
	ticket := campaign.TicketName(path)
	if err := campaign.WriteWithTicket(path, false, doc, nil, signage.Ticket{Quantity: 2}); err != nil {
		t.Fatal(err)
	}
	press, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := doc.Ticket(signage.Ticket{File: "poster.pdf", SHA256: fmt.Sprintf("%x", sha256.Sum256(press)), Quantity: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	expected := filepath.Join(t.TempDir(), "ticket.pdf")
	file, err := os.Create(expected)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(want.WritePDF(file, nil), file.Close()); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(ticket)
	if err != nil {
		t.Fatal(err)
	}
	if w, _ := os.ReadFile(expected); string(w) != string(got) {
		t.Error("the ticket does not name the file beside it")
	}

	// One of the two stands in the way.
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := campaign.WriteWithTicket(path, false, doc, nil, signage.Ticket{}); !errors.Is(err, campaign.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the press file was written beside the ticket of another")
	}
	// An office file has no ticket, and is not left behind without one.
	if err := os.Remove(ticket); err != nil {
		t.Fatal(err)
	}
	if err := campaign.WriteWithTicket(path, false, doc, &signage.PDFOptions{Profile: signage.Office}, signage.Ticket{}); !errors.Is(err, signage.ErrProfile) {
		t.Errorf("error %v, want ErrProfile", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("an office file was written for which there is no ticket")
	}
}
