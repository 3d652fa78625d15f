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

/** Names are of no more words: `Flash Attention 3 Beta`. */
const LONGEST_NAME = 4
/** Shorter words begin too many names, and are a letter away from too many others. */
const SHORTEST = 4
const SHORTEST_MISSPELT = 5
/** What is longer before the colon is the first half of a title, no name. */
const LONGEST_HEAD = 3
/** Behind the verb, in characters: from 80 to 160 no judged question tells a difference, 400 takes in the names of others. */
const PRESENTED = 160

/** Where a name that no other paper bears stands in the words: whole, half of it from its beginning, or a letter away. */
function nameIn(
  said: readonly Token[],
  names: readonly (readonly string[])[],
  bearing: (word: string) => number,
): readonly { start: number; end: number }[] {
  for (const name of names) {
    const whole = name.join('')
    for (const [at, { word, start, end }] of said.entries()) {
      let run = ''
      for (const last of said.slice(at, at + LONGEST_NAME)) {
        run += last.word
        if (run === whole && (last.start !== start || bearing(run) === 1)) return [{ start, end: last.end }]
      }
      if (word.length < SHORTEST || isStopWord(word)) continue
      const begins = whole.startsWith(word) && word.length * 2 >= whole.length
      const told =
        bearing(word) === 0
          ? begins || (whole.length >= SHORTEST_MISSPELT && oneEdit(word, whole))
          : bearing(word) === 1 && begins && word === name[0]
      if (told) return [{ start, end }]
    }
  }
  return []
}

/** The names a paper bears, in folded words: the head of its title, and what its abstract presents. */
function namesOf(paper: Paper): readonly (readonly string[])[] {
  const head = /^([^:]{2,40}):/.exec(paper.title)?.[1]
  const heads = head !== undefined && head.split(/\s+/).length <= LONGEST_HEAD ? [head] : []
  const presented = reading(paper).sentences.flatMap(({ text }) => {
    const verb = presenting.exec(text)
    return verb === null ? [] : (text.slice(verb.index, verb.index + PRESENTED).match(nameLike) ?? [])
  })
  return [...heads, ...(paper.title.match(nameLike) ?? []), ...presented]
    .filter(name => !ofTheField.test(name))
    .map(name => tokens(name).flatMap(({ word, compound }) => (compound ? [] : [word])))
}

/** As many sentences more that have the words tell nothing: one may mention them in passing. */
const IN_PASSING = 1

/** The papers that fit a description best, by their titles before their abstracts; more than one where neither tells them apart. */
function bestFor(description: string, papers: readonly Paper[]): readonly Paper[] {
  const sought = subjects(description)
  const fits = papers.map(paper => {
    const { title, sentences } = reading(paper)
    const titled = sought.filter(word => title.has(word)).length
    const told = sought.flatMap(word => sentences.filter(({ has }) => has.has(word))).length
    return { paper, titled, told }
  })
  const titled = Math.max(0, ...fits.map(fit => fit.titled))
  const called = fits.filter(fit => fit.titled === titled)
  const told = Math.max(0, ...called.map(fit => fit.told))
  if (titled + told === 0) return []
  return called.filter(fit => fit.told >= told - IN_PASSING).map(({ paper }) => paper)
}
