import { afterEach, describe, expect, it } from 'vitest'
import type { Block, Bot, Deliver, Reply, Request } from '../src/chat.ts'
import { RIGS } from './rigs/every-rig.ts'
import type { Rig } from './rigs/rig.ts'

/** What every adapter owes the core, whatever its platform; only a terminal has nobody to overhear. */

const say = (...blocks: Block[]): Reply => ({ summary: 'a reply', blocks })
const line = (text: string): Block => ({ kind: 'text', prose: [text] })

/** A core that writes down what it hears and answers as it is told to. */
function scripted(answer: (request: Request) => Reply | undefined): Bot & {
  readonly requests: Request[]
  readonly places: (string | undefined)[]
} {
  const requests: Request[] = []
  const places: (string | undefined)[] = []
  return {
    requests,
    places,
    commands: [
      {
        name: 'search',
        summary: 'Search',
        audience: 'everyone',
        options: [{ name: 'query', summary: 'What', kind: 'text', required: true }],
      },
      { name: 'today', summary: 'Today', audience: 'everyone', options: [] },
      { name: 'status', summary: 'Status', audience: 'asker', options: [] },
      { name: 'pause', summary: 'Pause', audience: 'asker', options: [] },
    ],
    receive: async (request: Request, deliver: Deliver) => {
      requests.push(request)
      const reply = answer(request)
      if (reply) places.push(await deliver(reply))
    },
    complete: async () => [],
  }
}

const words = (request: Request | undefined): string =>
  typeof request?.input === 'string'
    ? request.input
    : [request?.input.command, ...Object.values(request?.input.options ?? {})].join(' ')

describe.each(RIGS)('the %s adapter', (_name, open) => {
  let rig: Rig
  const started = async (bot: Bot): Promise<Rig> => {
    rig = await open()
    await rig.start(bot)
    return rig
  }
  afterEach(() => rig.stop())

  it('hands over a command with who, where and whether they may manage', async () => {
    const bot = scripted(() => say(line('here you are')))
    const { slash, tenant, channel } = await started(bot)
    const seen = await slash('manager', 'search sparse moe')
    expect(seen.text).toContain('here you are')
    const [request] = bot.requests
    expect(words(request)).toBe('search sparse moe')
    expect(request).toMatchObject({ tenant, channel, addressed: true, mayManage: true })
    expect(request?.author).not.toBe('')
  })

  it('answers for the asker alone when the command says so, and when the reply does', async () => {
    const bot = scripted(request =>
      words(request).startsWith('today') ? { ...say(line('hush')), audience: 'asker' } : say(line('status')),
    )
    const { slash } = await started(bot)
    expect((await slash('manager', 'status')).private).toBe(true)
    expect((await slash('manager', 'today')).private).toBe(true)
  })

  it('shows every kind of block, foreign text as it is', async () => {
    const hostile = 'a <b> & *c* _d_ ~e~ `f` [g](http://evil.example) @everyone <!channel> <@U0ALICE001> # h'
    const bot = scripted(() =>
      say(
        { kind: 'heading', text: 'A heading' },
        { kind: 'text', prose: ['plain ', { bold: 'bold' }, ' ', { code: 'code' }, ' ', { quote: hostile }] },
        { kind: 'note', prose: ['small ', { link: 'arXiv', url: 'https://arxiv.org/abs/1' }] },
        { kind: 'item', item: { title: hostile, url: 'https://example.org/p', lines: [['a line']] } },
        { kind: 'buttons', buttons: [{ label: 'More', says: '/today' }] },
      ),
    )
    const { slash } = await started(bot)
    const { text, links, buttons } = await slash('manager', 'today')
    for (const part of ['A heading', 'plain bold code', 'small', 'a line']) expect(text).toContain(part)
    expect(text.split(hostile)).toHaveLength(3)
    expect([...new Set(links.map(link => link.url))].toSorted()).toEqual([
      'https://arxiv.org/abs/1',
      'https://example.org/p',
    ])
    expect(buttons).toEqual(['More'])
  })

  it('presses a button on the presser’s behalf', async () => {
    const bot = scripted(request =>
      words(request).startsWith('/')
        ? say(line(`pressed ${words(request)}`))
        : say(line('root'), {
            kind: 'buttons',
            buttons: [{ label: 'Next page', says: '/search moe page:2' }],
          }),
    )
    const { slash, press } = await started(bot)
    const root = await slash('manager', 'today')
    const next = await press('manager', root, 'Next page')
    expect(next.text).toContain('pressed /search moe page:2')
    expect(bot.requests[1]).toMatchObject({ addressed: true, place: bot.places[0] })
  })

  it('puts what is typed into a form behind what the button says', async () => {
    const bot = scripted(request =>
      words(request).startsWith('/ask')
        ? say(line('an answer'))
        : say(line('root'), {
            kind: 'buttons',
            buttons: [{ label: 'Ask', says: '/ask in:k1', asks: 'Your question about these papers' }],
          }),
    )
    const { slash, press } = await started(bot)
    const answer = await press('manager', await slash('manager', 'today'), 'Ask', 'does #2 have code?')
    expect(answer.text).toContain('an answer')
    expect(words(bot.requests[1])).toBe('/ask in:k1 does #2 have code?')
  })

  it('knows the thread that a message has opened', async () => {
    const bot = scripted(request => say(line(request.place ? 'in the thread' : 'root'), anItem))
    const { slash, mention } = await started(bot)
    const root = await slash('manager', 'search moe')
    const answer = await mention('manager', 'how much faster?', root)
    expect(answer.text).toContain('in the thread')
    expect(bot.places[0]).toBeDefined()
    expect(bot.requests[1]).toMatchObject({
      place: bot.places[0],
      input: 'how much faster?',
      addressed: true,
    })
    expect(bot.places[1]).toBe(bot.places[0])
  })

  it('gives one act one id, however often the platform delivers it', async () => {
    const bot = scripted(() => say(line('once')))
    const { slash, redeliver } = await started(bot)
    await slash('manager', 'today')
    await redeliver()
    expect(new Set(bot.requests.map(request => request.id)).size).toBe(1)
    expect(bot.requests.length).toBeGreaterThan(1)
  })

  it('gives different acts different ids', async () => {
    const bot = scripted(() => say(line('again')))
    const { slash } = await started(bot)
    await slash('manager', 'today')
    await slash('manager', 'today')
    expect(new Set(bot.requests.map(request => request.id)).size).toBe(2)
  })

  it('posts into its channel, and the thread of the post takes more', async () => {
    const bot = scripted(request => (request.place ? say(line('about the post')) : undefined))
    const { adapter, tenant, channel, seen, mention } = await started(bot)
    const to = { adapter: adapter.name, tenant, channel }
    expect(await adapter.check(to)).toBeUndefined()
    const posted = await adapter.post(to, say(line('the daily post'), anItem), 'key-1')
    if (posted.kind !== 'sent') throw new Error(`not sent but ${posted.kind}`)
    const rest = await adapter.post({ ...to, place: posted.place }, say(line('the rest')), 'key-2')
    expect(rest.kind).toBe('sent')
    const messages = await seen()
    expect(messages.map(message => message.text).join('\n')).toMatch(/the daily post.*the rest/s)
    const last = messages.findLast(message => message.text.includes('the rest'))
    if (!last) throw new Error('the rest is not to be seen')
    await mention('manager', 'which is best?', last)
    expect(bot.requests.at(-1)?.place).toBe(posted.place)
  })

  it('survives a reply longer than any platform takes', async () => {
    const endless = 'A very long title of a paper about everything at once '.repeat(20)
    const items = Array.from(
      { length: 60 },
      (): Block => ({
        kind: 'item',
        item: { title: endless, url: 'https://example.org/p', lines: [[endless], [endless]] },
      }),
    )
    const bot = scripted(() =>
      say({ kind: 'heading', text: endless }, ...items, {
        kind: 'buttons',
        buttons: [{ label: 'Next page', says: '/today page:2' }],
      }),
    )
    const { slash } = await started(bot)
    const seen = await slash('manager', 'today')
    expect(seen.text).toContain('A very long title')
    expect(seen.buttons).toContain('Next page')
  })
})

const anItem: Block = {
  kind: 'item',
  item: { title: 'A paper', url: 'https://example.org/p', lines: [['a line']] },
}

describe.each(RIGS.filter(([name]) => name !== 'terminal'))('people on %s', (_name, open) => {
  let rig: Rig
  const started = async (bot: Bot): Promise<Rig> => {
    rig = await open()
    await rig.start(bot)
    return rig
  }
  afterEach(() => rig.stop())

  it('may not manage as guests', async () => {
    const bot = scripted(() => say(line('ok')))
    const { slash } = await started(bot)
    await slash('guest', 'status')
    expect(bot.requests[0]?.mayManage).toBe(false)
  })

  it('manage their own direct messages', async () => {
    const bot = scripted(() => say(line('hello')))
    const { direct } = await started(bot)
    await direct('guest', 'grokking')
    expect(bot.requests[0]).toMatchObject({ mayManage: true, addressed: true })
  })

  it('are overheard in a thread, and marked as not speaking to the bot', async () => {
    const bot = scripted(request => (request.addressed ? say(line('root'), anItem) : undefined))
    const { slash, overhear, seen } = await started(bot)
    const root = await slash('manager', 'today')
    await overhear('guest', 'lunch?', root)
    expect(bot.requests[1]).toMatchObject({ addressed: false, input: 'lunch?', place: bot.places[0] })
    expect(await seen()).toHaveLength(1)
  })

  it('are overheard in the channel, and answered in the thread that begins there', async () => {
    const bot = scripted(request => (request.begins ? say(line('under it'), anItem) : undefined))
    const { reply, overhear, seen } = await started(bot)
    const answer = await reply('guest', 'look at this')
    const [request] = bot.requests
    expect(request).toMatchObject({ addressed: false, input: 'look at this', begins: true, mayManage: false })
    expect(bot.places).toEqual([request?.place])
    expect(answer.under).toBeDefined()
    await overhear('guest', 'and this?', answer)
    expect(bot.requests[1]).toMatchObject({ input: 'and this?', addressed: false, place: request?.place })
    expect(bot.requests[1]?.begins).toBeUndefined()
    expect(await seen()).toHaveLength(1)
  })

  it('see a pressed message replaced when the reply takes its place', async () => {
    const bot = scripted(request =>
      words(request).startsWith('/')
        ? { ...say(line('page two')), instead: true }
        : say(line('page one'), {
            kind: 'buttons',
            buttons: [{ label: 'Next page', says: '/today page:2' }],
          }),
    )
    const { slash, press, seen } = await started(bot)
    await press('manager', await slash('manager', 'today'), 'Next page')
    const texts = (await seen()).map(message => message.text)
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('page two')
  })

  it('can be read back by the key of a post, and only by it', async () => {
    const bot = scripted(() => undefined)
    const { adapter, tenant, channel } = await started(bot)
    const to = { adapter: adapter.name, tenant, channel }
    const before = Date.now() - 60_000
    const posted = await adapter.post(to, say(line('the daily post')), 'key-1')
    expect(await adapter.find(to, 'key-1', before)).toEqual(posted)
    expect(await adapter.find(to, 'key-2', before)).toBeUndefined()
  })
})
