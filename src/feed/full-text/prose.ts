/**
 * The prose of a paragraph of markdown as the hub makes it from arXiv's HTML: links keep their words, and
 * formulas, which come twice, as signs and as LaTeX, keep their signs. Every pattern runs in one pass over
 * the text, since what it reads is whatever somebody has written.
 */

/** `](address "title")`; the address may hold one level of brackets. */
const TARGET = String.raw`\]\((?:[^()\s"]|\([^()\s]{0,200}\)){0,2000}(?:\s+"(?:[^"\\]|\\.){0,1000}")?\s*\)`
const IMAGE = new RegExp(String.raw`!\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,1000}${TARGET}`, 'g')
const LINK = new RegExp(String.raw`\[([^\[\]]{0,1000})${TARGET}`, 'g')
/** Stands for the number of a reference, `[28](#bib.bib20)`, until its brackets are seen to hold nothing else. */
const CITED = '\uE000'
const CITATION = /\s?[[(][\s,;\uE000]*\uE000[\s,;\uE000]*[\])]|\uE000/g
const TAG =
  /<!--[^<>]{0,2000}-->|<\/?(?:a|b|i|u|em|strong|sub|sup|span|div|p|br|hr|img|figure|figcaption|code|pre|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|details|summary|script|style|iframe)\b[^<>]{0,1000}>/gi
const EMPHASIS =
  /(?<![\p{L}\d*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000})(?<=\S)\1(?!\*)|(?<![\p{L}\d_])(_{1,3})(?=[^\s_])([^_\n]{1,1000})(?<=\S)\3(?![\p{L}\d_])/gu
const CODE = /(`{1,2})([^`\n]{1,1000})\1/g
/** `$$ … $$` and `\[ … \]`: what is shown apart is no prose; `$ … $` stands in a sentence and stays. */
const SHOWN_APART = /\$\$[^$]{0,4000}\$\$|\\\[[^[\]]{0,4000}\\\]/g
/** `protocols 1 1 1https://…`: how the mark of a footnote comes out of arXiv's HTML, before what it says. */
const FOOTNOTE = /(?<=[\p{L}\p{P}])\s?(\d{1,2}) \1 \1(?=[\p{L}\s])/gu
/** Where LaTeX begins in a word: `π\pi`, `S_{t}`; what is before it are signs if one of them is no ASCII. */
const SOURCE = /\\[a-zA-Z;,]|[_^]\{/
const SIGNS = /\P{ASCII}/u
/** The words that LaTeXML has for the signs of a formula. */
const SPOKEN =
  /(?:italic|roman|bold|sans|typewriter|caligraphic|fraktur|blackboard|start|end)_(?:\p{L}|\d)|^(?:sub|super)script$/u
const IS_SPOKEN = /(?:italic|roman|start|end)_/
/** `T T`: one sign, and again as LaTeX. */
const TWICE = /(?<=^|[\s(])(\p{L}) \1(?=$|[\s.,;:)])/gu
const ESCAPED = /\\([\\`*_{}[\]()#+.!|<>%&$~-])/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
}

/** The words of a piece of markdown on one line. Never throws. */
export function prose(markdown: string): string {
  const linked = markdown
    .replace(IMAGE, ' ')
    .replace(LINK, (all: string, words: string, at: number, whole: string) => {
      if (/#bib\b/.test(all) && /^\d{1,3}$/.test(words)) return CITED
      return /[\p{L}\d]/u.test(whole.charAt(at - 1)) ? ` ${words}` : words
    })
    .replace(CITATION, '')
    .replace(TAG, ' ')
    .replace(SHOWN_APART, ' ')
    .replace(
      EMPHASIS,
      (_all, _star, starred?: string, _line?: string, lined?: string) => starred ?? lined ?? '',
    )
    .replace(CODE, '$2')
  return withoutSource(linked)
    .replace(FOOTNOTE, ' ')
    .replace(ESCAPED, '$1')
    .replace(/&(?:amp|lt|gt|quot|nbsp);/g, entity => ENTITIES[entity] ?? '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(TWICE, '$1')
    .trim()
}

/** Whether it is nothing but links, as an entry of a table of contents is. */
export function isLinks(markdown: string): boolean {
  return markdown.includes('](') && markdown.replace(LINK, '').trim() === ''
}

/** Leaves the LaTeX of formulas out, but what stands between dollars, which is all there is of it. */
function withoutSource(text: string): string {
  if (!/[\\_^]/.test(text)) return text
  const spoken = IS_SPOKEN.test(text)
  let inside = false
  const kept = text.split(/(\s+)/).map(word => {
    const dollars = word.split('$').length - 1
    const source = inside || dollars > 0 ? -1 : word.search(SOURCE)
    if (dollars % 2 === 1) inside = !inside
    if (source >= 0) return SIGNS.test(word.slice(0, source)) ? word.slice(0, source) : ''
    return spoken && SPOKEN.test(word) ? '' : word
  })
  return kept.join('')
}
