package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/bangron/bangron/qr"
	"github.com/bangron/bangron/signage"
)

// hostFlags are the flags that admit links to hosts outside of .gov.vn.
type hostFlags struct {
	named []string // each admitted by name, which is said and recorded with every code that leads to it
	file  string   // of the office's own hosts
	own   []string // what the file lists, once it is read
}

func (p *program) hostFlags(c *cobra.Command, f *hostFlags) {
	flags := c.Flags()
	flags.StringArrayVar(&f.named, "allow-host", nil,
		p.say("`tên miền` ngoài .gov.vn được chấp nhận đích danh; .x.com.vn là x.com.vn và mọi tên dưới nó (lặp lại được)",
			"`host` outside of .gov.vn to admit by name; .x.com.vn is x.com.vn and every host below it (may be repeated)"))
	flags.StringVar(&f.file, "allow-file", "", p.say("`tệp` ghi các tên miền của chính đơn vị, mỗi dòng một tên; sau dấu # là ghi chú",
		"`file` of the office's own hosts, one to a line; comments begin with #"))
}

// read reads the file of hosts and refuses those that admit nothing.
func (f *hostFlags) read() error {
	var fault *qr.HostError
	if err := f.policy().CheckHosts(); errors.As(err, &fault) {
		w := fault.Wording()
		if fault.Entry == "" {
			w = qr.Wording{VI: "Tên miền để trống", EN: "The host is empty"}
		}
		return usage("--allow-host", w.VI+".", w.EN+".")
	}
	if f.file == "" {
		return nil
	}
	file, err := os.Open(f.file)
	if err != nil {
		return err
	}
	defer file.Close()
	f.own, err = qr.ReadHosts(file)
	if errors.As(err, &fault) {
		w := fault.Wording()
		return &signage.Error{Diagnostics: []signage.Diagnostic{{
			Code: "allow-file", Severity: signage.SeverityError, Field: f.file, VI: "Danh sách tên miền, " + w.VI + ".", EN: "List of hosts, " + w.EN + ".",
			FixVI: "Sửa dòng này; mỗi dòng một tên miền, ghi chú sau dấu #.", FixEN: "Correct the line; one host to a line, comments behind a #.",
		}}}
	}
	return err
}

// policy is what the flags admit.
func (f *hostFlags) policy() *qr.LinkPolicy {
	p := &qr.LinkPolicy{}
	f.extend(p)
	return p
}

// extend admits with a policy what the flags admit.
func (f *hostFlags) extend(p *qr.LinkPolicy) {
	p.Allow = append(p.Allow, f.own...)
	p.Override = append(p.Override, f.named...)
}
