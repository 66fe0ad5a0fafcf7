package main

func Example() {
	main()
	// Output:
	// CHÀO MỪNG NGÀY CHUYỂN ĐỐI SỐ QUỐC GIA 10/10
	//   warning near-slogan
	//   warning misspelling
	//   info loud-date
	// NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM VIỆT NAM
	//   warning doubled-words
	//   info phrase-price
	// HẠN CUỐI LÀ NGÀY 31/4
	//   warning impossible-date
	//   info phrase-price
	// QUỐС GIA
	//   error foreign-letter
}
