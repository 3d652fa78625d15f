import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ArxivAnswer, createArxiv } from '../src/feed/elsewhere/arxiv.ts'
import { readAtom } from '../src/feed/elsewhere/atom.ts'
import { mentionsIn } from '../src/feed/references.ts'
import { openStore } from '../src/store/store.ts'
import { type ArxivEmulator, openArxiv } from './emulators/arxiv.ts'
import { hubRecord } from './emulators/hub.ts'
import { BATCHES, FRIDAY } from './papers.ts'
import { type Channel, openChannel, wordsOf } from './rigs/channel.ts'
import type { Paperboy } from './rigs/paperboy.ts'

const MAMBA = {
  key: '2312.00752',
  title: 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
  abstract:
    'Foundation models are almost universally based on the Transformer. We propose Mamba, whose state spaces depend on the input. Mamba has 5 times higher throughput than Transformers of < 3B parameters & scales linearly.',
  authors: ['Albert Gu', 'Tri Dao'],
  publishedOn: '2023-12-01',
}

describe('a paper that the library lacks', () => {
  let paperboy: Paperboy
  let channel: Channel
  beforeEach(async () => {
    channel = await openChannel([], [FRIDAY])
    paperboy = channel.paperboy
  })
  afterEach(() => paperboy.stop())

  it('is fetched from arXiv by its id or address, labelled so, kept, and asked for once', async () => {
    paperboy.arxiv.publish(MAMBA)
    const shown = wordsOf(await channel.ask('show https://arxiv.org/pdf/2312.00752v2.pdf'))
    expect(shown).toContain(MAMBA.title)
    expect(shown).toMatch(/Albert Gu and Tri Dao.*from arXiv/)
    expect(shown).toContain('< 3B parameters & scales linearly.')
    await paperboy.restart()
    expect(wordsOf(await channel.ask('cite arXiv:2312.00752'))).toContain('author = {Albert Gu and Tri Dao}')
    expect(paperboy.arxiv.requests).toEqual([['2312.00752']])
  })

  it('comes from the hub where that has it, and arXiv is left alone', async () => {
    const { paper } = hubRecord({ ...MAMBA, upvotes: 152 }, '2023-12-04')
    paperboy.hub.index(MAMBA.key, paper)
    const shown = wordsOf(await channel.ask('show 2312.00752'))
    expect(shown).toContain('152 upvotes')
    expect(shown).toMatch(/from the hub.*Dec 1, 2023/)
    expect(wordsOf(await channel.ask('search selective state spaces'))).not.toContain('found by')
    expect(paperboy.arxiv.requests).toEqual([])
  })

  it('is fetched where its id or address is all that is searched for, of before 2007 too', async () => {
    paperboy.arxiv.publish({ ...MAMBA, key: 'math/0309136', title: 'Ricci Flow' })
    expect(wordsOf(await channel.ask('https://arxiv.org/abs/math.DG/0309136v1'))).toMatch(
      /Ricci Flow.*from arXiv/,
    )
    expect(wordsOf(await channel.ask('show math/0309136'))).toContain('arxiv.org/abs/math/0309136')
    expect(wordsOf(await channel.ask('ask who wrote math.dg/0309136?'))).toContain('Albert Gu')
    expect(paperboy.arxiv.requests).toEqual([['math/0309136']])
    paperboy.setTime('2026-08-22T10:20:00Z')
    expect(wordsOf(await channel.ask('2312.11111'))).toContain('arXiv has no paper of this number')
  })

  it('joins the thread that it is named in, whether or not another paper was shown', async () => {
    paperboy.arxiv.publish(MAMBA)
    const asked = 'ask how much throughput does https://arxiv.org/abs/2312.00752 have?'
    expect(wordsOf(await channel.ask(asked))).toContain('5 times higher throughput')
    await channel.ask('today')
    const count = BATCHES[FRIDAY]?.length ?? 0
    const joined = wordsOf(await channel.ask('ask who wrote 2312.00752?'))
    expect(joined).toContain('Albert Gu')
    expect(joined).toContain(`from now on it is #${count + 1} here`)
  })

  it('is told of in a sentence when nobody has it, when arXiv fails, and when that takes too long', async () => {
    expect(wordsOf(await channel.ask('show 2399.12345'))).toContain('no paper of this number: check it')
    expect(wordsOf(await channel.ask('show 2312.11111'))).toContain('arXiv has no paper of this number')
    expect(wordsOf(await channel.ask('ask what is 2312.11111 about?'))).toContain('arXiv has no paper')
    expect(paperboy.arxiv.requests).toEqual([['2312.11111']])
    paperboy.setTime('2026-08-22T10:20:00Z')
    paperboy.arxiv.break('hang')
    expect(wordsOf(await channel.ask('show 2312.22222'))).toContain('ask again in a moment')
  })

  it('is not looked for without end, however many are named', async () => {
    paperboy.hub.break({ kind: 'cut' })
    paperboy.arxiv.break(503)
    const { outside } = paperboy.house
    const ids = Array.from({ length: 120 }, (_, at) => `2312.${10_000 + at}`)
    for (const id of ids) await outside.paper(id)
    paperboy.hub.mend()
    paperboy.hub.index(MAMBA.key, hubRecord(MAMBA, FRIDAY).paper)
    expect(await outside.paper('2312.00752')).toEqual({ kind: 'down' })
    paperboy.setTime('2026-08-22T10:06:00Z')
    expect(await outside.paper('2312.00752')).toMatchObject({ kind: 'paper' })
  })

  it('is not to be had while arXiv refuses, and is again after a rest', async () => {
    paperboy.arxiv.publish(MAMBA)
    paperboy.arxiv.break(503)
    expect(wordsOf(await channel.ask('show 2312.00752'))).toContain('Neither the hub nor arXiv can tell')
    expect(wordsOf(await channel.ask('show 2312.00752'))).toContain('Neither the hub nor arXiv can tell')
    expect(paperboy.arxiv.requests).toHaveLength(1)
    paperboy.arxiv.mend()
    paperboy.setTime('2026-08-22T12:00:00Z')
    expect(wordsOf(await channel.ask('show 2312.00752'))).toContain(MAMBA.title)
  })
})

describe('arXiv', () => {
  let arxiv: ArxivEmulator
  beforeEach(async () => {
    arxiv = await openArxiv()
  })
  afterEach(() => arxiv.stop())

  it('is asked for all that is wanted at once, and not again within three seconds', async () => {
    let nowMs = 0
    const client = createArxiv({
      endpoint: arxiv.endpoint,
      version: '0.0.0',
      fetch,
      lease: { hold: async () => true },
      now: () => nowMs,
      log: () => undefined,
    })
    arxiv.publish(MAMBA)
    expect(await client.find('2312.00752')).toMatchObject({ kind: 'paper', paper: { source: 'arxiv' } })
    nowMs = 2_999.9
    const all: readonly ArxivAnswer[] = await Promise.all([
      client.find('2312.00752'),
      client.find('2312.11111'),
      client.find('2312.00752'),
    ])
    expect(all.map(({ kind }) => kind)).toEqual(['paper', 'absent', 'paper'])
    expect(arxiv.requests).toEqual([['2312.00752'], ['2312.00752', '2312.11111']])
    const late = client.find('2312.33333')
    await client.stop()
    expect(await late).toEqual({ kind: 'down' })
  })

  it('is asked by one replica at a time, and three seconds apart, by the clock of their database', async () => {
    arxiv.publish(MAMBA)
    let nowMs = 0
    const store = await openStore('sqlite::memory:', () => nowMs)
    const replica = (owner: string) =>
      createArxiv({
        endpoint: arxiv.endpoint,
        version: '0.0.0',
        fetch,
        lease: { hold: forMs => store.leases.hold('arxiv', owner, forMs) },
        now: Date.now,
        log: () => undefined,
      })
    const [one, other] = [replica('one'), replica('other')]
    expect(await one.find('2312.00752')).toMatchObject({ kind: 'paper' })
    const waiting = other.find('2312.00752')
    nowMs = 2_999
    expect(await Promise.race([waiting, pause(700, 'waits')])).toBe('waits')
    nowMs = 3_000
    expect(await waiting).toMatchObject({ kind: 'paper' })
    expect(arxiv.requests).toHaveLength(2)
    await Promise.all([one.stop(), other.stop()])
    await store.close()
    expect(await replica('late').find('2312.00752')).toEqual({ kind: 'down' })
  })

  it('marks what was withdrawn, and leaves out what is no paper', () => {
    const entry = (id: string, summary: string, more = '') =>
      `<entry><id>${id}</id><title>T</title><summary>${summary}</summary>${more}</entry>`
    const feed = `<feed>${[
      entry('http://arxiv.org/abs/2312.00001v3', 'This paper has been withdrawn by the author.'),
      entry(
        'http://arxiv.org/abs/2312.00002v1',
        'A.',
        '<arxiv:comment>Code: https://github.com/a/b</arxiv:comment>',
      ),
      entry('http://arxiv.org/api/errors#incorrect_id_format', 'incorrect id format'),
      entry('http://arxiv.org/abs/2312.00003v1', ' '),
    ].join('')}</feed>`
    const told = { title: 'T', source: 'arxiv' }
    expect(readAtom(feed)).toMatchObject([
      { ...told, key: '2312.00001', withdrawn: true },
      { ...told, key: '2312.00002', codeUrl: 'https://github.com/a/b' },
    ])
    expect(readAtom('<html><body>Rate exceeded.</body></html>')).toBeUndefined()
  })
})

it.each<[string, readonly string[]]>([
  ['what does 2312.00752v2 do?', ['2312.00752']],
  ['see https://arxiv.org/pdf/2312.00752v1.pdf, and arXiv:2405.14906.', ['2312.00752', '2405.14906']],
  ['<https://huggingface.co/papers/2312.00752>', ['2312.00752']],
  [
    'cs/0112017 and arxiv.org/abs/hep-th/9901001v2, not foo/0112017 or cs/0113017',
    ['cs/0112017', 'hep-th/9901001'],
  ],
  ['in 1999.12345 or 12312.00752 or 2312.007521 or 2312.00752.1', []],
])('%j speaks of %j', (text, ids) => {
  expect(mentionsIn(text).map(({ id }) => id)).toEqual(ids)
})
