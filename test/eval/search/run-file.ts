/**
 * A ranking as lines of a TREC run file: `query Q0 document rank score tag`. The scores count down to 1: trec_eval
 * goes by them alone, keeps them as 32-bit floats and turns equal ones round, so that ours could change the order.
 */
export function runLines(query: string, ranking: readonly string[]): readonly string[] {
  return ranking.map(
    (document, index) => `${query} Q0 ${document} ${index + 1} ${ranking.length - index} paperboy\n`,
  )
}
