import type { Paper } from '../../papers.ts'
import { isStopWord, type Token, tokens } from '../../search/text.ts'
import { ofTheField } from '../names.ts'
import { oneEdit } from '../one-edit.ts'
import { reading, subjects } from '../reading.ts'
import type { Mention } from './mention.ts'

/**
 * What an utterance points at: the papers it names, and, where it names none for certain, those that fit
 * its description alike. `rest` is the utterance with `#` in the place of each.
 */
export type Pointed =
  | {
      readonly kind: 'known'
      readonly named: readonly Paper[]
      readonly fitting: readonly Paper[]
      readonly rest: string
    }
  | { readonly kind: 'unknown'; readonly said: string }

/** CamelCase, acronyms, words with digits: `GenLIP`, `SAA`, `Web2BigTable`, `PhysBrain-1`. */
const nameLike =
  /(?<![\p{L}\d-])(?=[\p{L}\d-]*\p{Lu}[\p{L}\d-]*[\p{Lu}\d])\p{L}[\p{L}\d-]{2,30}(?![\p{L}\d-])/gu
const presenting = /\b(?:introduc|propos|present|develop|releas|call|nam|term|dub)\w*\b/i

/** Finds the papers named by number, by name (a letter may be wrong) or by words. */
export function pointedAt(mention: Mention, papers: readonly Paper[]): Pointed {
  const numbered: Paper[] = []
  for (const { place, said } of mention.places) {
    const paper = place === 0 ? undefined : papers.at(place > 0 ? place - 1 : place)
    if (paper === undefined) return { kind: 'unknown', said }
    numbered.push(paper)
  }
  const { papers: named, rest } = withNames(mention.rest, papers)
  const described = mention.words === undefined ? [] : bestFor(mention.words, papers)
  const certain = new Set([...numbered, ...named, ...(described.length === 1 ? described : [])])
  return { kind: 'known', named: [...certain], fitting: certain.size === 0 ? described : [], rest }
}

function withNames(text: string, papers: readonly Paper[]): { papers: readonly Paper[]; rest: string } {
  const said = tokens(text).filter(token => !token.compound)
  const bearing = (word: string) => papers.filter(paper => reading(paper).words.has(word)).length
  const found = papers
    .flatMap(paper => nameIn(said, namesOf(paper), bearing).map(span => ({ paper, ...span })))
    .toSorted((a, b) => a.start - b.start)
  const rest = found.reduceRight(
    (words, { start, end }) => `${words.slice(0, start)}#${words.slice(end)}`,
    text,
  )
  return { papers: found.map(({ paper }) => paper), rest }
}

/** Where a name that no other paper bears stands in the words: whole, its beginning, or a letter away. */
function nameIn(
  said: readonly Token[],
  names: readonly (readonly string[])[],
  bearing: (word: string) => number,
): readonly { start: number; end: number }[] {
  for (const name of names) {
    const whole = name.join('')
    for (const [at, { word, start, end }] of said.entries()) {
      let run = ''
      for (const last of said.slice(at, at + 4)) {
        run += last.word
        if (run === whole && (last.start !== start || bearing(run) === 1)) return [{ start, end: last.end }]
      }
      if (word.length < 4 || isStopWord(word)) continue
      const begins = whole.startsWith(word) && word.length * 2 >= whole.length
      const told =
        bearing(word) === 0
          ? begins || (whole.length > 4 && oneEdit(word, whole))
          : bearing(word) === 1 && begins && word === name[0]
      if (told) return [{ start, end }]
    }
  }
  return []
}

/** The names a paper bears, in folded words: the head of its title, and what its abstract presents. */
function namesOf(paper: Paper): readonly (readonly string[])[] {
  const head = /^([^:]{2,40}):/.exec(paper.title)?.[1]
  const heads = head !== undefined && head.split(/\s+/).length <= 3 ? [head] : []
  const presented = reading(paper).sentences.flatMap(({ text }) => {
    const verb = presenting.exec(text)
    return verb === null ? [] : (text.slice(verb.index, verb.index + 160).match(nameLike) ?? [])
  })
  return [...heads, ...(paper.title.match(nameLike) ?? []), ...presented]
    .filter(name => !ofTheField.test(name))
    .map(name => tokens(name).flatMap(({ word, compound }) => (compound ? [] : [word])))
}

/** The papers that fit a description best; more than one where nothing tells them apart. */
function bestFor(description: string, papers: readonly Paper[]): readonly Paper[] {
  const sought = subjects(description)
  const fits = papers.map(paper => {
    const { title, sentences } = reading(paper)
    const having = (word: string) => sentences.filter(({ has }) => has.has(word)).length
    const worth = sought.map(word => (title.has(word) ? 3 : 0) + Math.min(having(word), 4) / 2)
    return { paper, fit: worth.reduce((sum, each) => sum + each, 0) }
  })
  const best = Math.max(0, ...fits.map(({ fit }) => fit))
  return best === 0 ? [] : fits.filter(({ fit }) => fit >= best - 0.5).map(({ paper }) => paper)
}
