// Package interval estimates a location from repeated measurements, says how sure the estimate is, and how strong the evidence
// against a supposed location. Values come in, values go out.
//
// Two kinds of interval differ in when they may be looked at. That of
// [Sequence] holds at every look while the data grows, so one may stop when
// it says enough, and [Evidence] is what it rests on; it asks for more values
// than the others. Those of [Median] and [HodgesLehmann], and the
// p-values of [SignTest] and [SignedRank], hold for a number of values that
// was fixed beforehand, and for one look.
//
// All of these are for one sample, of values or of ratios between two arms
// that were measured together. [RankSum], [Shift] and [Detects] are for
// two samples that were not: nothing that both share drops out, so they say
// less of the same times, and they too hold for one look. They need values
// that are independent within a sample and between both; [Trend] and
// [Autocorrelation] tell from the order of values where they are not, as far as
// so many can. Equal medians do not suffice for RankSum to find nothing: it
// tests that both samples are draws of one distribution.
//
// Nothing is assumed about the shape of a distribution, since measured times
// have heavy tails and several modes. Median assumes that the values
// are independent draws of one distribution; launches of a fresh process are
// such values, samples within one process are not. The others for one sample
// assume signs that are fair coins about the centre, which the random order of
// two arms gives where they do not differ.
//
// Several tests together need [Holm] or [BenjaminiHochberg]. The reciprocal of
// evidence is a p-value for them.
//
// It owns the arithmetic only. It declines text, units, and deciding what is
// better or worse or when to stop.
package interval
