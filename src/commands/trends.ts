import { TREND_SPANS, type TrendSpan } from '../feed/trends.ts'

const RISING = '(?:rising|trending|emerging)'
const SPAN = `(?:(?:in|of|for|over) )?(?:(?:this|the|last|past|the last|the past) )?(?<span>${TREND_SPANS.join('|')})`
const WHAT = `(?:(?:what(?:['’]s| is| are)?|which|show(?: me)?)(?: the)? )?`
const ASKED = [
  `${WHAT}(?:trends|${RISING} topics|topics (?:are )?${RISING})(?: ${SPAN})?`,
  `${WHAT}${RISING}(?: ${SPAN})? in topics`,
].map(said => new RegExp(`^${said}[\\s?.!]*$`, 'i'))

/** The span of which somebody asks what rises, a month unless told; undefined for anything else. */
export function asksForTrends(text: string): TrendSpan | undefined {
  const said = text.trim().replace(/\s+/g, ' ')
  const found = ASKED.map(pattern => pattern.exec(said)).find(match => match !== null)
  if (!found) return undefined
  const span = found.groups?.span?.toLowerCase()
  return TREND_SPANS.find(one => one === span) ?? 'month'
}
