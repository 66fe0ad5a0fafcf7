package main

import "syscall"

// The codes of winerror.h that have no name in package syscall.
const (
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
	errorInvalidName      = syscall.Errno(123)
	errorWriteProtect     = syscall.Errno(19)
)

// ownErrors are the errors that only this kind of system has.
func ownErrors() []systemError {
	return []systemError{
		{errorSharingViolation, "tệp đang mở trong chương trình khác", "the file is open in another program"},
		{errorLockViolation, "tệp đang mở trong chương trình khác", "the file is open in another program"},
		{errorHandleDiskFull, "ổ đĩa đã đầy", "no space left on the disk"},
		{errorDiskFull, "ổ đĩa đã đầy", "no space left on the disk"},
		{errorInvalidName, "tên tệp không hợp lệ", "the name is not valid"},
		{errorWriteProtect, "ổ đĩa chỉ cho đọc", "the disk is read-only"},
	}
}
