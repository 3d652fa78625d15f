import type { Day } from '../../papers.ts'
import { subjects } from '../reading.ts'
import type { Condition } from './conditions.ts'
import { outside, readPeriod } from './period.ts'

/** Conditions that are all to be met, and words that are none of them. */
export interface Conditions {
  readonly keep: readonly Condition[]
  readonly unread: readonly string[]
}

const hiding =
  /^(?:please )?(?:hide|remove|drop|exclude|skip|omit|ditch|discard|filter out|leave out|get rid of|throw out|take out)\b/
const denying = /(?:^| )(?:not|without|no(?! more than))\b/
/** That code is to be had; `about code generation` names a topic. */
const code =
  /(?<!\b(?:about|on) )\b(?:(?:source )?code(?: bases?)?(?! (?:generat|model|llm|agent|complet|review|search|reason|understand|edit|repair|synthes)\w*)|repos?|github|repository|implementations?|open[- ]sourced?)\b/g
const votes =
  /(?:(?<most>at most|no more than|up to)|(?<more>more than|over|above)|(?<fewer>fewer than|less than|under|below)|at least)?\s*(?<least>\d{1,6})\+?\s*(?:or more )?(?:upvotes?|votes|likes)\b/
const lead = '(?:and|but|or|plus|also|which|that|who) '
const sign =
  'with|without|about|on|from|by|since|before|after|until|newer|older|not|no|published|more than|at least|at most|over|above|fewer than|less than|under|below|has|have|code|github|open[- ]source'
/** Where one condition may end and the next begin: before its preposition, or before `and` with what conditions begin with. */
const seam = new RegExp(String.raw`\s+(?=(?:${lead})*(?:(?:is|are|was|were) )?(?:${sign})\b)`)
const opening =
  /^(?:(?:show|give|list|keep|filter|hide|remove|drop|exclude|omit|ditch|discard|skip|leave|get|throw|take|rid|limit|narrow|restrict|down|to|only|just|me|us|all|any|by|for|on|out|the|those|ones?|papers?|articles?|anything|everything|stuff|which|that|what|how|many|of|these|them|are|is|was|were|there|with|without|have|has|having|got|come|comes|came|about|from|in|not|no|and|or|but|plus|also|more(?! than)|please|a|an|some|their|its|open|public|published|released) )*/
const closing =
  /(?:^| )(?:only|ones?|papers?|articles?|stuff|please|too|available|public|published|released|out|online|links?|and|or|but)$/
/** What a condition is put with, and tells nothing more. */
const besides =
  /\b(?:available|public|publicly|official|release[sd]?|provide[sd]?|shared?|upload(?:ed)?|appeared|link(?:ed|s)?|page|online|listed|include[sd]?|come|least)\b/g
/** A number in what is no topic counts something that we do not know of papers. */
const counting = /\d|\b(?:more|fewer|less) than\b/

/** Reads "with code and more than 50 upvotes", "from last week about agents", "hide the robotics ones". */
export function readConditions(said: string, today: Day): Conditions {
  const text = said.toLowerCase()
  const hides = hiding.test(text)
  const pieces = text.split(seam).filter(piece => piece !== '')
  const read = joined(pieces).map(piece => ({ or: /^or\b/.test(piece), ...readPiece(piece, hides, today) }))
  const keep: Condition[] = []
  for (const { or, conditions } of read) {
    const before = or && !hides ? keep.pop() : undefined
    if (before) keep.push({ by: 'either', either: [before, ...conditions] })
    else keep.push(...conditions)
  }
  return { keep, unread: read.flatMap(({ unread }) => unread) }
}

/** Pieces that name nothing open the next one: `those`, `that are not`. */
function joined(pieces: readonly string[]): readonly string[] {
  const whole: string[] = []
  let opened = ''
  for (const piece of pieces) {
    const text = `${opened}${piece}`
    opened = named(`${text} `) === '' ? `${text} ` : ''
    if (opened === '') whole.push(text)
  }
  return whole
}

/** A piece without the words it opens and closes with. */
function named(piece: string): string {
  let words = piece.replace(opening, '').trim()
  for (let shorter = words.replace(closing, ''); shorter !== words; shorter = words.replace(closing, ''))
    words = shorter
  return words
}

function readPiece(
  piece: string,
  hides: boolean,
  today: Day,
): { readonly conditions: readonly Condition[]; readonly unread: readonly string[] } {
  const not = hides !== denying.test(piece)
  const conditions: Condition[] = []
  let rest = piece
  const counted = votes.exec(rest)
  if (counted?.groups) {
    const { least, more, most, fewer } = counted.groups
    const fewest = Number(least) + (more || most ? 1 : 0)
    conditions.push({ by: 'upvotes', least: fewest, not: not !== ((fewer ?? most) !== undefined) })
    rest = rest.replace(counted[0], '')
  }
  if (rest.search(code) >= 0) {
    conditions.push({ by: 'code', not })
    rest = rest.replace(code, '')
  }
  const time = readPeriod(rest, today)
  if (time) {
    const others = not ? outside(time.period) : undefined
    conditions.push({
      by: 'date',
      ...(others ? { period: others, not: false } : { period: time.period, not }),
    })
    rest = time.words
  }
  if (conditions.length > 0) {
    const left = named(`${rest.replace(besides, '').replace(/\s+/g, ' ').trim()} `)
    return { conditions, unread: subjects(left).length > 0 ? [left] : [] }
  }
  const words = named(rest)
  if (subjects(words).length === 0) return { conditions, unread: [] }
  if (counting.test(words) && !/\b(?:about|on) /.test(piece)) return { conditions, unread: [words] }
  const by = /\b(?:by|from) (?:the )?$/.test(opening.exec(rest)?.[0] ?? '') ? 'organization' : 'topic'
  return { conditions: ofWords(by, words, not), unread: [] }
}

/** "About robots or drones" wants either, and who hides "robots and drones" wants neither. */
function ofWords(by: 'organization' | 'topic', words: string, not: boolean): readonly Condition[] {
  const each = words.split(not ? / (?:and|or) / : ' or ').map((words): Condition => ({ by, words, not }))
  return not || each.length < 2 ? each : [{ by: 'either', either: each }]
}
