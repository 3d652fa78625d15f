import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closesAt,
  dayAfter,
  feedDayAt,
  lastCompleteBefore,
  monthOf,
  nextWeekday,
  previousWeekday,
  standingBatchAt,
  weekOf,
} from '../src/feed/feed-day.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { readSavedPage } from '../src/feed/files/saved-page.ts'
import { readHubRecord } from '../src/feed/hub/records.ts'
import { linksIn } from '../src/feed/links.ts'
import { parseDay } from '../src/feed/written-day.ts'
import { hubRecord } from './emulators/hub.ts'
import { WHOLE } from './fuzz/mutated-records.ts'

describe('the bundled page', () => {
  const { on, papers } = loadSample()
  const titled = (title: string) => papers.find(paper => paper.title === title)

  it('bears its day, without a year, and has 81 papers', () => {
    expect(on).toEqual({ month: 7, day: 31 })
    expect(papers).toHaveLength(81)
    expect(new Set(papers.map(({ key }) => key)).size).toBe(81)
    expect(papers[0]?.title).toBe('Sparse Iso-FLOP Transformations for Maximizing Training Efficiency')
    expect(papers[80]?.title).toBe('Random Teachers are Good Teachers')
  })

  it.each(papers.map(paper => [paper.title, paper] as const))('%s: whole', (_title, { key, abstract }) => {
    expect(key).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    expect(key.length).toBeLessThanOrEqual(60)
    expect(abstract).toMatch(/^[A-Z]/)
    expect(abstract).toMatch(/(?:[.!?}]|https:\/\/\S+)$/)
    expect(abstract.length).toBeGreaterThanOrEqual(1390)
  })

  it('says nothing that the page does not say', () => {
    const said = new Set(papers.flatMap(paper => Object.keys(paper)))
    expect([...said].sort()).toEqual(['abstract', 'codeUrl', 'key', 'projectUrl', 'source', 'title'])
  })

  it('knows where the code is, without the full stop after it', () => {
    expect(papers.filter(paper => paper.codeUrl)).toHaveLength(24)
    expect(titled('EQ-Net: Elastic Quantization Neural Networks')?.codeUrl).toBe(
      'https://github.com/xuke225/EQ-Net',
    )
    expect(titled('Pruning-aware Sparse Regularization for Network Pruning')?.codeUrl).toBe(
      'https://github.com/CASIA-IVA-Lab/MaskSparsity',
    )
    expect(titled('Compressing Features for Learning with Noisy Labels')).toMatchObject({
      projectUrl: 'https://yingyichen-cyy.github.io/CompressFeatNoisyLabels/',
    })
  })

  const word = fc.stringMatching(/^[A-Za-z]{2,9}$/)
  const title = fc.array(word, { minLength: 2, maxLength: 12 }).map(words => words.join(' '))
  const abstract = fc.array(word, { minLength: 140, maxLength: 200 }).map(words => `${words.join(' ')}.`)

  it('reads any page back, however its lines are wrapped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(title, abstract), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (told, wrapped) => {
          const end = wrapped ? '\r\n' : '\n'
          const wrap = (text: string) => (wrapped ? text.replace(/(.{60}\S*) /g, `$1${end}`) : text)
          const text = ['Daily Papers', 'Jul 31', ...told.flat(), 'Previous', 'Next']
            .map(wrap)
            .join(end + end)
          const page = readSavedPage(text)
          expect(page.on).toEqual({ month: 7, day: 31 })
          expect(page.papers.map(paper => [paper.title, paper.abstract])).toEqual(told)
          expect(new Set(page.papers.map(paper => paper.key)).size).toBe(told.length)
          expect(page.leftOut.map(({ text }) => text)).toEqual(['Daily Papers', 'Jul 31', 'Previous', 'Next'])
        },
      ),
    )
  })

  it('leaves out a title without an abstract, and says in which line it stood', () => {
    const long = 'It works. '.repeat(40).trim()
    const { papers, leftOut } = readSavedPage(`Alone\n\nTogether\n\n${long}\n\n${long}`)
    expect(papers).toMatchObject([{ key: 'together', title: 'Together', abstract: `${long} ${long}` }])
    expect(leftOut).toEqual([{ line: 1, text: 'Alone' }])
  })
})

describe('the feed day', () => {
  const at = (time: string) => Date.parse(time)
  const hours = (day: string) => (closesAt(day) - closesAt(dayAfter(day, -1))) / 3_600_000

  it('turns over at 21:30 in New York, in summer and in winter', () => {
    expect(feedDayAt(at('2026-08-07T01:29:59Z'))).toBe('2026-08-06')
    expect(feedDayAt(at('2026-08-07T01:30:00Z'))).toBe('2026-08-07')
    expect(feedDayAt(at('2026-01-15T02:29:59Z'))).toBe('2026-01-14')
    expect(feedDayAt(at('2026-01-15T02:30:00Z'))).toBe('2026-01-15')
    expect([hours('2026-03-08'), hours('2026-07-31'), hours('2026-11-01')]).toEqual([23, 24, 25])
  })

  it('closes Friday on Friday, though its batch stands until Monday opens on Sunday evening', () => {
    expect(closesAt('2026-07-31')).toBe(at('2026-08-01T01:30:00Z'))
    expect(feedDayAt(at('2026-08-01T12:00:00Z'))).toBe('2026-08-01')
    expect(standingBatchAt(at('2026-08-01T12:00:00Z'))).toBe('2026-07-31')
    expect(standingBatchAt(at('2026-08-03T01:29:00Z'))).toBe('2026-07-31')
    expect(standingBatchAt(at('2026-08-03T01:30:00Z'))).toBe('2026-08-03')
    expect(lastCompleteBefore(at('2026-08-03T12:00:00Z'))).toBe('2026-07-31')
  })

  it('knows the weekdays beside it, its week and its month', () => {
    expect([previousWeekday('2026-08-03'), nextWeekday('2026-07-31')]).toEqual(['2026-07-31', '2026-08-03'])
    expect(weekOf('2026-01-01')).toEqual({ from: '2025-12-29', to: '2026-01-04' })
    expect(monthOf('2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })

  it.each([
    ['2026-07-31', '2026-07-31'],
    ['31.07.2026', '2026-07-31'],
    ['Jul 31', '2026-07-31'],
    ['31st July, 2025', '2025-07-31'],
    ['december 24', '2025-12-24'],
    ['today', '2026-08-05'],
    [' Yesterday ', '2026-08-04'],
    ['wed', '2026-08-05'],
    ['Thursday', '2026-07-30'],
  ])('on Wednesday, 5 August 2026, %s is %s', (written, day) => {
    expect(parseDay(written, '2026-08-05')).toEqual({ kind: 'day', day })
  })

  it.each(['2026-02-30', '31.02.2026', 'jun 31', 'feb 29 2026'])('no calendar has %s', written => {
    expect(parseDay(written, '2026-08-05')).toEqual({ kind: 'impossible' })
  })

  it.each(['', '07/31/2026', 'mondays', 'julember 3', 'jul', '31', 'grokking', '2026-7'])(
    '%j is no day',
    written => {
      expect(parseDay(written, '2026-08-05')).toEqual({ kind: 'unreadable' })
    },
  )
})

describe('a record of the hub', () => {
  const day = '2026-07-31'
  const told = WHOLE
  const { key, title, abstract, source, arxivId, feedDay } = told
  const read = (record: unknown) => readHubRecord(record, day)

  it('loses nothing, and adds nothing', () => {
    expect(read(hubRecord(told, day))).toEqual({ kind: 'paper', paper: told })
    const bare = { key, title, abstract, source, arxivId, feedDay } as const
    expect(read(hubRecord(bare, day))).toEqual({ kind: 'paper', paper: bare })
    expect(read(hubRecord({ ...bare, upvotes: 0 }, day))).toMatchObject({ paper: { upvotes: 0 } })
  })

  it('may be flat, spelled otherwise, wrapped by hard lines, versioned', () => {
    const flat = {
      id: '2602.23229v2',
      title: 'Large Multimodal Models as General\n  In-Context Classifiers',
      summary: ' Which multimodal\nmodel? ',
      publishedAt: '2026-07-28T02:08:18.000Z',
      authors: [{ name: 'Shown', hidden: false }, { name: 'Hidden', hidden: true }, { name: 'Plain' }, null],
      aiSummary: 'One\nline.',
      aiKeywords: ['a', 7, ' b '],
      upvotes: null,
      githubStars: 3,
      organization: { name: 'lab' },
      mediaUrl: 'https://cdn.example/x.png',
    }
    expect(read(flat)).toEqual({
      kind: 'paper',
      paper: {
        ...{ key, title, source, arxivId, feedDay, abstract: 'Which multimodal model?' },
        ...{
          publishedOn: '2026-07-28',
          authors: ['Shown', 'Plain'],
          organization: 'lab',
          keywords: ['a', 'b'],
        },
        ...{ hubSummary: 'One line.', imageUrl: 'https://cdn.example/x.png' },
      },
    })
  })

  it('links to the web or not at all', () => {
    const hostile = { ...told, codeUrl: 'javascript:alert(1)', projectUrl: '/papers', imageUrl: 'data:,x' }
    const { codeUrl, codeStars, projectUrl, imageUrl, ...harmless } = told
    expect(read(hubRecord(hostile, day))).toEqual({ kind: 'paper', paper: harmless })
  })

  it('finds the code that only the abstract names', () => {
    expect(linksIn('Code: \\url{https://github.com/a/b\\_c.git}.')).toEqual({
      codeUrl: 'https://github.com/a/b_c',
    })
    expect(linksIn('The dataset and code: https://huggingface.co/datasets/a/b.')).toEqual({})
    expect(linksIn('Our models are at https://huggingface.co/a/b.')).toEqual({})
    expect(linksIn('See https://github.com/a and https://notgithub.com/a/b.')).toEqual({})
  })

  it.each([
    [null, 'unknown', 'is no object'],
    [{ paper: { title, summary: abstract } }, 'unknown', /^id /],
    [{ paper: { id: 'hello', title, summary: abstract } }, 'hello', 'id is no arXiv id'],
    [{ paper: { id: key, title: ' \n', summary: abstract } }, key, 'title is empty'],
    [{ paper: { id: key, title, summary: 5 } }, key, /^summary /],
  ])('that is bad is named: %j', (record, id, fault) => {
    expect(read(record)).toEqual({
      kind: 'fault',
      id,
      fault: typeof fault === 'string' ? fault : expect.stringMatching(fault),
    })
  })

  it('may be withdrawn', () => {
    expect(read({ paper: { id: key, title, summary: abstract, withdrawnAt: '2026-08-01' } })).toMatchObject({
      kind: 'paper',
      paper: { key, withdrawn: true },
    })
  })
})
