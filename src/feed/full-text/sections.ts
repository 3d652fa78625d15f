import type { Section } from '../../papers.ts'
import { isLinks, prose } from './prose.ts'

/** What stands above the text where a page was turned into markdown: its title and address. */
const FRONT = /^[\s\S]{0,2000}?\nMarkdown Content:\n/
/** Of a paper that arXiv has no HTML of, the hub sends its own page, with what visitors have said. */
const NO_PAPER = /^URL Source: \S+\/papers\/\S+$/m
/** Some pages come as bare text, their headings as lines of their own: `4.2Training details`. */
const BARE = /^\s*Back to arXiv$/m
const BARE_FRONT = /^[\s\S]*?\n(?:License: |(?=Abstract\n))/
const BARE_HEADING =
  /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|(?:Appendix )?[A-Z](?:\.\d{1,2}){1,3}\.?|Appendix [A-Z])(?=\s?\p{Lu}).{3,100}(?<![.,;:])$|^(?:Abstract|References|Bibliography|Acknowledge?ments?|Limitations)$/u
const FENCE = /^ {0,3}(```|~~~)/
const HASHED = /^ {0,3}(#{1,6})\s(.*)/
const UNDERLINE = /^ {0,3}(?:=+|-{3,})\s*$/
/** `4.2 Training`, `A.1 Prompts`, `Appendix B Data`: headings that have a place of their own. */
const NUMBERED = /^(?:\d{1,2}(?:\.\d{1,2})*\.?\s?\p{L}|[A-Z](?:\.\d{1,2})+\.?\s|[A-Z]\s\p{Lu}|Appendix\b)/u
/** The paper's abstract is known, and these say nothing of the paper's own. */
const PASSED_OVER =
  /^(?:(?:\d{1,2}|[A-Z]|Appendix [A-Z])\.?\s?)?(?:abstract|references?(?: and notes)?|bibliography|works cited|literature cited|acknowledge?ments?(?: and .*)?|(?:table of )?contents|author contributions?)\.?$/i
const LIST_MARK = /^\s*(?:(?:[*+-]|\d{1,3}[.)])\s+)+/
/** A row of two cells, a name and a value, as settings are listed in. */
const SETTING = /^\|([^|]{3,60})\|([^|]{1,60})\|$/
const LONGEST_HEADING = 120
/** No paragraph is as long, in characters; what is, is no prose. */
const LONGEST_PARAGRAPH = 20_000
/** In lines; a block of code that is not closed by then was none. */
const LONGEST_CODE = 1_000
/** So many characters are read in a millisecond or two. */
const SLICE = 2_000

/** A paragraph, or a heading with its level: 1 is the highest. */
type Block = { readonly text: string } | { readonly heading: string; readonly level: number }

/**
 * The sections of a paper in markdown, in their order. References, acknowledgements, tables of contents and
 * the abstract are left out, as is what comes before the first heading; so are formulas that stand apart,
 * images, code and tables, but for those that list settings, which become `Learning rate: 3e-5`. A heading
 * without a number counts to the numbered one above it. A page about the paper has no sections. Gives undefined where a few milliseconds of work
 * are done, so that a caller may let others work. Never throws.
 */
export function* sectionsOf(markdown: string): Generator<Section | undefined> {
  const told = markdown.toWellFormed().replace(/\r\n?/g, '\n')
  const [front = ''] = FRONT.exec(told) ?? []
  if (NO_PAPER.test(front)) return
  const whole = told.slice(front.length)
  const bare = BARE.test(whole.slice(0, 1_000))
  let [numbered, own, level] = ['', '', 0]
  let paragraphs: string[] = []
  let headed = false
  const close = (): readonly Section[] => {
    const heading = [numbered, own].filter(part => part !== '').join(': ')
    const passed = PASSED_OVER.test(numbered) || PASSED_OVER.test(own)
    const section = { heading, text: paragraphs.join('\n\n') }
    paragraphs = []
    return passed || section.text === '' ? [] : [section]
  }
  for (const block of blocksOf(bare ? whole.replace(BARE_FRONT, '') : whole, bare)) {
    if (block === undefined) {
      yield undefined
      continue
    }
    if ('text' in block) {
      paragraphs.push(block.text)
      continue
    }
    if (headed) yield* close()
    else paragraphs = []
    headed = true
    const within = numbered !== '' && block.level > level && !PASSED_OVER.test(block.heading)
    if (!NUMBERED.test(block.heading) && within) own = block.heading
    else [numbered, own, level] = [block.heading, '', block.level]
  }
  yield* close()
}

function* blocksOf(text: string, bare: boolean): Generator<Block | undefined> {
  const all = text.split('\n')
  let open: string[] = []
  let [held, read] = [0, 0]
  const close = function* (): Generator<Block> {
    if (open.length === 0) return
    const said = held > LONGEST_PARAGRAPH ? '' : prose(open.join('\n'))
    open = []
    held = 0
    if (isProse(said)) yield { text: said }
  }
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? ''
    read += line.length + 1
    if (read > SLICE) {
      yield undefined
      read = 0
    }
    const fence = FENCE.exec(line)?.[1]
    const hashed = HASHED.exec(line)
    if (fence !== undefined) {
      yield* close()
      at = endOfFence(all, at, fence)
    } else if (hashed || (bare && BARE_HEADING.test(line))) {
      yield* close()
      yield* headingOf(hashed?.[2] ?? line, hashed?.[1]?.length ?? 1)
    } else if (UNDERLINE.test(line) && open.length === 1) {
      const [heading = ''] = open
      open = []
      held = 0
      yield* headingOf(heading, line.includes('=') ? 1 : 2)
    } else if (line.trim() === '') {
      yield* close()
    } else if (/^\s*\|/.test(line)) {
      yield* close()
      const setting = SETTING.exec(line.trim())
      const said = setting ? `${prose(setting[1] ?? '')}: ${prose(setting[2] ?? '')}` : ''
      if (isProse(said)) yield { text: said }
    } else {
      const item = line.replace(LIST_MARK, '')
      if (item !== line) yield* close()
      if (item !== line && isLinks(item)) continue
      held += item.length
      if (held <= LONGEST_PARAGRAPH) open.push(item.replace(/^[\s>]*•?\s*/, ''))
    }
  }
  yield* close()
}

/** The line that ends a block of code; where none does, nothing began. */
function endOfFence(lines: readonly string[], from: number, fence: string): number {
  const most = Math.min(lines.length, from + LONGEST_CODE)
  for (let at = from + 1; at < most; at += 1) if (lines[at]?.trimStart().startsWith(fence)) return at
  return from
}

function* headingOf(written: string, level: number): Generator<Block> {
  const heading = prose(written.slice(0, 10 * LONGEST_HEADING))
    .replace(/^(\d[\d.]*|(?:Appendix )?[A-Z](?:\.\d+)+|Appendix [A-Z])(?=\p{Lu}\p{Ll})/u, '$1 ')
    .slice(0, LONGEST_HEADING)
    .replace(/[\s#.]+$/, '')
    .toWellFormed()
  if (heading !== '') yield { heading, level }
}

/** Formulas, marks and lone names that are left of what stood apart are no prose. */
function isProse(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu) ?? []).length >= 2
}
