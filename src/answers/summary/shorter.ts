/**
 * Lines made of a sentence by leaving parts of it out at its ends, and brackets. They are for display and never stand
 * as quotations. What bears on the truth of the rest (conditions, doubts, negations) is not left out.
 */

/** A sentence cut to a line that stands alone. */
export interface Line {
  readonly text: string
  /** What the rest was left out for: a clause before the main one, a finding's `we show that`, or nothing. */
  readonly before: 'clause' | 'finding' | undefined
  /** The first word of what was left out at the end; empty where that is a sign, undefined where nothing was. */
  readonly after: string | undefined
}

/** Words and phrases by which a sentence refers to the one before it, or to the paper it stands in. */
const ADVERBS =
  'however|moreover|furthermore|additionally|in addition|therefore|thus|hence|consequently|accordingly|as a result|specifically|' +
  'in particular|particularly|concretely|finally|lastly|first|firstly|second|secondly|third|here|instead|further|also|then|overall|' +
  'in summary|in short|to summarize|in conclusion|to conclude|interestingly|importantly|notably|nevertheless|nonetheless|meanwhile|' +
  'by contrast|in contrast|on the other hand|for this purpose|with this in mind|in response|and|but|yet|so'
const HERE =
  'in this (?:paper|work|article|study|report|survey|thesis|technical report|position paper|context|regard|direction|setting)|' +
  'in the present (?:paper|work)|in our work|to (?:this|that) end|towards? this (?:goal|end)'
const ANSWERING =
  '(?:to (?:address|tackle|overcome|solve|resolve|alleviate|mitigate|remedy|bridge|fill|handle|combat|fix|meet|explore|answer|' +
  'investigate|do so|achieve)|motivated by (?:this|these|the above)|inspired by (?:this|these)|based on (?:this|these)|' +
  'building on this|in light of this)[^,]{0,70}'
const OPENING = new RegExp(
  `^(?:(?:${ADVERBS}|${HERE}|${ANSWERING})\\s*,\\s*` +
    '|(?:in this (?:paper|work|article|study|report)|here|thus|therefore|hence|specifically|furthermore|finally)\\s+(?=we\\b)' +
    '|(?:but|and|yet|so)\\s+(?=we\\b|the\\b|this\\b|it\\b))',
  'i',
)
/** Openings may stand in a row: `However, in this paper, we`. */
const MOST_OPENINGS = 3

/** Brackets but for those that only name something, `(EVOL-RL)`, `(LLMs)`. */
const ASIDE = /\s*\((?![A-Z][\w-]{0,14}\)|[A-Za-z]*[A-Z][\w+-]{1,14}s?\))[^()]{1,80}\)|\s*\[[^[\]]{1,40}\]/g

/** A clause before the main one, unless it is a condition. */
const CLAUSE =
  /^(?!(?:if|when|whenever|unless|once|until|assuming|provided)\b)[^.;:]{8,200}?(?:,\s+|:\s+|\bthat\s+)(?=(?:we|this (?:paper|work)|our (?:method|model|approach|work|framework|algorithm))\s)/i
const FINDING =
  /^(?:(?:our|the|extensive|these|experimental|empirical)?\s*(?:experiments?|results?|experimental results|analysis|findings)|we(?: also| further| then| empirically| theoretically)*)(?: [\w-]+){0,6}? (?:shows?|demonstrates?|finds?|prove|observe|reveal)s? that /i
/** What makes the rest less certain, or false. */
const DOUBT =
  /\b(?:not|n't|no|hypothes\w*|conjectur\w*|assum\w*|suppos\w*|expect\w*|unclear|whether|suggest\w*)\b/i

/** Where a line may end: before these nothing is left open, and no condition follows. */
const ENDING =
  /(?:,\s+(?=(?:which|where|whose|thereby|thus|hence|while|whereas|without|such as|including|e\.g\.|i\.e\.|for example|based on|by|using|with|and\s+(?:we\s+)?(?:show|demonstrate|find|prove|provide|evaluate|propose|discuss|present|introduce|study|also|then|thus|hence)|\w+ing|so that|so|as|since|because|but|yet|even|both|to|for|on|in)\b)|;\s+|\s+[-–—]{1,3}\s+|:\s+|\s+(?=(?:and (?:show|demonstrate|find|prove)|by \w+ing|while|whereas|in order to|so that|without \w+ing|which)\b))/g
/** A line without one of these has lost its verb. */
const VERB =
  /\b(?:we|is|are|was|were|has|have|had|can|could|may|will|does|do|proposes?|presents?|introduces?|shows?|provides?|describes?|explores?|investigates?|stud(?:y|ies)|develops?|achieves?|outperforms?)\b/i
const FEWEST_WORDS = 8
const SHORTEST = 25

/** A sentence without what ties it to its place, and without asides. */
export function standingAlone(sentence: string): string {
  let text = sentence.trim()
  for (let times = 0; times < MOST_OPENINGS; times += 1) {
    const rest = text.replace(OPENING, '')
    if (rest.length < SHORTEST) break
    text = rest
  }
  return capitalized(text.replace(ASIDE, '').replace(/\s+(?=[,.;:](?:\s|$))/g, ''))
}

/** A sentence as it stands alone, nothing else left out. */
export function wholeLine(sentence: string): Line {
  return { text: standingAlone(sentence), before: undefined, after: undefined }
}

/** The lines that one which stands alone can be cut to, itself first. */
export function linesOf(whole: string): readonly Line[] {
  return [
    ...endings({ text: whole, before: undefined, after: undefined }),
    ...endings(without(CLAUSE, whole, 'clause')),
    ...endings(without(FINDING, whole, 'finding')),
  ]
}

function without(opening: RegExp, text: string, before: Line['before']): Line | undefined {
  const [left] = opening.exec(text) ?? []
  if (left === undefined || DOUBT.test(left) || text.length - left.length < SHORTEST) return undefined
  return isWhole(left) ? { text: capitalized(text.slice(left.length)), before, after: undefined } : undefined
}

function endings(line: Line | undefined): readonly Line[] {
  if (!line) return []
  const cut = [...line.text.matchAll(ENDING)].flatMap((match): Line[] => {
    const text = line.text.slice(0, match.index).replace(/[,;:\s]+$/, '')
    if (text.split(/\s+/, FEWEST_WORDS).length < FEWEST_WORDS || !isWhole(text) || !VERB.test(text)) return []
    const [after = ''] = /^[a-z.]+/i.exec(line.text.slice(match.index + match[0].length)) ?? []
    return [{ ...line, text: `${text}.`, after: after.toLowerCase() }]
  })
  return [line, ...cut]
}

/** No bracket and no formula is left open. */
function isWhole(text: string): boolean {
  const times = (sign: string) => text.split(sign).length - 1
  return (
    times('(') === times(')') &&
    times('{') === times('}') &&
    times('“') === times('”') &&
    times('$') % 2 === 0
  )
}

/** A name that begins small (`scMMGPT`) stays as it is. */
function capitalized(text: string): string {
  return /^[a-z]+(?![\w-]*[A-Z0-9])/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
