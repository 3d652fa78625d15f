import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPapers } from '../src/feed/files/reading.ts'
import { type Paper, SOURCES } from '../src/papers.ts'
import { type ExportFormat, exported } from '../src/present/exported.ts'
import { openStore } from '../src/store/store.ts'
import { ended, environmentOf, started } from './rigs/process.ts'

const SITE = 'https://huggingface.co'
const only = (papers: readonly Paper[], format: ExportFormat): string =>
  exported(SITE, papers, format).get('') ?? ''

/** Words as the library holds them: on one line, of any signs. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map(text => text.replace(/[\s\p{Cc}]+/gu, ' ').trim() || 'x')
const address = fc.webUrl({ withQueryParameters: true })
const day = fc
  .date({ min: new Date('2023-05-04'), max: new Date('2026-12-01'), noInvalidDate: true })
  .map(at => at.toISOString().slice(0, 10))
const id = fc
  .tuple(fc.integer({ min: 10, max: 26 }), fc.integer({ min: 1, max: 12 }), fc.nat(99_999))
  .map(
    ([year, month, number]) => `${year}${String(month).padStart(2, '0')}.${String(number).padStart(5, '0')}`,
  )
const paper: fc.Arbitrary<Paper> = fc
  .record(
    {
      title: words,
      abstract: words,
      source: fc.constantFrom(...SOURCES),
      arxivId: id,
      authors: fc.array(words, { minLength: 1, maxLength: 4 }),
      organization: words,
      publishedOn: day,
      feedDay: day,
      upvotes: fc.nat(),
      comments: fc.nat(),
      codeUrl: address,
      codeStars: fc.nat(),
      projectUrl: address,
      keywords: fc.array(words, { minLength: 1, maxLength: 3 }),
      hubSummary: words,
      imageUrl: address,
      withdrawn: fc.constant(true as const),
    },
    { requiredKeys: ['title', 'abstract', 'source'] },
  )
  .map(told => ({ key: told.arxivId ?? 'a-paper', ...told }))

const HOSTILE: Paper = {
  key: '2608.00001',
  arxivId: '2608.00001',
  title: '=HYPERLINK("http://evil.example"), a <script>alert(1)</script> & "more"',
  abstract: '@SUM(1) ]]> </description><item> it\u0001s',
  source: 'hub',
  feedDay: '2026-08-21',
  upvotes: 3,
  authors: ['-Ada', "O'Neil <b>"],
  codeUrl: 'https://github.com/a/b?x=1&y="2"',
}

describe('what is exported', () => {
  it('as JSONL comes back as it was, and is then exported the same', () => {
    fc.assert(
      fc.property(fc.array(paper, { maxLength: 5 }), papers => {
        const file = only(papers, 'jsonl')
        const back = readPapers(file === '' ? '{}' : file).papers
        expect(back).toEqual(papers)
        expect(only(back, 'jsonl')).toBe(file)
      }),
    )
  })

  it('as RSS and as BibTeX comes back with its title, authors and abstract', () => {
    const plain = {
      ...HOSTILE,
      abstract: 'Half of A < B & C, 50% of $x$.',
      authors: ['Ada Lovelace', 'Alan Turing'],
    }
    const { key, title, abstract, authors } = plain
    for (const format of ['xml', 'bib'] as const) {
      const { papers, faults } = readPapers(only([plain], format))
      expect(faults).toEqual([])
      expect(papers).toMatchObject([{ key, title, abstract, authors }])
    }
    expect(
      readPapers(only([HOSTILE, { ...plain, key: '2608.00002', arxivId: '2608.00002' }], 'xml')).papers,
    ).toHaveLength(2)
    const { arxivId: _none, ...slug } = { ...plain, key: 'half-of-a' }
    expect(readPapers(only([slug], 'xml')).papers).toMatchObject([{ key: 'half-of-a', title }])
    const labels = only([plain, { ...plain, arxivId: '2608.00002' }], 'bib').match(/(?<=@misc\{)[^,]*/g)
    expect(new Set(labels).size).toBe(2)
  })

  it('as CSV is a table in which no cell is a formula', () => {
    const [header = '', row = '', rest] = only([HOSTILE], 'csv').split('\r\n')
    expect(header).toMatch(/^key,title,authors,/)
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example""), a <script>`)
    expect(row).toContain("'-Ada; O'Neil <b>")
    expect(row).toContain("'@SUM(1)")
    expect(rest).toBe('')
  })

  it('as a folder is a page a day and an index, in which foreign text stays text', () => {
    const { feedDay: _none, ...undated } = HOSTILE
    const pages = exported(SITE, [HOSTILE, { ...undated, key: 'x' }], 'folder')
    expect([...pages.keys()]).toEqual(['index.html', 'undated.html', '2026-08-21.html'])
    expect(pages.get('index.html')).toContain(
      '<a href="2026-08-21.html">Friday, August 21, 2026</a>, 1 paper',
    )
    const page = pages.get('2026-08-21.html') ?? ''
    expect(page).toContain('a &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;</a></h2>')
    expect(page).toContain('href="https://github.com/a/b?x=1&amp;y=&quot;2&quot;"')
    expect(page).not.toMatch(/<script|<item|<b>/)
    expect(page).not.toContain('\u0001')
  })
})

it('npm run export writes the days that are asked for, and says what it cannot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-export-'))
  const url = `sqlite:${join(folder, 'papers.db')}`
  const older = { ...HOSTILE, key: '2607.00001', arxivId: '2607.00001', feedDay: '2026-07-31' }
  const store = await openStore(url)
  await store.papers.savePapers([HOSTILE, older], 1)
  await store.close()
  const run = (...words: readonly string[]) =>
    ended(started('export.ts', words, { ...environmentOf({}), DATABASE_URL: url }))
  const file = join(folder, 'all.jsonl')
  expect(await run('--to', file)).toMatchObject({ code: 0, out: `${file}: 2 papers written.\n` })
  expect(readPapers(await readFile(file, 'utf8')).papers.map(({ key }) => key)).toEqual([
    HOSTILE.key,
    older.key,
  ])
  await run('--to', join(folder, 'pages'), '--until', '2026-08-01')
  expect((await readdir(join(folder, 'pages'))).sort()).toEqual(['2026-07-31.html', 'index.html'])
  expect(await run('--to', 'x.pdf')).toMatchObject({
    code: 1,
    complaints: expect.stringContaining('no format that there is'),
  })
  expect(await run('--to', file, '--since', 'soon')).toMatchObject({
    code: 1,
    complaints: expect.stringContaining('--since is no day'),
  })
  await rm(folder, { recursive: true })
})
