/** Letters and digits of a term, whatever stands between them. */
const between = String.raw`[^\p{L}\p{N}]+`

const named = String.raw`(?:call\w*|nam(?:e|es|ed|ing)|dub(?:s|bed)?|term(?:s|ed)?|coin(?:s|ed)?|denot\w+|refer(?:s|red)? to|known)`
const made = String.raw`(?:introduc\w+|present\w*|propos\w+|develop\w*|creat\w+|releas\w+|buil[dt]\w*|construct\w*|curat\w+|design\w*|contribut\w+)`
const article = '(?:an?|the|our|one|its|their)'
/** What follows a term and says what it is. */
const told = [
  String.raw`, (?:an?|our|one|its|which|where|whose|defined|meaning|namely|i\.e|that is)\b`,
  String.raw`,? (?:is|are|was|were|remains?) (?:an?|the|one|our|defined|when|where|what|how|that|said|used to|designed to|intended to)\b`,
  String.raw`, (?:\p{Ll}+ ){0,2}\p{Ll}+s (?:of|that|which)\b`,
  String.raw`,? are \p{Ll}+(?: \p{Ll}+){0,4}? (?:that|which|whose|of|for|with|used|to)\b`,
  String.raw`,? (?:refers?|denotes?|means?|describes?|stands? for|consists?|comprises?|captures?|corresponds? to|has emerged)\b`,
  String.raw`:\s`,
  String.raw`["”]? (?:phenomenon|behaviou?r|effect)\b[^.]*: `,
  String.raw`\s?(?:—|–|--)\s?(?:an?|the|our|which)\b`,
  // In brackets its long form, `ConFu (Contemplate the Future)`, or what it is, `red lines (intolerable thresholds)`.
  String.raw` \((?!(?:e\.?g|see|with|up|from|at|in|for|by|vs|which|including|such|like)\b)\p{L}[\p{L}-]+ [^\d)]+\)`,
].join('|')
/** `On ImageNet, a gain` says nothing of ImageNet. */
const aside = '(?<!^(?:on|in|at|with|for|under|during|after|before|by|unlike|like|using|given|from|beyond) )'

/** Whether a text has the words of a term, one after the other. */
export function mentionOf(term: string): (text: string) => boolean {
  const words = term.match(/[\p{L}\p{N}]+/gu) ?? []
  const mention = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${words.join(between)}(?:e?s)?(?![\p{L}\p{N}])`,
    'iu',
  )
  return text => words.length > 0 && mention.test(text)
}

/**
 * Whether a sentence says what a term means, and does not merely use it: `X, a …`, `X is a …`, `X refers to …`, `X: …`,
 * `we introduce X`, `we call this X`, `its long form (X)`, also where its short or long form in brackets stands between.
 */
export function definitionOf(term: string): (text: string) => boolean {
  const words = term.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return () => false
  // `TRL-DLTE (Data-Lake Table Enrichment)` is a DLTE, but `non-linear` no linear thing.
  const apart = /^\p{Lu}{3,}$/u.test(term) ? '' : '-'
  const word = String.raw`(?<![\p{L}\p{N}${apart}])${words.join(between)}(?:e?s)?(?![\p{L}\p{N}]|-\p{L})`
  const short = String.raw`(?: \([^()\s]{2,15}\))?`
  const long = String.raw`\(${word}\)`
  const says = new RegExp(
    [
      `${aside}${word}["”']?${short}(?:${told})`,
      long,
      String.raw`\b(?:${made}|${named})(?: as)? (?:${article} )?(?:(?:new|novel|first|\p{Ll}+-\p{Ll}+) )*["“']?${word}`,
      String.raw`\b(?:we|they|authors|what|so-) ?${named} (?:\S+ ){0,6}?["“']?${word}`,
      String.raw`\b(?:called|termed|dubbed|named|coined|known as|referred to as) ["“']?${word}`,
      String.raw`(?<!\b(?:on|in|at|with|of|for|to|by|like|over|using|from) (?:\S+ )?)${word}${short}, the \p{L}+ (?:\p{L}+ )?(?:that|which|of|for|to|where|behind|in|used)\b`,
      String.raw`\b(?:define[sd]?|formali[sz]e[sd]?|view(?:s|ed)?) ${word}${short} as\b`,
      String.raw`\bby ${word},? we mean\b`,
      String.raw`\b(?:to|as) the (?:concept|notion|problem|phenomenon) of ${word}`,
      String.raw`\b${article} (?:\p{Ll}+ )?${word}${short} (?:that|which|to)\b`,
    ].join('|'),
    'iu',
  )
  // `Learnable SMPLify, a framework` defines another thing than SMPLify.
  const partOfName = /^\p{Lu}/u.test(term)
    ? new RegExp(String.raw`(?<=\S )\p{Lu}\p{Ll}+ ${words.join(between)}(?![\p{L}\p{N}])`, 'gu')
    : undefined
  const mentions = mentionOf(term)
  return text =>
    mentions(text) && says.test(partOfName === undefined ? text : text.replaceAll(partOfName, '—'))
}
