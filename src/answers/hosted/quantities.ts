/** Numbers in prose, whichever way they are written. */

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const OTHERS: Readonly<Record<string, number>> = {
  ...{
    twice: 2,
    thrice: 3,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
  },
  ...{ hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
}
const SCALES: Readonly<Record<string, number>> = {
  ...{
    hundred: 100,
    k: 1e3,
    thousand: 1e3,
    m: 1e6,
    million: 1e6,
    b: 1e9,
    billion: 1e9,
    t: 1e12,
    trillion: 1e12,
  },
}

/** Only `k` is a scale in small letters too: `m`, `b` and `t` are units of something else. */
const QUANTITY = new RegExp(
  String.raw`(?:(?<digits>\d[\d,]*(?:\.\d+)?)|\b(?<word>(?i:${[...WORDS, ...Object.keys(OTHERS)].join('|')}))\b)(?:[\s~-]*(?<scale>(?i:hundred|thousand|million|billion|trillion))\b|\s?(?<letter>[kKMBT])(?![\p{L}\p{N}]))?\s*(?<share>\\?%|(?i:per ?cent))?`,
  'gu',
)

/** Each number as its value, `40 billion` and `40B` alike, with `%` after a share. */
export function quantitiesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(QUANTITY)].map(({ groups = {} }) => asValue(groups)))
}

function asValue(groups: Readonly<Record<string, string | undefined>>): string {
  const { digits, share } = groups
  const word = (groups.word ?? '').toLowerCase()
  const counted = WORDS.indexOf(word)
  const number =
    digits === undefined ? (counted < 0 ? OTHERS[word] : counted) : Number(digits.replaceAll(',', ''))
  const scale = SCALES[(groups.scale ?? groups.letter ?? '').toLowerCase()] ?? 1
  return `${(number ?? 0) * scale}${share === undefined ? '' : '%'}`
}
