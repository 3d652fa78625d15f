/**
 * Makes data/acronyms.json, the acronyms of the field with their long forms, of papers whose id is an arXiv
 * id: `npm run acronyms -- <papers.jsonl[.zst|.gz]>`, a JSON object a line with `id`, `title` and `abstract`.
 */
import { writeFileSync } from 'node:fs'
import { acronymOf, definedIn } from '../../src/search/acronyms/acronyms.ts'
import { arxivTextsOf } from './arxiv-papers.ts'

/** A pair of fewer papers is as likely theirs alone, or no pair. */
const SEEN = 3
/** A pair of fewer of an acronym's definitions is not what people mean by it. */
const SHARE = 0.03
/** An acronym that is written as a word so often (`ACT`, `SAM`) is taken for one unless written in capitals. */
const AS_WORD = 0.2

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Name the papers: npm run acronyms -- <papers.jsonl[.zst|.gz]>')

const pairs = new Map<string, Map<string, number>>()
const spellings = new Map<string, { asWord: number; all: number }>()
let papers = 0
for (const texts of arxivTextsOf(file)) {
  if (!texts) continue
  papers += 1
  for (const { short, long } of definedIn(texts)) {
    const longs = pairs.getOrInsertComputed(short, () => new Map())
    longs.set(long, (longs.get(long) ?? 0) + 1)
  }
  for (const word of new Set(texts.abstract.match(/[\p{L}\p{N}]+/gu))) {
    const uses = spellings.getOrInsertComputed(acronymOf(word), () => ({ asWord: 0, all: 0 }))
    uses.all += 1
    if (!/[\p{Lu}\p{N}].*\p{Lu}|\p{Lu}.*\p{N}/u.test(word)) uses.asWord += 1
  }
}

const kept = [...pairs].flatMap(([short, longs]) => {
  const all = [...longs.values()].reduce((sum, count) => sum + count, 0)
  return [...longs]
    .filter(([, count]) => count >= SEEN && count >= SHARE * all)
    .map(([long, count]) => ({ short, long, count }))
})
kept.sort((a, b) => b.count - a.count || (`${a.short} ${a.long}` < `${b.short} ${b.long}` ? -1 : 1))
const asWords = [...new Set(kept.map(({ short }) => short))].filter(short => {
  const { asWord, all } = spellings.get(short) ?? { asWord: 0, all: 0 }
  return asWord > AS_WORD * all
})
const table = {
  made: `npm run acronyms, of the titles and abstracts of ${papers} papers on arXiv (metadata under CC0)`,
  form: 'short form, stems of the long form, after a tab the papers that define it so; words: short forms that are words too',
  words: asWords.sort(),
  pairs: kept.map(({ short, long, count }) => `${short} ${long}\t${count}`),
}
writeFileSync(new URL('../acronyms.json', import.meta.url), `${JSON.stringify(table, undefined, 0)}\n`)
console.log(`${kept.length} pairs of ${papers} papers, ${asWords.length} that are words too`)
