import { afterEach, describe, expect, it } from 'vitest'
import { linkedIds } from '../src/feed/references.ts'
import { hubRecord } from './emulators/hub.ts'
import { BATCHES, FRIDAY, GROK, QUANT, SPARSE, THURSDAY, VIDEO } from './papers.ts'
import { createDiscordRig } from './rigs/discord.ts'
import { RIGS } from './rigs/every-rig.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import type { Rig, Seen } from './rigs/rig.ts'
import { createTerminalRig } from './rigs/terminal.ts'

let paperboy: Paperboy

async function morning(open: () => Promise<Rig> | Rig): Promise<Rig> {
  paperboy = await startPaperboy(open, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  for (const day of [THURSDAY, FRIDAY]) await paperboy.read(day)
  return paperboy.rig
}

const at = (host: string, { key }: { readonly key: string }): string => `https://${host}/${key}`
const SPARSE_AT_ARXIV = at('arxiv.org/abs', SPARSE)
const GROK_AT_HUB = at('huggingface.co/papers', GROK)

describe.each(RIGS.filter(([name]) => name !== 'terminal'))('a link on %s', (_name, open) => {
  afterEach(async () => {
    await paperboy.stop()
    expect(paperboy.complaints).toEqual([])
  })
  const switchedOn = async (): Promise<Rig> => {
    const rig = await morning(open)
    expect((await rig.slash('manager', 'settings links:on')).text).toContain(
      'From now on, a link to a paper gets a card in its thread, once.',
    )
    return rig
  }
  const shown = async ({ seen }: Rig): Promise<readonly Seen[]> =>
    (await seen()).filter(message => !message.private)

  it('gets a card in its thread, which can be asked about the paper, also after a restart', async () => {
    const { reply, press } = await switchedOn()
    const card = await reply('guest', `have you seen ${SPARSE_AT_ARXIV}?`)
    expect(card.text).toContain('SparseRoute: Faster Mixture-of-Experts Inference by Sparse Routing')
    expect(card.text).toContain('Ada Lovelace')
    expect(card.links).toContainEqual({ label: 'code', url: SPARSE.codeUrl })
    expect(card.under).toBeDefined()
    await paperboy.restart()
    expect((await reply('guest', 'how much faster is it?', card)).text).toContain('2.4 times faster')
    expect((await press('guest', card, 'Similar')).text).toContain('Like “SparseRoute')
  })

  it('gets one only where somebody who may has switched it on', async () => {
    const rig = await morning(open)
    await rig.overhear('guest', SPARSE_AT_ARXIV)
    expect((await rig.slash('guest', 'settings links:on')).text).not.toContain('From now on')
    await rig.overhear('guest', SPARSE_AT_ARXIV)
    expect(await shown(rig)).toEqual([])
    expect((await rig.slash('manager', 'status')).text).toContain('links to papers get no card')
    await rig.slash('manager', 'settings links:on')
    await rig.reply('guest', SPARSE_AT_ARXIV)
    await rig.slash('manager', 'settings links:off')
    await rig.overhear('guest', GROK_AT_HUB)
    expect(await shown(rig)).toHaveLength(1)
  })

  it('gets one in a thread once, until the thread is forgotten, and in another thread again', async () => {
    const rig = await switchedOn()
    const card = await rig.reply('guest', SPARSE_AT_ARXIV)
    await rig.redeliver()
    await paperboy.restart()
    await rig.overhear('guest', `again: ${at('arxiv.org/pdf', SPARSE)}v2`, card)
    expect(await shown(rig)).toHaveLength(1)
    await rig.mention('guest', 'forget this thread', card)
    expect((await rig.reply('guest', SPARSE_AT_ARXIV, card)).text).toContain('SparseRoute')
    expect((await rig.reply('guest', SPARSE_AT_ARXIV)).under).not.toBe(card.under)
  })

  it('is one of at most three in one reply, numbered after what the thread is about', async () => {
    const rig = await switchedOn()
    const cards = await rig.reply('guest', `${SPARSE_AT_ARXIV} and ${GROK_AT_HUB} and ${SPARSE_AT_ARXIV}`)
    expect(cards.text).toMatch(/#1 SparseRoute.*#2 When Do Transformers Grok/s)
    expect(cards.text).not.toContain('#3')
    const more = await rig.reply('guest', `or ${at('hf.co/papers', VIDEO)}, ${GROK_AT_HUB}`, cards)
    expect(more.text).toContain('#3 Minute-Long Video Diffusion')
    expect(more.text).not.toContain('Grok')
    expect((await rig.mention('guest', 'who wrote #1?', cards)).text).toContain('Ada Lovelace')
    const four = [SPARSE, QUANT, GROK, VIDEO].map(paper => at('arxiv.org/abs', paper))
    expect((await rig.reply('guest', four.join(' '))).text).not.toContain('#4')
  })

  it('to what the library lacks is fetched, from arXiv too, and labelled so', async () => {
    const rig = await switchedOn()
    paperboy.arxiv.publish({ ...SPARSE, key: '2312.00001', title: 'Three Links' })
    paperboy.arxiv.publish({ ...SPARSE, key: '2312.00002', title: 'And a Fourth' })
    paperboy.hub.index(
      '2312.00003',
      hubRecord({ ...GROK, key: '2312.00003', title: 'At the Hub' }, FRIDAY).paper,
    )
    const links = ['2312.00001', '2312.00002', '2312.00003'].map(key => at('arxiv.org/abs', { key }))
    const card = await rig.reply('guest', links.join(' '))
    expect(card.text).toMatch(
      /#1 Three Links.*from arXiv.*#2 And a Fourth.*from arXiv.*#3 At the Hub.*from the hub/s,
    )
    expect(paperboy.arxiv.requests.map(ids => ids.toSorted())).toEqual([['2312.00001', '2312.00002']])
    await rig.overhear('guest', links.join(' '), card)
    expect(await shown(rig)).toHaveLength(1)
  })

  it('to what nobody has, or has in time, gets none; nor does one that is said to the bot itself', async () => {
    const rig = await switchedOn()
    await rig.overhear('guest', 'https://arxiv.org/abs/1111.22222 and https://example.org/2608.10001')
    paperboy.arxiv.break('hang')
    await rig.overhear('guest', 'https://arxiv.org/abs/1111.33333')
    expect(await shown(rig)).toEqual([])
    const answer = await rig.mention('guest', SPARSE_AT_ARXIV)
    expect(answer.text).toContain('Mixture-of-experts models waste computation')
    expect(await shown(rig)).toHaveLength(1)
  })
})

describe('where talk is not heard', () => {
  afterEach(() => paperboy.stop())

  it('as in a terminal, a link shows its paper, and the settings say so', async () => {
    const rig = await morning(() => createTerminalRig())
    expect((await rig.slash('manager', SPARSE_AT_ARXIV)).text).toContain('waste computation')
    expect((await rig.slash('manager', 'settings links:on')).text).toContain(
      'But whatever is typed here is for Paperboy: a link shows its paper.',
    )
  })

  it('the settings and the status say why links get no cards', async () => {
    const rig = await morning(() => createDiscordRig({ messageContent: false }))
    const why = 'a card in its thread, once. But Discord hides from Paperboy what does not mention it'
    expect((await rig.slash('manager', 'settings links:on')).text).toContain(why)
    await rig.overhear('guest', SPARSE_AT_ARXIV)
    expect((await rig.slash('manager', 'status')).text).toContain(why)
    expect((await rig.seen()).filter(message => !message.private)).toEqual([])
  })
})

describe('links in a text', () => {
  it.each([
    [
      'https://arxiv.org/abs/2608.10001v3, http://www.arxiv.org/pdf/2608.10002.',
      ['2608.10001', '2608.10002'],
    ],
    ['(arxiv.org/html/2608.10001#S1) [x](https://hf.co/papers/2608.10003)', ['2608.10001', '2608.10003']],
    ['https://huggingface.co/papers/2608.10001?a=1 https://arxiv.org/abs/2608.10001', ['2608.10001']],
    ['https://evil.example/arxiv.org/abs/2608.10001 notarxiv.org/abs/2608.10001 2608.10001', []],
    ['https://arxiv.org.evil.example/abs/2608.10001 me@arxiv.org/abs/2608.10001', []],
    ['https://arxiv.org/abs/math.GT/0309136v2 https://arxiv.org/abs/cs/99', ['math/0309136']],
    ['https://arxiv.org/abs/2608.100011 https://arxiv.org/list/2608.10001', []],
  ])('%s', (text, ids) => {
    expect(linkedIds(text)).toEqual(ids)
  })
})
