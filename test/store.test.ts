import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { openDatabase } from '../src/store/engines/open-database.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { REMEMBERED_MS } from '../src/store/talks.ts'
import { ENGINES } from './rigs/engines.ts'

const HERE = { adapter: 'a', tenant: 't', channel: 'c' }
const ELSEWHERE = [
  { ...HERE, adapter: 'b' },
  { ...HERE, tenant: 'u' },
  { ...HERE, channel: 'd' },
]
const TERMS = { at: '09:00', timezone: 'UTC', days: [1, 2, 3, 4, 5], top: 5 }
const paper = (key: string, more: Partial<Paper> = {}): Paper => ({
  key,
  title: `Title of ${key}`,
  abstract: 'An abstract.',
  source: 'hub',
  ...more,
})

let folder: string
let store: Store

describe.each(ENGINES)('the store on %s', (_name, freshUrl) => {
  let url: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-store-'))
    url = await freshUrl(folder)
    store = await openStore(url)
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  it('refuses data of a newer Paperboy', async () => {
    const database = await openDatabase(url, Date.now)
    await database.run('insert into migration (number) values (99)')
    await database.close()
    await expect(openStore(url)).rejects.toThrow('DATABASE_URL holds data of a newer Paperboy (schema 99')
  })

  it('keeps what one of the engines cannot hold as a sign that both can', async () => {
    await store.talks.keepWords(HERE, { key: 'w', says: 'search nul\0here', talk: undefined }, 10)
    expect(await store.talks.words(HERE, 'w')).toBe('search nul\uFFFDhere')
  })

  const reopened = async (): Promise<void> => {
    await store.close()
    store = await openStore(url)
  }

  it('gives an id to one claimant only, after a restart too, until it is too old to come again', async () => {
    const claims = await Promise.all([1, 2, 3].map(at => store.inbound.claim('id', 'ada', at)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    await reopened()
    expect(await store.inbound.claim('id', 'ada', 4)).toBe(false)
    await store.inbound.sweep(3 * 60 * 60_000)
    expect(await store.inbound.claim('id', 'ada', 5)).toBe(true)
  })

  it('tells when somebody asked, and nobody else', async () => {
    await store.inbound.claim('1', 'ada', 100)
    await store.inbound.claim('2', 'ada', 200)
    await store.inbound.claim('3', 'alan', 150)
    expect(await store.inbound.recent('ada', 100)).toEqual([200])
    expect(await store.inbound.recent('ada', 0)).toEqual([100, 200])
  })

  it('keeps papers whole and gives them back in slices', async () => {
    const full = paper('2608.00001', {
      arxivId: '2608.00001',
      authors: ['Ada', 'Ål "quoted" 😀'],
      feedDay: '2026-08-20',
      upvotes: 0,
      codeUrl: 'https://github.com/x/y',
      keywords: ['moe'],
    })
    await store.papers.saveBatch({ day: '2026-08-20', readMs: 5, settled: false }, [
      full,
      paper('b'),
      paper('c'),
    ])
    await store.papers.saveBatch({ day: '2026-08-20', readMs: 9, settled: true }, [{ ...full, upvotes: 7 }])
    await reopened()
    const slices: (readonly Paper[])[] = []
    for await (const slice of store.papers.slices(2)) slices.push(slice)
    expect(slices).toEqual([[{ ...full, upvotes: 7 }, paper('b')], [paper('c')]])
    expect(await store.papers.batches()).toEqual([{ day: '2026-08-20', readMs: 9, settled: true }])
  })

  it('merges what is told of a paper, whichever comes first, and gives back what is known', async () => {
    const told = { codeUrl: 'https://github.com/x/y', codeStars: 5 }
    const batch = { day: '2026-08-20', readMs: 9, settled: false }
    const hub = paper('p', { upvotes: 7, feedDay: batch.day })
    const arxiv = paper('p', { source: 'arxiv', title: 'As at arXiv', authors: ['Ada'], ...told })
    const both = { ...hub, authors: ['Ada'], ...told }
    expect(await store.papers.savePapers([arxiv], 5)).toEqual([arxiv])
    expect(await store.papers.saveBatch(batch, [hub])).toEqual([both])
    await reopened()
    expect(await store.papers.byKeys(['p'])).toEqual([both])
    expect(await store.papers.savePapers([arxiv, paper('p', { upvotes: 2 })], 6)).toEqual([both, both])
    expect(await store.papers.saveBatch({ ...batch, readMs: 10 }, [{ ...hub, upvotes: 6 }])).toEqual([
      { ...both, upvotes: 6 },
    ])
    expect(await store.papers.ofDay(batch.day)).toEqual([{ ...both, upvotes: 6 }])
  })

  it('tells which papers have come or changed since', async () => {
    const before = await store.now()
    await store.papers.savePapers([paper('p'), paper('q')], 1)
    expect(await store.papers.keptSince(before)).toEqual([paper('p'), paper('q')])
    await new Promise(resolve => setTimeout(resolve, 5))
    const between = await store.now()
    await store.papers.savePapers([paper('p'), paper('q', { upvotes: 2 })], 2)
    expect((await store.papers.keptSince(between)).map(({ key }) => key)).toContain('q')
    expect(await store.papers.keptSince(between + 60_000)).toEqual([])
  })

  it('loses no telling of several at once', async () => {
    const sources = ['hub', 'mirror', 'arxiv', 'imported'] as const
    const fields = [{ upvotes: 1 }, { comments: 2 }, { authors: ['Ada'] }, { keywords: ['moe'] }] as const
    const tellings = sources.map((source, at) => paper('p', { source, ...fields[at] }))
    await Promise.all(tellings.map(telling => store.papers.savePapers([telling], 1)))
    expect(await store.papers.byKeys(['p'])).toEqual([paper('p', Object.assign({}, ...fields))])
  })

  it('keeps full texts, and for a day that there is none, down to a bound', async () => {
    const DAY = 24 * 60 * 60_000
    const sections = [{ heading: '4.2 Ünïcode “quoted” 😀', text: 'One.\n\nTwo.' }]
    await store.fullTexts.keep('p', sections, 10)
    await store.fullTexts.keep('none', [], 20)
    await reopened()
    expect(await store.fullTexts.of('p', 400 * DAY)).toEqual(sections)
    expect(await store.fullTexts.of('none', DAY)).toEqual([])
    expect(await store.fullTexts.of('none', 20 + DAY)).toBeUndefined()
    expect(await store.fullTexts.of('other', 30)).toBeUndefined()
    await store.fullTexts.keep('none', sections, 30 + DAY)
    await store.fullTexts.sweep(2 * DAY)
    expect(await store.fullTexts.of('none', 2 * DAY)).toEqual(sections)
    const size = JSON.stringify(sections).length
    await store.fullTexts.keep('q', sections, 3 * DAY)
    await store.fullTexts.keep('gone', [], 3 * DAY)
    await store.fullTexts.sweep(4 * DAY, 2 * size)
    const known = ['p', 'none', 'q', 'gone'].map(paper => store.fullTexts.of(paper, 3 * DAY))
    expect(await Promise.all(known)).toEqual([undefined, sections, sections, undefined])
  })

  it('knows a talk by its place, by its key and as the latest of its channel, and nowhere else', async () => {
    const talk = {
      key: 'k1',
      papers: ['p', 'q'],
      focus: 'q',
      next: '/today page:2',
      quiet: false,
      seenBy: undefined,
    }
    await store.talks.remember(HERE, talk, ['place 1', 'place 2'], 10)
    await reopened()
    expect(await store.talks.at(HERE, 'place 2')).toEqual(talk)
    expect(await store.talks.under(HERE, 'k1')).toEqual(talk)
    expect(await store.talks.latest(HERE, 'ada')).toEqual(talk)
    for (const bound of ELSEWHERE) {
      expect(await store.talks.at(bound, 'place 1')).toBeUndefined()
      expect(await store.talks.under(bound, 'k1')).toBeUndefined()
      expect(await store.talks.latest(bound, 'ada')).toBeUndefined()
    }
    const later = { key: 'k2', papers: ['r'], focus: undefined, next: undefined, quiet: true, seenBy: 'ada' }
    await store.talks.remember(HERE, later, ['place 1'], 20)
    expect(await store.talks.at(HERE, 'place 1')).toEqual(later)
    expect(await store.talks.latest(HERE, 'ada')).toEqual(later)
    expect(await store.talks.latest(HERE, 'alan')).toEqual(talk)
    await store.talks.sweep(400 * 24 * 60 * 60_000)
    expect(await store.talks.latest(HERE, 'ada')).toBeUndefined()
  })

  it('keeps words for the channel they were shown in', async () => {
    await store.talks.keepWords(HERE, { key: 'w', says: '/search something long', talk: undefined }, 10)
    expect(await store.talks.words(HERE, 'w')).toBe('/search something long')
    for (const bound of ELSEWHERE) expect(await store.talks.words(bound, 'w')).toBeUndefined()
  })

  it('counts one verdict an answer, the last one, where the answer was given', async () => {
    for (const key of ['a', 'b', 'c'])
      await store.feedback.keep(HERE, { key, talk: 'k', question: 'how fast?' }, 10)
    expect(await store.feedback.judge(HERE, 'a', 'helpful')).toBe(true)
    expect(await store.feedback.judge(HERE, 'b', 'helpful')).toBe(true)
    expect(await store.feedback.judge(HERE, 'b', 'unhelpful')).toBe(true)
    await reopened()
    expect(await store.feedback.judge(HERE, 'b', 'unhelpful')).toBe(true)
    expect(await store.feedback.judge(HERE, 'nonesuch', 'helpful')).toBe(false)
    expect(await store.feedback.counts(HERE)).toEqual({ helpful: 1, unhelpful: 1 })
    for (const bound of ELSEWHERE) {
      expect(await store.feedback.judge(bound, 'a', 'unhelpful')).toBe(false)
      expect(await store.feedback.counts(bound)).toEqual({ helpful: 0, unhelpful: 0 })
    }
    await store.feedback.sweep(400 * 24 * 60 * 60_000)
    expect(await store.feedback.counts(HERE)).toEqual({ helpful: 0, unhelpful: 0 })
  })

  it('forgets a thread with every talk it ever had, and nothing of another one', async () => {
    for (const [talk, place] of [
      ['first', 'here'],
      ['second', 'here'],
      ['other', 'there'],
    ] as const) {
      await store.talks.remember(HERE, { key: talk, papers: ['p'] }, [place], 10)
      await store.talks.keepWords(HERE, { key: `${talk} words`, says: '/again', talk }, 10)
      for (const key of [`${talk} judged`, `${talk} asked`])
        await store.feedback.keep(HERE, { key, talk, question: 'how fast?' }, 10)
      await store.feedback.judge(HERE, `${talk} judged`, 'helpful')
    }
    for (const bound of ELSEWHERE) expect(await store.forgetThread(bound, 'here')).toBeUndefined()
    await reopened()
    expect(await store.forgetThread(HERE, 'here')).toEqual({ questions: 4 })
    expect(await store.forgetThread(HERE, 'here')).toBeUndefined()
    expect(await store.talks.at(HERE, 'here')).toBeUndefined()
    for (const talk of ['first', 'second']) {
      expect(await store.talks.under(HERE, talk)).toBeUndefined()
      expect(await store.talks.words(HERE, `${talk} words`)).toBeUndefined()
      expect(await store.feedback.judge(HERE, `${talk} asked`, 'helpful')).toBe(false)
    }
    expect(await store.talks.at(HERE, 'there')).toMatchObject({ key: 'other' })
    expect(await store.talks.words(HERE, 'other words')).toBe('/again')
    expect(await store.feedback.judge(HERE, 'other asked', 'helpful')).toBe(true)
    expect(await store.feedback.counts(HERE)).toEqual({ helpful: 4, unhelpful: 0 })
  })

  it('has one list a person', async () => {
    const ada = { adapter: 'a', tenant: 't', author: 'ada' }
    expect(await store.saved.save(ada, 'p', 1)).toBe(true)
    expect(await store.saved.save(ada, 'p', 2)).toBe(false)
    await store.saved.save(ada, 'q', 3)
    expect(await store.saved.of(ada)).toEqual(['q', 'p'])
    expect(await store.saved.of({ ...ada, author: 'alan' })).toEqual([])
    expect(await store.saved.drop(ada, 'p')).toBe(true)
    expect(await store.saved.drop(ada, 'p')).toBe(false)
  })

  it('answers what is meant for it until a channel says otherwise', async () => {
    expect(await store.settings.followups(HERE)).toBe('auto')
    await store.settings.setFollowups(HERE, 'off')
    expect(await store.settings.followups(HERE)).toBe('off')
    for (const bound of ELSEWHERE) expect(await store.settings.followups(bound)).toBe('auto')
  })

  it('lets one caller of all have a link’s card in a thread, until the thread is forgotten or old', async () => {
    const claim = (place: string, paper = 'p') => store.linkCards.claim(HERE.adapter, place, paper, 1)
    const callers = await Promise.all(Array.from({ length: 8 }, () => claim('here')))
    expect(callers.filter(Boolean)).toHaveLength(1)
    expect([await claim('here', 'q'), await claim('there')]).toEqual([true, true])
    await store.forgetThread(HERE, 'here')
    expect([await claim('here'), await claim('there')]).toEqual([true, false])
    await store.linkCards.sweep(REMEMBERED_MS + 2)
    expect(await claim('there')).toBe(true)
  })

  it('leaves links alone until a channel says otherwise', async () => {
    expect(await store.settings.links(HERE)).toBe('off')
    await store.settings.setLinks(HERE, 'on')
    expect([await store.settings.links(HERE), await store.settings.followups(HERE)]).toEqual(['on', 'auto'])
    for (const bound of ELSEWHERE) expect(await store.settings.links(bound)).toBe('off')
  })

  it('changes a channel’s subscription rather than making a second', async () => {
    const subscription = { id: 's', ...HERE, author: 'ada', terms: TERMS, nextDueMs: 1_000 }
    await store.subscriptions.put(subscription, 1)
    await store.subscriptions.put({ ...subscription, id: 'other', terms: { ...TERMS, top: 3 } }, 2)
    expect(await store.subscriptions.of(HERE)).toMatchObject({
      id: 's',
      terms: { top: 3 },
      paused: undefined,
    })
  })

  it('has a daily and a weekly subscription of a channel, and finds the one whose time is too far off', async () => {
    const daily = { id: 'd', ...HERE, author: 'ada', terms: TERMS, nextDueMs: 1_000 }
    const weekly = {
      ...daily,
      id: 'w',
      terms: { ...TERMS, every: 'week', days: [5] } as const,
      nextDueMs: 9_000,
    }
    await store.subscriptions.put(weekly, 1)
    await store.subscriptions.put(daily, 1)
    expect((await store.subscriptions.all(HERE)).map(({ id }) => id)).toEqual(['d', 'w'])
    expect((await store.subscriptions.of(HERE, 'week'))?.terms).toEqual(weekly.terms)
    expect((await store.subscriptions.astray(5_000, 10)).map(({ id }) => id)).toEqual(['w'])
    await store.subscriptions.move('w', 5_000)
    expect(await store.subscriptions.astray(5_000, 10)).toEqual([])
  })
})
