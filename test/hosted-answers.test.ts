import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MODEL_BUDGET } from '../src/bot/generated-answer.ts'
import { type ModelServer, openModelServer, says, sends } from './emulators/model-server.ts'
import { BATCHES, FRIDAY, THURSDAY } from './papers.ts'
import { createDiscordRig } from './rigs/discord.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import type { Rig } from './rigs/rig.ts'
import { createSlackRig } from './rigs/slack.ts'
import { createTerminalRig } from './rigs/terminal.ts'

/** Threads where a hosted model phrases the answers. */

const KEY = 'key-that-nobody-sees'
const FASTER = 'On eight benchmarks, SparseRoute is 2.4 times faster than dense routing at the same accuracy.'
const QUESTION = 'how much faster is #1?'
const claim = (text: string, paper = 1, quotation = FASTER) => ({ text, paper, quotation })

let server: ModelServer
let paperboy: Paperboy

async function morning(openRig: () => Rig | Promise<Rig> = createTerminalRig): Promise<Rig> {
  paperboy = await startPaperboy(openRig, {
    batches: BATCHES,
    time: '2026-08-22T10:00:00Z',
    model: { LLM_BASE_URL: server.baseUrl, LLM_MODEL: 'parrot-7b', LLM_API_KEY: KEY },
  })
  await paperboy.read(THURSDAY)
  await paperboy.read(FRIDAY)
  return paperboy.rig
}

beforeEach(async () => {
  server = await openModelServer()
})
afterEach(async () => {
  await paperboy.stop()
  await server.stop()
})

describe.each([
  ['slack', () => createSlackRig()],
  ['discord', () => createDiscordRig({ messageContent: true })],
  ['terminal', () => createTerminalRig()],
] as const)('on %s', (_name, open) => {
  it('an answer is labelled as the model’s, and each claim stands over its quotation and the link to its paper', async () => {
    const { slash, mention } = await morning(open)
    server.behave(
      says({
        claims: [
          claim('SparseRoute is 2.4 times faster than dense routing, @everyone <!channel>.'),
          claim('It keeps the same accuracy, see https://evil.example/x'),
          claim('It is trained in six hours.', 1, 'trained in six hours on one GPU'),
          claim('It is trained in two hours.', 1, 'trained in six hours on one GPU'),
        ],
      }),
    )
    const found = await slash('manager', 'search sparseroute')
    const answer = await mention('manager', QUESTION, found)
    const faster = answer.text.indexOf('SparseRoute is 2.4 times faster than dense routing')
    const accuracy = answer.text.indexOf('It keeps the same accuracy, see')
    expect(answer.text.match(/#1 SparseRoute/g)).toHaveLength(1)
    const quotation = answer.text.indexOf('On eight benchmarks, SparseRoute is 2.4 times faster')
    const hours = answer.text.indexOf('It is trained in six hours.')
    const where = answer.text.indexOf('The router is trained in six hours on one GPU.')
    expect([faster, accuracy, quotation, hours, where].toSorted((a, b) => a - b)).toEqual([
      faster,
      accuracy,
      quotation,
      hours,
      where,
    ])
    expect(faster).toBeGreaterThanOrEqual(0)
    expect(answer.text).toContain('Written by parrot-7b from these quotations.')
    expect(answer.text).not.toMatch(/everyone|channel|evil|two hours/)
    expect(new Set(answer.links.map(({ url }) => url))).toEqual(
      new Set([`${paperboy.hub.endpoint}/papers/2608.10001`]),
    )
    expect(paperboy.complaints).toEqual([])
  })
})

describe('the model', () => {
  it('is asked what has to be phrased, and nothing else', async () => {
    const { slash, reply } = await morning()
    server.behave(says({ unstated: true }))
    for (const words of ['who wrote #1?', 'only those with code', 'one line each', 'thanks', 'save #2'])
      await reply('manager', words, await slash('manager', 'day 2026-08-20'))
    expect(server.requests).toEqual([])
    const phrased = [QUESTION, 'tl;dr 2', 'explain #2 simply', 'compare 1 and 2', 'method of #1?']
    for (const words of phrased) await reply('manager', words, await slash('manager', 'day 2026-08-20'))
    const asked = server.requests.map(({ body }) => JSON.parse(JSON.parse(body).messages[1].content))
    expect(asked.map(({ question }) => question)).toEqual(phrased)
    expect(asked.map(({ papers }) => papers.map(({ paper }: { paper: number }) => paper))).toEqual([
      [1],
      [2],
      [2],
      [1, 2],
      [1],
    ])
  })

  it('carries on with the paper it spoke of', async () => {
    const { slash, reply } = await morning()
    server.behave(says({ claims: [claim('It is 2.4 times faster than dense routing.')] }))
    const answer = await reply('manager', QUESTION, await slash('manager', 'day 2026-08-20'))
    expect((await reply('manager', 'who wrote it?', answer)).text).toContain('Ada Lovelace')
  })

  it('that leaves out a paper of a comparison is not shown', async () => {
    const { slash, reply } = await morning()
    server.behave(says({ claims: [claim('SparseRoute is 2.4 times faster than dense routing.')] }))
    const { text } = await reply('manager', 'compare 1 and 2', await slash('manager', 'day 2026-08-20'))
    expect(text).not.toContain('Written by')
    expect(text).toMatch(/SparseRoute.*QuantLite/s)
  })

  it('that fails leaves the extract in its place, and the log says why, without the question and the key', async () => {
    const { slash, reply } = await morning()
    server.behave(sends(`{"error":"no such key: ${KEY}"}`, 401))
    const { text } = await reply('manager', QUESTION, await slash('manager', 'search sparseroute'))
    expect(text).toContain(FASTER)
    expect(text).not.toContain('Written by')
    expect(paperboy.complaints).toEqual([
      expect.stringMatching(/^hosted model not used .*"why":"failing","detail":"status 401"/),
    ])
    expect(paperboy.complaints.join()).not.toMatch(/faster|key-that/)
  })

  it('writes so many answers a day, which status tells and which is said once when they are used up', async () => {
    const { slash, reply, adapter, tenant } = await morning()
    server.behave(says({ claims: [claim('SparseRoute is 2.4 times faster than dense routing.')] }))
    const ask = async () =>
      (await reply('manager', QUESTION, await slash('manager', 'search sparseroute'))).text
    expect(await ask()).toContain('Written by parrot-7b')
    expect((await slash('manager', 'status')).text).toContain(
      `written by parrot-7b where quotations bear it out; you have used 1 of ${MODEL_BUDGET.person} today`,
    )
    const asker = { adapter: adapter.name, tenant, author: 'you' }
    const { modelUse } = paperboy.house.store
    for (let asked = 1; asked < MODEL_BUDGET.person; asked += 1)
      await modelUse.spend(asker, MODEL_BUDGET, paperboy.house.now())
    const over = await ask()
    expect(over).toContain(FASTER)
    expect(over).toContain('until midnight UTC I quote')
    expect(await ask()).not.toMatch(/Written by|midnight/)
    expect(server.requests).toHaveLength(1)
    paperboy.setTime('2026-08-23T00:00:00Z')
    expect(await ask()).toContain('Written by parrot-7b')
  })
})
