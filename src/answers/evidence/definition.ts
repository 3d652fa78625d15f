/** Letters and digits of a term, whatever stands between them. */
const between = String.raw`[^\p{L}\p{N}]+`

/** Finds `we introduce X`, `X is`, `X, a`, `X (`, `(X)`, `X:`. */
export function definitionOf(term: string): RegExp {
  const words = term.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return /$^/
  const word = `${words.join(between)}s?`
  const presented = String.raw`\b(?:introduce|present|propos\w+|term(?:ed)?|call(?:ed)?|core is|named?|develop(?:ed)?) (?:[^\s.]+ ){0,4}\(?${word}\b`
  const told = String.raw`${word}(?:\)|,| \(|,? (?:is|are|an?|which|that|refers?|denotes?|means?|consists?|has emerged)\b|: )`
  return new RegExp(`${presented}|${told}`, 'iu')
}
