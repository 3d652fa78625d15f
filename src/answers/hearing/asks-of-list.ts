import type { Request } from '../../chat.ts'
import type { Day } from '../../papers.ts'
import { type Intent, readIntent } from '../intents/intents.ts'
import { LONGEST_READ } from '../phrases.ts'
import { readMention } from './mention.ts'

const SEARCHED: readonly Intent['label'][] = ['question', 'search', 'which_paper', 'define', 'silent']

/**
 * Whether words typed where searches are typed can only be about a list shown before: they name a paper by `#2`, or
 * by its place and want of it what is wanted of papers: `tl;dr of the third`, `compare 1 and 3`. Never of `search …`.
 */
export function asksOfList(input: Request['input'], today: Day): boolean {
  if (typeof input !== 'string' || /^\/?(?:papers?\s+)?search\b/i.test(input)) return false
  const text = input.slice(0, LONGEST_READ)
  if (/(?<!\S)#\d{1,2}\b/.test(text)) return true
  const { places, rest } = readMention(text)
  return places.length > 0 && !SEARCHED.includes(readIntent(rest, today).label)
}
