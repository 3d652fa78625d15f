/** The prior is worth so many papers: enough that two or three make no trend, little beside what a month brings. */
const PRIOR_PAPERS = 20

/** So many papers say something, out of so many. */
export interface Share {
  readonly said: number
  readonly of: number
}

/**
 * How surely a share has risen, in standard deviations: the log-odds ratio of both with an informative prior, here the
 * share of both together, over its standard error (Monroe, Colaresi and Quinn 2008, Fightin’ Words, equations 16, 20 and
 * 22). Positive when it has risen; 0 where one side has no papers, or all or none say it.
 */
export function riseOf(now: Share, before: Share): number {
  if (now.of === 0 || before.of === 0) return 0
  const prior = (PRIOR_PAPERS * (now.said + before.said)) / (now.of + before.of)
  if (prior === 0 || prior === PRIOR_PAPERS) return 0
  const odds = ({ said, of }: Share) => (said + prior) / (of - said + PRIOR_PAPERS - prior)
  const variance = 1 / (now.said + prior) + 1 / (before.said + prior)
  return Math.log(odds(now) / odds(before)) / Math.sqrt(variance)
}
