/** How an utterance points at papers, before anyone knows which papers they are. */
export interface Mention {
  /** Places in the list as they were said: 1 is the first, −1 the last. */
  readonly places: readonly { readonly place: number; readonly said: string }[]
  /** The words of "the garment one", "the two video papers". */
  readonly words?: string
  /** It, they, this: the paper last spoken of. */
  readonly points: boolean
  /** The utterance with `#` in the place of each paper it points at by place or words. */
  readonly rest: string
}

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const cardinals = 'one two three four five six seven eight nine ten'.split(' ')
const ordinal = String.raw`${ordinals.join('|')}|\d{1,2}(?:st|nd|rd|th)|last|latter`
const noun = '(?:one|paper|result|article|entry|item|hit)'
/** A bare number or ordinal is a paper only where the sentence ends after it or goes on with one of these. */
const after = String.raw`(?=\s*(?:$|[?!,;:)/&]|\.(?!\d))|\s+(?:and|or|to|vs|versus|with|from|about|on|in|by|at|before|please|relate|compare|differ|work|works|have|has|do|does|use|uses|again|instead|too|mean|say|says|come|comes|came|perform|performs|fail|fails|achieve|achieves|solve|solves|get|gets|propose|proposes|is|was|are|differ|differs|not|handle|handles|need|needs|support|supports|deal|deals|run|runs|look|looks|for|over|than|into|as|try|tried|train|test|tested|want|make|claim|better|first|pls|plz|thanks|thx|in|against|like|out|up|yet|already|available|online|public|published|released|next|beside|alongside|break|breaks|fall|falls|struggle|struggles|popular|trending|worth|really|actually|also|even|still)\b)`
const before = String.raw`(?<=^\s*|[,&/+]\s?|\b(?:re|regarding|concerning|of|for|in|to|about|on|from|is|are|do|does|did|and|or|vs|versus|between|compare|contrast|summari[sz]e|explain|describe|show|save|cite|open|see|dr|mean|meant|with|like|than|no|authored|wrote|published|released|proposed|abstract|bibtex|link|pdf|code|authors?|upvotes|likes|citation|put|take|reference|against|behind|find|read|get|download|grab|access|skip|next to|beside|btw|b/w)[,:]?\s+)`
/** After `is` a number is a paper too where it goes on with what papers may be. */
const asked = String.raw`(?<=\b(?:is|are|was|were|what['’]?s|how['’]?s|who['’]?s|where['’]?s|why['’]?s)\s+)`
const told = String.raw`(?=\s+(?:about|different|similar|better|worse|faster|good|novel|new|old|recent|interesting|important|useful|relevant|related|open|available|public|published|released|actually|really|even|also|still|any|worth|trained|evaluated|tested|based|accurate|popular|from|all|written|made|supposed|called|talking|trying|using|doing)\b)`
/** After other verbs, unless the word after it may count something. */
const doing = String.raw`(?<=\b(?:does|do|did|can|could|will|would|has|have)\s+)(?<doing>\d{1,2})(?=\s+(?![a-z]+s\b)[a-z])`
/** Words in -s that count nothing. */
const verbs = '(?:is|does|has|vs|versus|differs|as|this)'
/** Two numbers held side by side are papers, unless things are counted. */
const joined = String.raw`(?=\s*(?:&|\/|,|and|or|vs\.?|versus|against|with|to|from|than)\s*\d{1,2}\b(?!\s*%|\.\d|\s+(?!${verbs}\b)[a-z]+s\b))`
/** `(3)` that nothing follows but another; between words it counts what is listed: `(1) speed or (2) memory`. */
const bracketed = String.raw`(?<!\(\d{1,2}\)\s+(?!(?:and|or|vs|versus|with|to)\s*\().*)\((?<bracketed>\d{1,2})\)(?=[\s?!.]*$|[\s,]*(?:and|or|vs|versus|with|to)\s*\(\d)`
const places = new RegExp(
  [
    String.raw`#\s?(?<sign>\d{1,4})\b`,
    String.raw`\b(?:paper|number|nummer|no\.?|nr\.?|num|item|result|article|entry)\s*#?(?<called>\d{1,4})\b(?!\s*%|\.\d)`,
    String.raw`\b(?:paper|number|article|entry)\s+(?<spelt>${cardinals.join('|')})\b`,
    String.raw`(?:\bthe\s+|\b)(?<ordinal>${ordinal})\s+${noun}\b`,
    String.raw`\bthe\s+(?<alone>${ordinal})${after}`,
    String.raw`(?<=\b(?:between|compare|and|vs|versus|or|of|with|in)\s+)(?<nude>${ordinal})(?=\s*(?:$|[?!,;:)]|\.(?!\d))|\s+(?:and|or|vs|versus)\b)`,
    String.raw`${before}(?<bare>\d{1,2})(?!\s*(?:-|to|and|or)\s*\d+\s+(?!${verbs}\b)[a-z]+s\b)${after}`,
    bracketed,
    String.raw`${asked}(?<verbal>\d{1,2})${told}`,
    doing,
    String.raw`\bthe\s+(?<end>first|last)\s+(?<count>two|three|four|2|3|4)\b(?:\s+(?:ones|papers))?`,
    String.raw`(?<![\d.#-])\b(?<pair>\d{1,2})${joined}`,
    String.raw`(?<=(?<![\d.])\b\d{1,2}\s*(?:&|\/|,|and|or|vs\.?|versus)\s*)(?<other>\d{1,2})\b(?!\s*%|\.\d|\s+(?!${verbs}\b)[a-z]+s\b)`,
  ].join('|'),
  'gi',
)

const small =
  'the|a|an|of|in|on|for|to|by|with|from|and|or|is|are|was|were|does|do|did|how|what|why|which|where|when|that|this'
const unnamed =
  'other|others|same|whole|new|newest|main|original|best|better|only|previous|next|wrong|right|current|full|most popular|popular|one|which'
const described = new RegExp(
  String.raw`(?<!\b(?:(?:what|which) (?:number|place|position) (?:is|was|has|had)|what(?:['’]?s| is| was) the (?:number|place|position) of) )\b(?:the|that|this)\s+(?:(?:two|three|both)\s+)?(?<words>(?:(?!(?:${small}|${unnamed})\b)[\p{L}\d][\p{L}\d.+-]*\s+){1,4}?)(?:one|paper|article|(?<=\b(?:two|three|both)\s.*)papers)\b(?!-)`,
  'iu',
)

/** `the one about gloves` that the utterance ends with; what is said to be the one is sought: `which is the one about gloves`. */
const describedAfter = new RegExp(
  String.raw`(?<!\b(?:is|are|was|were)\s+)\bthe\s+(?:one|paper|article)\s+(?:about|on|with)\s+(?:(?:the|an?)\s+)?(?<words>(?:(?!(?:${small}|${unnamed})\b)[\p{L}\d][\p{L}\d.+-]*\s*){1,4})(?=[?!.]*\s*$)`,
  'iu',
)

const pointing =
  /\b(?:it|its|it's|they|they're|their|this|that|here|there|the (?:paper|authors?|model|method))\b/i

/** Reads `#2`, `2`, "the second one", "paper 3", "the last", "the garment one". Never throws. */
export function readMention(text: string): Mention {
  const said = [...text.matchAll(places)].flatMap(match =>
    placesOf(match.groups ?? {}).map(place => ({ place, said: match[0].trim() })),
  )
  const numbered = text.replace(places, '#')
  const words = described.exec(numbered) ?? describedAfter.exec(numbered)
  const named = words?.groups?.words?.trim()
  const rest = words ? numbered.replace(words[0], () => '#') : numbered
  const mention = { places: said, points: pointing.test(rest), rest: rest.replace(/\s+/g, ' ').trim() }
  return named === undefined ? mention : { ...mention, words: named }
}

/** More than one for "the first two" and "the last three". */
function placesOf(groups: Readonly<Record<string, string | undefined>>): readonly number[] {
  const { end, count } = groups
  if (end === undefined || count === undefined) return [placeOf(groups)]
  const length = cardinals.indexOf(count.toLowerCase()) + 1 || Number(count)
  const first = end.toLowerCase() === 'last' ? -length : 1
  return Array.from({ length }, (_, at) => first + at)
}

function placeOf(groups: Readonly<Record<string, string | undefined>>): number {
  const digits =
    groups.sign ??
    groups.called ??
    groups.bare ??
    groups.bracketed ??
    groups.verbal ??
    groups.doing ??
    groups.pair ??
    groups.other
  if (digits !== undefined) return Number(digits)
  if (groups.spelt !== undefined) return cardinals.indexOf(groups.spelt.toLowerCase()) + 1
  const said = (groups.ordinal ?? groups.alone ?? groups.nude ?? '').toLowerCase()
  if (said === 'last' || said === 'latter') return -1
  return ordinals.indexOf(said) + 1 || Number.parseInt(said, 10)
}
