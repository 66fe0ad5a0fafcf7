//go:build !windows

package main

import "syscall"

// ownErrors are the errors that only this kind of system has.
func ownErrors() []systemError {
	return []systemError{
		{syscall.EDQUOT, "đã dùng hết dung lượng được cấp", "the disk quota is used up"},
		{syscall.ETXTBSY, "tệp đang được chương trình khác dùng", "another program is using the file"},
	}
}
