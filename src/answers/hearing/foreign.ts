/**
 * Frequent words of German, French, Spanish, Portuguese and Italian that English lacks. One may be a name or a
 * quotation; two are a sentence.
 */
const foreign =
  /(?<![\p{L}\d])(?:ist|sind|und|nicht|wie|welche[rsn]?|gibt|für|wird|wurde|das|ein|eine[rnms]?|warum|quel(?:le)?s?|quoi|est|sont|avec|pourquoi|combien|une|cette|qu[eé]|cu[aá]l(?:es)?|c[oó]mo|tiene|hay|una|del|por|para|dónde|cuánto|é|são|tem|qual|quais|como|uma|che|è|sono|quanto|della|perché|gli)(?![\p{L}\d])/giu
const letter = /\p{L}/gu
const latin = /[\p{Script=Latin}\p{Script=Greek}]/u

/** Whether a question is plainly in another language than English: in another script, or with two words of one. */
export function isForeign(heard: string): boolean {
  const letters = heard.match(letter) ?? []
  if (letters.filter(each => latin.test(each)).length * 2 < letters.length) return true
  return new Set((heard.match(foreign) ?? []).map(word => word.toLowerCase())).size > 1
}
