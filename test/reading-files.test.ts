import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPapers } from '../src/feed/files/reading.ts'
import type { Paper } from '../src/papers.ts'
import { exported } from '../src/present/exported.ts'
import { bibtex } from '../src/present/one-paper.ts'
import { openStore } from '../src/store/store.ts'
import { hubRecord } from './emulators/hub.ts'
import { GROK, SPARSE } from './papers.ts'
import { ended, environmentOf, started } from './rigs/process.ts'

const FRIDAY = '2026-08-21'

describe('a file of papers is told by its content', () => {
  it('as JSONL, of papers and of the hub’s records, its bad lines named', () => {
    const whole: Paper = { key: 'a-b', title: 'A', abstract: 'B.', source: 'arxiv', authors: ['Ada'] }
    const lines = [
      JSON.stringify(whole),
      '{"key":',
      '',
      JSON.stringify(hubRecord(GROK, FRIDAY)),
      JSON.stringify({ ...whole, codeUrl: 'javascript:alert(1)' }),
      JSON.stringify({ ...whole, key: '/x' }),
      '{"id": "2405.14906v1", "title": "AutoCoder", "abstract": "It codes.", "authors": ["Bin Lei"]}',
    ]
    const { format, papers, faults } = readPapers(lines.join('\n'))
    expect(format).toBe('JSONL')
    expect(papers).toMatchObject([
      whole,
      { key: GROK.key, title: GROK.title, source: 'imported' },
      { key: '2405.14906', abstract: 'It codes.', authors: ['Bin Lei'] },
    ])
    expect(faults).toEqual([
      { line: 2, fault: 'is no JSON' },
      { line: 5, fault: 'codeUrl is no web address' },
      { line: 6, fault: 'key is no key' },
    ])
  })

  it('as JSONL without keys, which are made of the titles', () => {
    const line = JSON.stringify({ title: 'On Boats', abstract: 'They float.', authors: ['Ada'] })
    expect(
      readPapers(`${line}\n${line}\n{"title":"No abstract"}\n{"key":"k","title":"T","abstract":"A."}`),
    ).toMatchObject({
      papers: [
        { key: 'on-boats', title: 'On Boats', source: 'imported', authors: ['Ada'] },
        { key: 'on-boats-2', source: 'imported' },
        { key: 'k', source: 'imported' },
      ],
      faults: [{ line: 3, fault: 'needs a "title" and an "abstract"' }],
    })
  })

  it('as CSV, our own or another, which is refused with the remedy', () => {
    const paper: Paper = { key: 'a-b', title: 'A, b', abstract: 'B.', source: 'hub' }
    for (const csv of [
      exported('https://hub.example', [paper], 'csv').get('') ?? '',
      '"title","abstract"\n"A","B"\n',
    ])
      expect(readPapers(csv)).toEqual({
        format: 'CSV',
        papers: [],
        faults: [{ line: 1, fault: expect.stringContaining('is CSV, which is not read: export to') }],
      })
  })

  it('as BibTeX, LaTeX taken out, entries without an abstract named by their line', () => {
    const told = readPapers(`% a library
@comment{@article{no, title={No}}}
@article{dao2022,
  title = {{FlashAttention}: Fast \\& Exact {IO}-Aware},
  author = "Dao, Tri and Daniel Y. Fu",
  abstract = {We use {tiling}, 50\\% faster.}, date = 2022-05-27,
  eprint = {2205.14135v2}, year = 2022
}
@misc{none, title = {No abstract}}
@misc{open, title = {Never closed}`)
    expect(told).toEqual({
      format: 'BibTeX',
      papers: [
        {
          key: '2205.14135',
          arxivId: '2205.14135',
          title: 'FlashAttention: Fast & Exact IO-Aware',
          abstract: 'We use tiling, 50% faster.',
          source: 'imported',
          authors: ['Tri Dao', 'Daniel Y. Fu'],
          publishedOn: '2022-05-27',
        },
      ],
      faults: [
        { line: 9, fault: 'has no abstract, without which it cannot be searched' },
        { line: 10, fault: 'the entry has no end' },
      ],
    })
  })

  it('as what we cite, so that titles come back as they were', () => {
    const title = 'Fast & 50% $x$ in_one #1'
    const entry = bibtex('https://hub.example', { key: 'k', title, abstract: 'A.', source: 'hub' })
    const { papers } = readPapers(entry.replace(/\n}$/, ',\n  abstract = {A.}\n}'))
    expect(papers).toMatchObject([{ title }])
  })

  it('as a saved page: text, HTML without its records, and HTML with them', async () => {
    const text = await readFile(new URL('../data/sample.jsonl', import.meta.url), 'utf8')
    const [, first = '{}'] = text.split('\n')
    const { title, abstract } = JSON.parse(first)
    const plain = readPapers(`Daily Papers\n\nJul 31\n\n${title}\n\n${abstract}\n`)
    expect(plain.papers).toMatchObject([{ title, abstract, source: 'imported' }])
    const html = readPapers(`<!doctype html><h1>Daily Papers</h1><h3>${title}</h3><p>${abstract}</p>`)
    expect(html.papers).toEqual(plain.papers)
    const props = JSON.stringify({ dailyPapers: [hubRecord(SPARSE, FRIDAY), {}] }).replaceAll('"', '&quot;')
    const made = readPapers(
      `<html><div class="x" data-target="DailyPapers" data-props="${props}"></div></html>`,
    )
    expect(made.papers).toMatchObject([{ key: SPARSE.key, source: 'imported' }])
    expect(made.faults).toMatchObject([{ line: 2 }])
    expect(readPapers('nothing here').faults).toHaveLength(1)
  })

  it('and never throws, whatever it is', () => {
    const pieces = fc.constantFrom(
      '@misc{',
      '{"',
      '}',
      '<rss>',
      '<channel><item>',
      'title = {',
      '\\',
      '"',
      ',\n',
      '<p>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), all => {
        for (const { title, abstract } of readPapers(all.join('')).papers)
          expect(title && abstract).not.toBe('')
      }),
      { numRuns: 1_000 },
    )
  })
})

it('npm run import keeps what can be read, names what cannot, and says so by its code', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-import-'))
  const url = `sqlite:${join(folder, 'papers.db')}`
  const [good, bad] = [join(folder, 'good.jsonl'), join(folder, 'bad.jsonl')]
  const line = (key: string): string =>
    JSON.stringify({ key, title: `T ${key}`, abstract: 'A.', source: 'hub', upvotes: 1 })
  await writeFile(good, `${line('a')}\n${line('b')}\n`)
  await writeFile(bad, `${line('c')}\nnonsense\n`)
  const store = await openStore(url)
  await store.papers.savePapers([{ ...JSON.parse(line('a')), upvotes: 9 }], 5)
  const run = (...files: readonly string[]) =>
    ended(started('import.ts', files, { ...environmentOf({}), DATABASE_URL: url }))
  expect(await run(good)).toMatchObject({ code: 0, out: `${good}: JSONL, 2 papers kept.\n` })
  const { code, complaints } = await run(bad, join(folder, 'missing'), folder)
  expect([code, complaints]).toEqual([
    1,
    expect.stringMatching(
      /bad\.jsonl:2: is no JSON\n.*missing cannot be read: there is no such file\.\n.*cannot be read: it is a folder; name the files in it\./,
    ),
  ])
  const kept = await store.papers.byKeys(['a', 'b', 'c'])
  expect(kept.map(({ key, upvotes }) => [key, upvotes])).toEqual([
    ['a', 9],
    ['b', 1],
    ['c', 1],
  ])
  await store.close()
  await rm(folder, { recursive: true })
})
