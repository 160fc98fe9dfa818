// Package interval estimates a location from repeated measurements. It says how sure
// the estimate is, and how strong the evidence against a supposed location. Values come
// in, values go out.
//
// Two kinds of interval differ in when they may be looked at. That of [Sequence] rests
// on [Evidence], and holds at every look while the data grows. So one may stop when it
// is narrow enough. It asks for more values than the others. Those of [Median] and
// [HodgesLehmann], and the p-values of [SignTest] and [SignedRank], hold for a number
// of values that was fixed beforehand, and for one look.
//
// All of these are for one sample, of values or of ratios between two arms that were
// measured together. [RankSum], [Shift] and [Detects] are for two samples that were
// not: nothing that both share drops out, so they say less of the same times, and they
// too hold for one look. They need values that are independent within a sample and
// between both; [Trend] and [Autocorrelation] tell from the order of values if they are
// not, as far as so many values can. Equal medians do not suffice for RankSum to find
// nothing: it tests that both samples are draws of one distribution.
//
// Nothing is assumed about the shape of a distribution, since measured times have heavy
// tails and several modes. Median assumes that the values are independent draws of one
// distribution; launches of a fresh process are such values, samples within one process
// are not. The others for one sample assume fair coins as signs about the centre. Two
// arms that do not differ give such signs if their order is random.
//
// Several tests together need [Holm] or [BenjaminiHochberg]. The reciprocal of
// evidence is a p-value for them.
//
// It owns the arithmetic only. It declines text, units, verdicts and rules for
// stopping.
package interval
