import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBot } from '../src/bot/bot.ts'
import type { Place, Reply, Request } from '../src/chat.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import type { Paper } from '../src/papers.ts'
import { BATCHES, THURSDAY } from './papers.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import { createTerminalRig } from './rigs/terminal.ts'

/** The core alone, asked as no platform would be allowed to. */

let paperboy: Paperboy
let asked = 0
beforeEach(async () => {
  paperboy = await startPaperboy(createTerminalRig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  await paperboy.read(THURSDAY)
})
afterEach(() => paperboy.stop())

const PERSON: Omit<Request, 'id' | 'input'> = {
  author: 'ada',
  tenant: 't',
  channel: 'c',
  addressed: true,
  mayManage: true,
}

/** What is said to somebody who asks; a public answer stands at the place given. */
async function said(
  input: Request['input'],
  who: Partial<Request> = {},
  place?: Place,
): Promise<readonly Reply[]> {
  const replies: Reply[] = []
  const bot = createBot(paperboy.house, paperboy.rig.adapter)
  await bot.receive({ ...PERSON, id: String(++asked), input, ...who }, async reply => {
    replies.push(reply)
    return place
  })
  return replies
}

const words = (replies: readonly Reply[]): string => JSON.stringify(replies.map(reply => reply.blocks))
const buttons = (replies: readonly Reply[]) =>
  replies.flatMap(reply => reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : [])))

/** So many papers that lists have pages. */
const importMany = (more: Partial<Paper> = {}) =>
  paperboy.house.library.keep(loadSample().papers.map(paper => ({ ...paper, source: 'imported', ...more })))

describe('the core', () => {
  it('knows the thread of one channel nowhere else', async () => {
    const found = await said('search sparseroute', {}, 'thread')
    expect(words(await said('who wrote #1?', { place: 'thread' }))).toContain('Ada Lovelace')
    for (const elsewhere of [{ tenant: 'u' }, { channel: 'd' }]) {
      expect(words(await said('who wrote #1?', { place: 'thread', ...elsewhere }))).toContain(
        'I no longer know',
      )
      const ask = buttons(found).find(button => button.label === 'Ask')
      expect(words(await said(`${ask?.says} who wrote #1?`, elsewhere))).toContain('I no longer know')
    }
  })

  it('answers in a thread in the order of what was said, even before it knows that there is a thread', async () => {
    const bot = createBot(paperboy.house, paperboy.rig.adapter)
    const replies: string[] = []
    const say = (input: string, place?: Place, untilSeen?: Promise<void>) =>
      bot.receive({ ...PERSON, id: String(++asked), input, ...(place && { place }) }, async reply => {
        replies.push(JSON.stringify(reply.blocks))
        await untilSeen
        return 'thread'
      })
    const seen = Promise.withResolvers<void>()
    const search = say('search sparseroute', undefined, seen.promise)
    const who = say('who wrote #1?', 'thread')
    const when = say('and when was it published?', 'thread')
    // Nobody elsewhere waits for it.
    await said('who wrote #1?', { place: 'another', channel: 'd' })
    seen.resolve()
    await Promise.all([search, who, when])
    expect(replies).toEqual([
      expect.stringContaining('SparseRoute'),
      expect.stringContaining('Ada Lovelace'),
      expect.stringContaining('2026'),
    ])
  })

  it('keeps words too long for a button, and knows them only where they were shown', async () => {
    await importMany()
    const long = `models ${'of language and of vision '.repeat(8)}`
    const next = buttons(await said(`search ${long}`)).find(button => button.label === 'Next page')
    expect(next?.says).toMatch(/^\/again \w+$/)
    expect(words(await said(next?.says ?? ''))).toContain('#6 ')
    expect(words(await said(next?.says ?? '', { channel: 'd' }))).toContain('I no longer know')
  })

  it('repeats no more of what was typed than is known again, and searches for all of it', async () => {
    const page = 'x'.repeat(10_000)
    const typed = ['', 'search ', 'show ', 'day ', 'subscribe at:', 'settings ', 'subscribe '].map(
      command => `${command}${page}`,
    )
    for (const input of [...typed, `search "${page}`, `grokking since:${page}`]) {
      const replies = await said(input)
      expect(words(replies)).toContain('xxx…')
      expect(words(replies), input.slice(0, 30)).not.toMatch(/x{151}/)
    }
    const [again] = buttons(await said(`show ${page}`))
    expect(again?.says).toMatch(/^\/again /)
  })

  it.each([
    ['grokking since:xyz', '.'],
    ['grokking sinc:30d', '?'],
  ])('shows each way to say a filter by itself, so that it can be copied whole: %s', async (input, end) => {
    const alternatives = [
      { code: 'since:30d' },
      ', ',
      { code: 'since:2026-07' },
      ' or ',
      { code: 'since:2026-07-01' },
      end,
    ]
    expect(words(await said(input))).toContain(JSON.stringify(alternatives).slice(1, -1))
  })

  it('shows the next page when somebody asks for more in the thread', async () => {
    await importMany()
    await said('search models', {}, 'thread')
    expect(words(await said('show me more', { place: 'thread' }, 'thread'))).toContain('#6 ')
    expect(words(await said('what about #6?', { place: 'thread' }))).not.toContain('There is no #6')
  })

  it('turns pages in one message, back to the first too; what is typed or begun anew is a new one', async () => {
    await importMany({ feedDay: THURSDAY })
    const insteadOf = async (input: string) => (await said(input)).map(({ instead }) => instead)
    for (const begun of ['search models', 'today']) {
      const second = buttons(await said(begun)).find(({ label }) => label === 'Next page')
      const first = buttons(await said(second?.says ?? '')).find(({ label }) => label === 'Previous page')
      expect(await insteadOf(`/${begun}`)).toEqual([undefined])
      expect(await insteadOf(second?.says ?? '')).toEqual([true])
      expect(await insteadOf(first?.says ?? '')).toEqual([true])
    }
  })

  it('tells the filter that hides all papers, and searches without it', async () => {
    const hidden = await said('search sparseroute since:2026-08-21 has:code')
    expect(words(hidden)).toMatch(/Nothing found.*1 paper.* without .*since:2026-08-21/)
    const wider = buttons(hidden).find(({ label }) => label === 'Search without since:2026-08-21')
    expect(wider?.says).toBe('/search sparseroute has:code')
    expect(words(await said(wider?.says ?? ''))).toContain('#1 SparseRoute')
    expect(words(await said('search xyzzyx since:2026-08-21'))).not.toContain(' without ')
  })

  it('names the author that was asked for, however many stand before', async () => {
    expect(words(await said('search sparseroute'))).toContain('Ada Lovelace, Alan Turing and 2 others')
    expect(words(await said('search author:"edsger dijkstra"'))).toContain(
      'Ada Lovelace, Edsger Dijkstra and 2 others',
    )
    expect(words(await said('search author:hopper author:dijkstra'))).toContain(
      'Grace Hopper, Edsger Dijkstra and 2 others',
    )
  })

  it('goes by the numbers of the list it made last', async () => {
    const inThread = (input: string) => said(input, { place: 'thread' }, 'thread')
    await said(`day ${THURSDAY}`, {}, 'thread')
    const liked = words(await inThread('only those with at least 15 upvotes'))
    expect(liked).toContain('#2 ')
    expect(words(await inThread('hide everything over 50 upvotes'))).not.toContain('#3 ')
    expect(words(await inThread('sort by upvotes'))).toMatch(/#1 SparseRoute.*#2 QuantLite/s)
    expect(words(await inThread('who wrote #1 and is there code?'))).toMatch(/Ada Lovelace.*github\.com/s)
    expect(words(await inThread('fewest upvotes first'))).toContain('#1 QuantLite')
    expect(words(await inThread('who wrote #1?'))).toContain('Katherine Johnson')
  })

  it('takes what can only be about the list shown last for a question about it, not for a search', async () => {
    const SEARCHED = / for ",\{"quote"/
    expect(words(await said('tl;dr of the first'))).toMatch(SEARCHED)
    await said(`day ${THURSDAY}`)
    expect(words(await said('who wrote #1?'))).toContain('Ada Lovelace')
    expect(words(await said('/papers tl;dr of the first'))).toContain('#1 SparseRoute')
    expect(words(await said('compare 1 and 2'))).toMatch(/#1 SparseRoute.*#2 QuantLite/s)
    expect(words(await said('search tl;dr of the first'))).toMatch(SEARCHED)
    expect(words(await said('the first layer'))).toMatch(SEARCHED)
    expect(words(await said('tl;dr of the first', { author: 'bob', channel: 'd' }))).toMatch(SEARCHED)
  })

  it.each(['mention', 'off'])('with follow-ups %s, hears mentions and commands only', async followups => {
    await said('search sparseroute', {}, 'thread')
    const overheard = () => said('does #1 have code?', { addressed: false, place: 'thread' })
    expect(await overheard()).toHaveLength(1)
    expect(words(await said(`settings followups:${followups}`))).toContain(`followups:${followups}`)
    expect(await overheard()).toEqual([])
    expect(await said('does #1 have code?', { place: 'thread' })).toHaveLength(1)
    expect(words(await said('ask who wrote #1?'))).toContain('Ada Lovelace')
    await said('settings followups:auto')
    expect(await overheard()).toHaveLength(1)
  })

  it('says nothing to what is overheard where it knows no papers, and keeps quiet where it was asked to', async () => {
    expect(await said('does #1 have code?', { addressed: false, place: 'elsewhere' })).toEqual([])
    await said('search sparseroute', {}, 'thread')
    expect(await said('does #1 have code?', { addressed: false, place: 'thread' })).toHaveLength(1)
    await said('be quiet', { place: 'thread' }, 'thread')
    expect(await said('does #1 have code?', { addressed: false, place: 'thread' })).toEqual([])
    expect(await said('does #1 have code?', { place: 'thread' })).toHaveLength(1)
  })

  it('answers nobody twice who asks once, whichever comes first', async () => {
    const twice = await Promise.all([said('help', { id: 'once' }), said('help', { id: 'once' })])
    expect(twice.flat()).toHaveLength(1)
  })

  it('says so when something breaks, and logs it', async () => {
    const { house, rig } = paperboy
    const of = () => Promise.reject(new Error('disk full'))
    const broken = { ...house, store: { ...house.store, saved: { ...house.store.saved, of } } }
    const replies: Reply[] = []
    await createBot(broken, rig.adapter).receive({ ...PERSON, id: 'b', input: 'saved' }, async reply => {
      replies.push(reply)
      return undefined
    })
    expect(words(replies)).toContain('Something went wrong here')
    expect(paperboy.complaints.join()).toContain('request failed')
  })

  it('refuses to set up a post where none could arrive', async () => {
    const adapter = { ...paperboy.rig.adapter, check: async () => 'not_in_channel' as const }
    const replies: Reply[] = []
    await createBot(paperboy.house, adapter).receive(
      { ...PERSON, id: 's', input: 'subscribe at:09:00' },
      async reply => {
        replies.push(reply)
        return undefined
      },
    )
    expect(words(replies)).toContain('Invite Paperboy to it and try again.')
    expect(words(await said('subscriptions'))).toContain('has no daily post')
  })

  it('takes words of a title for its paper, and only offers one that is merely near', async () => {
    expect(words(await said('show sparseroute faster inference'))).toContain('arxiv.org/abs/2608.10001')
    const near = await said('save sparseroute of my grandmother')
    expect(words(near)).toContain('Did you mean')
    expect(words(await said('saved'))).toContain('Your list is empty')
    await said(buttons(near)[0]?.says ?? '')
    expect(words(await said('saved'))).toContain('SparseRoute')
  })

  it('completes titles while they are typed', async () => {
    await importMany()
    const bot = createBot(paperboy.house, paperboy.rig.adapter)
    const typed = { command: 'show', option: 'paper', text: 'sparser' }
    expect(await bot.complete(typed)).toContainEqual({
      label: 'SparseRoute: Faster Mixture-of-Experts Inference by Sparse Routing',
      value: '2608.10001',
    })
    expect(await bot.complete({ ...typed, option: 'question' })).toEqual([])
    const all = await bot.complete({ ...typed, text: '' })
    expect(all).toHaveLength(25)
    expect(all.every(({ label, value }) => label.length <= 100 && value.length <= 100)).toBe(true)
  })
})
