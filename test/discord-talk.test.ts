import { PermissionFlagsBits as P } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { placeOf } from '../adapters/discord/places.ts'
import type { Block } from '../src/chat.ts'
import { CHANNEL, directChannel, GUEST, GUILD, MANAGER } from './emulators/discord-world.ts'
import { paper, say, scripted, started } from './rigs/scripted-discord.ts'

describe('an answer that takes its time', () => {
  it('is deferred for those whom the command is for, and shown to no more than the reply is for', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>()
    const bot = scripted(async ({ input }) => {
      await go
      const said = JSON.stringify(input)
      return said.includes('secret') ? { ...say('for you'), audience: 'asker' } : say(said, paper)
    })
    const { emulator, seen, settled } = await started(bot)
    const alone = emulator.command(MANAGER, CHANNEL, 'settings', [])
    const open = emulator.command(GUEST, CHANNEL, 'search', [{ name: 'query', type: 3, value: 'moe' }])
    const secret = emulator.command(GUEST, CHANNEL, 'search', [{ name: 'query', type: 3, value: 'secret' }])
    for (const asked of [alone, open, secret]) await emulator.until(() => asked.callback)
    expect([alone, open, secret].map(({ callback }) => callback)).toEqual([
      { type: 5, data: { flags: 64 } },
      { type: 5, data: { flags: 0 } },
      { type: 5, data: { flags: 0 } },
    ])
    resolve()
    await settled()
    const shown = await seen()
    expect(shown.map(seen => [seen.text.includes('for you'), seen.private]).toSorted()).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ])
    expect(bot.places.filter(place => place !== undefined)).toEqual([
      `${GUILD}/${CHANNEL}/${open.original?.id}`,
    ])
  })

  it('still replaces the pressed message', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>()
    const next: Block = { kind: 'buttons', buttons: [{ label: 'Next page', says: '/search moe page:2' }] }
    const bot = scripted(async ({ input }) => {
      if (typeof input !== 'string') return say('page one', next)
      await go
      return { ...say('page two'), instead: true }
    })
    const { slash, seen, emulator, settled } = await started(bot)
    await slash('guest', 'search moe')
    const [message] = emulator.world.messages
    if (!message) throw new Error('nothing was shown')
    const pressed = emulator.press(GUEST, message, '/search moe page:2')
    expect(await emulator.until(() => pressed.callback)).toEqual({ type: 6 })
    resolve()
    await settled()
    expect((await seen()).map(({ text }) => text)).toEqual(['page two'])
    expect(bot.places[1]).toBe(bot.places[0])
  })
})

describe('buttons', () => {
  it('open their form after a restart, however much they say', async () => {
    const says = `/ask ${'k'.repeat(95)}`
    const asks = 'Your question about these papers'
    const bot = scripted(({ input }) =>
      typeof input === 'string'
        ? say('answered')
        : say('root', {
            kind: 'buttons',
            buttons: [
              { label: 'Longest', says, asks },
              { label: 'Ask', says: '/ask in:k1', asks },
              { label: 'Ask again', says: '/ask in:k1', asks },
            ],
          }),
    )
    const before = await started(bot)
    const root = await before.slash('guest', 'search moe')
    await before.adapter.stop()
    const { press, emulator } = await started(bot, { messageContent: false, emulator: before.emulator })
    await press('guest', root, 'Longest', 'is it fast?')
    await press('guest', root, 'Ask', 'and cheap?')
    await press('guest', root, 'Ask again', 'and good?')
    expect(bot.requests.map(({ input }) => input).slice(1)).toEqual([
      `${says} is it fast?`,
      '/ask in:k1 and cheap?',
      '/ask in:k1 and good?',
    ])
    const forms = [...emulator.world.interactions.values()].flatMap(({ callback }) =>
      callback?.type === 9 ? [[callback.data.title, callback.data.components[0]?.label]] : [],
    )
    expect(forms).toEqual([
      ['Longest', 'Longest'],
      ['Ask', asks],
      ['Ask again', 'Ask again'],
    ])
  })

  it('of an answer for one alone belong to no thread', async () => {
    const next: Block = { kind: 'buttons', buttons: [{ label: 'Share', says: '/share k1' }] }
    const bot = scripted(({ input }) =>
      typeof input === 'string' ? say('shared', paper) : { ...say('yours', next), audience: 'asker' },
    )
    const { slash, press, emulator } = await started(bot)
    const shared = await press('guest', await slash('guest', 'search moe'), 'Share')
    expect(shared).toMatchObject({ text: expect.stringContaining('shared'), private: false })
    expect(bot.places).toEqual([undefined, `${GUILD}/${CHANNEL}/${shared.id}`])
    expect(bot.requests[1]).not.toHaveProperty('place')
    expect(emulator.world.channels.has(shared.id)).toBe(true)
  })
})

describe('talk', () => {
  it('is for the bot when it names it or is direct, and overheard in replies that ping it and in channels', async () => {
    const bot = scripted(() => say('here'))
    const { emulator, overhear, mention, direct, settled } = await started(bot, { messageContent: true })
    const answer = await mention('manager', 'what  is\nnew?')
    const look = emulator.say(GUEST, CHANNEL, '@everyone, look')
    const think = emulator.say(GUEST, CHANNEL, 'what do you think?')
    await overhear('guest', 'how fast?', answer)
    const told = await direct('guest', 'search moe')
    emulator.say(GUEST, told.channel, 'and older?', told.id)
    await settled()
    expect(bot.requests.map(({ input, addressed, mayManage }) => [input, addressed, mayManage])).toEqual([
      ['what is new?', true, true],
      ['@everyone, look', false, false],
      ['what do you think?', false, false],
      ['how fast?', false, false],
      ['search moe', true, true],
      ['and older?', true, true],
    ])
    expect(bot.requests.map(({ place }) => place)).toEqual([
      undefined,
      placeOf({ tenant: GUILD, channel: CHANNEL, root: look.id }),
      placeOf({ tenant: GUILD, channel: CHANNEL, root: think.id }),
      bot.places[0],
      undefined,
      bot.places[4],
    ])
  })

  it('that arrives empty for want of the intent is left alone', async () => {
    const bot = scripted(() => say('here', paper))
    const { slash, overhear, mention, emulator, settled } = await started(bot)
    const root = await slash('guest', 'search moe')
    await overhear('guest', 'how fast?', root)
    expect(bot.requests).toHaveLength(1)
    await mention('guest', 'how fast?', root)
    emulator.say(GUEST, CHANNEL, 'and this one?', root.id)
    await settled()
    expect(bot.requests.map(({ input }) => input).slice(1)).toEqual(['how fast?'])
  })

  it('overheard in a busy channel is answered under it when its turn has come, once', async () => {
    const bot = scripted(() => say('here', paper))
    const { emulator, reply } = await started(bot, { messageContent: true })
    const busy = {
      status: 429,
      headers: { 'retry-after': '0.05' },
      body: { retry_after: 0.05, global: false },
    }
    emulator.faults.push({ method: 'POST', path: /\/messages$/, answer: busy, times: 1 })
    const answer = await reply('guest', 'look at this')
    expect(bot.places).toEqual([placeOf({ tenant: GUILD, channel: CHANNEL, root: answer.under ?? '' })])
    expect(emulator.world.messages.filter(({ components }) => components.length > 0)).toHaveLength(1)
  })

  it('is answered in words to the asker where the bot may not post', async () => {
    const bot = scripted(() => say('here'))
    const { mention, emulator } = await started(bot)
    emulator.deny(P.SendMessages)
    const told = await mention('guest', 'search moe')
    expect(told.channel).toBe(directChannel(emulator.world, GUEST))
    expect(told.text).toMatch(/^I may not post in that channel: ask someone who manages it/)
    expect(bot.places).toEqual([undefined])
  })
})

describe('the thread under an answer', () => {
  it('is opened for papers that everyone sees, under a name that fits', async () => {
    const long = 'A very long summary of what was found '.repeat(5)
    const bot = scripted(({ input }) => {
      const said = JSON.stringify(input)
      if (said.includes('papers')) return { ...say(long, paper), summary: long }
      return said.includes('private') ? { ...say('yours', paper), audience: 'asker' } : say('no papers')
    })
    const { slash, emulator } = await started(bot)
    const root = await slash('guest', 'search papers')
    await slash('guest', 'search private')
    await slash('guest', 'search nothing')
    const threads = [...emulator.world.channels.values()].filter(({ kind }) => kind === 'thread')
    expect(threads).toMatchObject([
      { id: root.id, kind: 'thread', name: expect.stringMatching(/^A very long .{80,87}…$/) },
    ])
  })

  it('is not asked for where it is not allowed, and the answer stands', async () => {
    const bot = scripted(() => say('here', paper))
    const { slash, emulator, logged } = await started(bot)
    emulator.deny(P.CreatePublicThreads)
    const { id } = await slash('guest', 'search moe')
    expect(bot.places).toEqual([`${GUILD}/${CHANNEL}/${id}`])
    expect(logged).toContain('info: no thread may be opened here')
    expect(emulator.requests.filter(({ path }) => path.endsWith('/threads'))).toEqual([])
  })
})

describe('a restart', () => {
  it('finds the place of a thread that slept through it', async () => {
    const bot = scripted(() => say('here', paper))
    const before = await started(bot)
    const root = await before.slash('guest', 'search moe')
    await before.adapter.stop()
    const { mention } = await started(bot, { messageContent: false, emulator: before.emulator })
    const answer = await mention('guest', 'how fast?', root)
    expect(answer.under).toBe(root.id)
    expect(bot.requests[1]).toMatchObject({ channel: CHANNEL, place: bot.places[0] })
    expect(bot.places[1]).toBe(bot.places[0])
  })
})

describe('trouble', () => {
  it('with an interaction that has expired is logged and over', async () => {
    const bot = scripted(() => say('too late'))
    const { emulator, logged, settled } = await started(bot)
    const expired = { status: 404, body: { code: 10062, message: 'Unknown interaction' } }
    emulator.faults.push({ method: 'POST', path: /callback/, answer: expired, times: 1 })
    emulator.command(GUEST, CHANNEL, 'settings', [])
    await settled()
    expect(bot.places).toEqual([undefined])
    expect(logged.at(-1)).toBe('info: interaction already answered or expired')
  })

  it('stops only after what is being answered', async () => {
    const { promise: go, resolve } = Promise.withResolvers<void>()
    const bot = scripted(async () => {
      await go
      return say('just in time')
    })
    const { emulator, adapter, seen } = await started(bot)
    emulator.command(GUEST, CHANNEL, 'settings', [])
    await emulator.gateway.heard()
    const stopped = adapter.stop()
    resolve()
    await stopped
    expect((await seen()).map(({ text }) => text)).toEqual(['just in time'])
  })
})
