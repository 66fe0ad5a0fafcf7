// Package signage makes printable public signage for Vietnam: banners (băng rôn), vertical banners and phướn, panos,
// posters, standees, backdrops and web banners, at true size.
//
// A [Sign] says what is wanted; [Compile] lays it out into a [Document]; the document writes itself as PDF, PNG or SVG,
// which all show the same picture. The wording of a slogan is never altered: what does not fit, cannot be read or lacks
// a letter is an [*Error] with the place and the remedy, and what was repaired or chosen is a [Diagnostic].
//
// The same input gives the same bytes. Nothing is read from the network, the clock or the home directory. All functions
// are safe for concurrent use.
package signage
