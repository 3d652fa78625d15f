import type { Judgements } from './judged.ts'

/** How well one ranking answers one query, each from 0 to 1. */
export interface Scores {
  readonly ndcg10: number
  readonly recall100: number
  /** The first document is relevant. */
  readonly success1: number
}

/**
 * The measures as trec_eval computes them, which BEIR asks by pytrec_eval: `ndcg_cut_10`, `recall_100` and
 * `success_1`. A document that was not judged counts 0; the ideal ranking is of all that were judged relevant,
 * also those the corpus lacks. At least one of them has to be, or there is nothing to measure: see `isMeasurable`.
 */
export function score(ranking: readonly string[], judged: Judgements): Scores {
  const gains = ranking.map(document => gainOf(judged.get(document)))
  const ideal = [...judged.values()].map(gainOf).sort((a, b) => b - a)
  const relevant = ideal.filter(gain => gain > 0).length
  const found = gains.slice(0, 100).filter(gain => gain > 0).length
  return {
    ndcg10: discounted(gains, 10) / discounted(ideal, 10),
    recall100: found / relevant,
    success1: (gains[0] ?? 0) > 0 ? 1 : 0,
  }
}

/** Whether any document is relevant; queries without are left out of every mean. */
export function isMeasurable(judged: Judgements): boolean {
  return [...judged.values()].some(grade => gainOf(grade) > 0)
}

/** The gain is the grade itself, not 2^grade − 1; a grade below 0 gains nothing (trec_eval, m_ndcg_cut.c). */
function gainOf(grade = 0): number {
  return Math.max(0, grade)
}

/** Discounted cumulative gain of the first `depth`: the gain at rank r counts 1/log₂(r + 1) (Järvelin and Kekäläinen 2002). */
function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0)
}

export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
