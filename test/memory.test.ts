import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createBot } from '../src/bot/bot.ts'
import type { Reply } from '../src/chat.ts'
import { BATCHES, FRIDAY, THURSDAY } from './papers.ts'
import { RIGS } from './rigs/every-rig.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import type { Rig } from './rigs/rig.ts'
import { createTerminalRig } from './rigs/terminal.ts'

/** What a thread is remembered by, what is kept of its answers, and how it is forgotten. */

let paperboy: Paperboy

async function morning(openRig: () => Promise<Rig> | Rig): Promise<Rig> {
  paperboy = await startPaperboy(openRig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  await paperboy.read(THURSDAY)
  await paperboy.read(FRIDAY)
  return paperboy.rig
}

afterEach(async () => {
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})

describe.each(RIGS)('on %s', (name, open) => {
  it('an answer is found helpful or not, counted once however often somebody presses', async () => {
    const { slash, mention, press } = await morning(open)
    expect((await slash('manager', 'status')).text).not.toContain('Answers here')
    const found = await slash('manager', 'search sparse routing')
    const answer = await mention('manager', 'how much faster is #1?', found)
    expect(answer.buttons).toEqual(['👍 Helpful', '👎 Not helpful'])
    const thanks = await press('guest', answer, '👍 Helpful')
    expect(thanks.text.trim()).toBe('Thank you, good to know that this helped.')
    expect(thanks.private).toBe(true)
    expect((await slash('guest', 'status')).text).toContain('Answers here: 1 found helpful, 0 not.')

    const again = await mention(
      'manager',
      'what is the learning rate of #1?',
      await slash('manager', 'today'),
    )
    expect(again.buttons).toEqual(['👍 Helpful', '👎 Not helpful'])
    if (name === 'terminal') return
    await paperboy.restart()
    await press('manager', answer, '👎 Not helpful')
    await press('guest', answer, '👎 Not helpful')
    await press('guest', again, '👎 Not helpful')
    expect((await slash('guest', 'status')).text).toContain('Answers here: 0 found helpful, 2 not.')
  })

  it('facts, lists and help ask for no feedback', async () => {
    const { slash, mention } = await morning(open)
    const found = await slash('manager', 'search models')
    const author = await mention('manager', 'who wrote #1?', found)
    const list = await mention('manager', 'only those with code', author)
    for (const { buttons } of [found, author, list, await slash('manager', 'help')])
      expect(buttons.filter(label => /helpful/i.test(label))).toEqual([])
  })

  it('a thread is forgotten when somebody says so, and its papers are still found', async () => {
    const { slash, mention, press } = await morning(open)
    const found = await slash('manager', 'search sparse routing')
    const answer = await mention('manager', 'how much faster is #1?', found)
    const forgotten = await mention('guest', 'forget this thread, please', answer)
    expect(forgotten.text.trim()).toMatch(
      /^Forgotten: which (?:paper|\d+ papers) this thread was about, and 1 question asked about (?:it|them)\. The papers stay in the library\.$/,
    )
    const after = await mention('manager', 'who wrote #1?', forgotten)
    expect(after.text).toContain('I no longer know')
    if (name !== 'terminal') {
      expect((await press('guest', answer, '👍 Helpful')).text).toContain('I no longer know that answer')
      expect((await press('guest', found, 'Ask', 'who wrote #1?')).text).toContain('I no longer know')
      expect((await mention('guest', 'forget this', found)).text).toContain(
        'I remember nothing of this thread',
      )
    }
    expect((await slash('manager', 'status')).text).not.toContain('Answers here')
    expect((await slash('manager', 'search sparse routing')).text).toContain('#1 SparseRoute')
  })

  it('outside of a thread nothing is forgotten, and the way to it is told', async () => {
    const { slash, mention } = await morning(open)
    const found = await slash('manager', 'search sparse routing')
    if (name === 'terminal') {
      expect((await mention('manager', 'who wrote #1?', found)).text).toContain('Ada Lovelace')
    }
    const told = await slash('manager', 'forget')
    expect(told).toMatchObject({
      private: true,
      text: expect.stringMatching(/Say .?forget this.? to me in the thread/),
    })
    const asked = await slash('manager', 'ask Paperboy, forget this')
    expect(asked.text).toMatch(/Say .?forget this.? to me in the thread/)
    expect((await slash('manager', 'ask who wrote #1?')).text).toContain('Ada Lovelace')
  })
})

describe.each(RIGS.filter(([name]) => name !== 'terminal'))('among people on %s', (_name, open) => {
  it('a thread is forgotten without a mention, and talk that only sounds like it forgets nothing', async () => {
    const { slash, reply, overhear, seen } = await morning(open)
    const found = await slash('manager', 'search sparse routing')
    const before = (await seen()).length
    for (const talk of ['forget it', 'Jan, forget about the meeting']) await overhear('guest', talk, found)
    expect(await seen()).toHaveLength(before)
    expect((await reply('guest', 'Forget this.', found)).text).toContain('Forgotten: ')
    await overhear('guest', 'who wrote #1?', found)
    expect(await seen()).toHaveLength(before + 1)
  })

  it('a thread is forgotten also where nothing else is heard', async () => {
    const { slash, reply, overhear, seen } = await morning(open)
    await slash('manager', 'settings followups:off')
    const found = await slash('manager', 'search sparse routing')
    const before = (await seen()).length
    await overhear('guest', 'who wrote #1?', found)
    expect(await seen()).toHaveLength(before)
    expect((await reply('guest', 'please forget this', found)).text).toContain('Forgotten: ')
  })
})

describe('over a restart', () => {
  const utterance = fc.constantFrom(
    'who wrote #1?',
    'how much faster is it?',
    'what about the second one?',
    'does it have code?',
    'how many benchmarks?',
    'only those with code',
    'sort by upvotes',
    'compare 1 and 2',
    'tl;dr',
    'and the last one?',
    'show me more',
    'what learning rate do they use?',
    'bibtex of it',
  )
  const begin = fc.constantFrom('search models', 'today', 'trending', 'search agents that learn', 'show grok')

  /** What is shown, the keys that its buttons carry aside: each is given once. */
  const shown = (replies: readonly Reply[]): string => JSON.stringify(replies).replace(/key\d{5}/g, 'key')

  it('the same thread gives the same answer', async () => {
    await morning(createTerminalRig)
    let asked = 0
    const said = async (input: string, place: string, thread = true): Promise<readonly Reply[]> => {
      const replies: Reply[] = []
      const bot = createBot(paperboy.house, paperboy.rig.adapter, { commandsAMinute: 1_000_000 })
      const id = String(++asked)
      const where = { author: 'ada', tenant: 't', channel: 'c', ...(thread && { place }) }
      await bot.receive({ id, input, addressed: true, mayManage: true, ...where }, async reply => {
        replies.push(reply)
        return place
      })
      return replies
    }
    const threads = fc.tuple(begin, fc.array(utterance, { maxLength: 4 }), utterance)
    await fc.assert(
      fc.asyncProperty(threads, async ([first, talk, last]) => {
        const [ever, anew] = [`${asked} ever`, `${asked} anew`]
        for (const place of [ever, anew]) {
          await said(first, place, false)
          for (const words of talk) await said(words, place)
        }
        const before = await said(last, ever)
        await paperboy.restart()
        expect(before).toHaveLength(1)
        expect(shown(await said(last, anew))).toBe(shown(before))
      }),
      { numRuns: 12 },
    )
  })
})
