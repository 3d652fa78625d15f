import { setImmediate as othersWork } from 'node:timers/promises'
import type { Section } from '../../papers.ts'
import { rarityOf } from '../../search/index/rarity.ts'
import { isStopWord, stem, tokens } from '../../search/text.ts'
import { type Sentence, sentences } from '../../sentences.ts'

/** A sentence of a full text: `text` is exactly what stands in the section. */
export interface Passage {
  readonly section: Section
  readonly text: string
}

/** The sentences of a full text, their words counted. */
interface Counted extends Passage {
  readonly words: ReadonlyMap<string, number>
  readonly length: number
}

/** Sentences between which others may work: a millisecond or two of reading. */
const SLICE = 20
/** A longer sentence is a list or the rest of a formula, and no quotation. In characters. */
const LONGEST_QUOTED = 700
/** BM25: repetition within a sentence tells little, and short sentences are not worth more. */
const BM25 = Object.freeze({ k1: 1, b: 0.4 })
/** A word of the heading is worth so much of one in the sentence. */
const HEADING = 0.5

/**
 * The sentences of the sections that have most of these stems, by BM25, at most so many, as they stand in the
 * paper. `bonus` is added for a sentence, where 1 is what its rarest word may be worth. Lets others work in between.
 */
export async function passagesFor(
  words: readonly string[],
  sections: readonly Section[],
  most: number,
  bonus: (text: string) => number,
): Promise<readonly Passage[]> {
  const all = await count(sections)
  const meanLength = all.reduce((sum, { length }) => sum + length, 0) / all.length
  const rarities = words.map(word => {
    const having = all.filter(passage => passage.words.has(word)).length
    return [word, rarityOf(having, all.length)] as const
  })
  const rarest = Math.max(1, ...rarities.map(([, rarity]) => rarity))
  const scored: { readonly passage: Counted; readonly score: number }[] = []
  for (const [at, passage] of all.entries()) {
    if (at % SLICE === 0) await othersWork()
    const size = BM25.k1 * (1 - BM25.b + (BM25.b * passage.length) / meanLength)
    let score = rarest * bonus(passage.text)
    for (const [word, rarity] of rarities) {
      const times = passage.words.get(word) ?? 0
      score += (rarity * times * (1 + BM25.k1)) / (times + size)
    }
    if (score > 0) scored.push({ passage, score })
  }
  const best = new Set(
    scored
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ passage }) => passage),
  )
  return all.filter(passage => best.has(passage))
}

async function count(sections: readonly Section[]): Promise<readonly Counted[]> {
  const all: Counted[] = []
  let read = 0
  for (const section of sections) {
    const heading = stemsIn(section.heading)
    for (const { text } of sentencesOf(section)) {
      if (read++ % SLICE === 0) await othersWork()
      if (text.length > LONGEST_QUOTED) continue
      const stems = stemsIn(text)
      const words = new Map<string, number>()
      for (const word of heading) words.set(word, HEADING)
      for (const word of stems) words.set(word, (words.get(word) ?? 0) + 1)
      all.push({ section, text, words, length: stems.length })
    }
  }
  return all
}

/** One paragraph after the other, so that others may work between them. */
function* sentencesOf({ text }: Section): Generator<Sentence> {
  for (const paragraph of text.split(/\n{2,}/)) yield* sentences(paragraph)
}

function stemsIn(text: string): readonly string[] {
  return tokens(text).flatMap(({ word }) => (isStopWord(word) ? [] : [stem(word)]))
}
