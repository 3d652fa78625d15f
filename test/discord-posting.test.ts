import { PermissionFlagsBits as P } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address, Block, Bot, Reply } from '../src/chat.ts'
import { CHANNEL, GUEST, GUILD, MANAGER } from './emulators/discord-world.ts'
import { createDiscordRig, type DiscordRig } from './rigs/discord.ts'

const paper: Block = {
  kind: 'item',
  item: { title: 'Grokking, explained', url: 'https://huggingface.co/papers/2607.00001', lines: [['Ada']] },
}
const daily: Reply = { summary: 'Friday, July 31', blocks: [{ kind: 'heading', text: 'Friday' }, paper] }
const rest: Reply = { summary: 'The rest', blocks: [{ kind: 'text', prose: ['the rest'] }] }

const silent: Bot = { commands: [], receive: async () => undefined, complete: async () => [] }
const channel: Address = { adapter: 'discord', tenant: GUILD, channel: CHANNEL }
const person: Address = { adapter: 'discord', tenant: '@me', person: GUEST }
const under = (place: string): Address => ({ adapter: 'discord', tenant: GUILD, channel: CHANNEL, place })

let rig: DiscordRig
beforeEach(async () => {
  rig = await createDiscordRig()
  await rig.start(silent)
})
afterEach(() => rig.stop())

const toChannel = { method: 'POST', path: /^\/channels\/\d+\/messages$/, times: 1 } as const

describe('a post', () => {
  it('stands in its channel once, however often it is sent, and opens its thread', async () => {
    const { adapter, emulator, seen } = rig
    const first = await adapter.post(channel, daily, 'daily-1')
    expect(await adapter.post(channel, daily, 'daily-1')).toEqual(first)
    const [message, ...others] = await seen()
    expect(others).toEqual([])
    expect(first).toEqual({ kind: 'sent', id: message?.id, place: `${GUILD}/${CHANNEL}/${message?.id}` })
    expect(emulator.world.channels.get(message?.id ?? '')?.name).toBe('Friday, July 31')
  })

  it('under a message that has no thread yet opens it', async () => {
    const { id } = rig.emulator.say(MANAGER, CHANNEL, 'a message of a person')
    const place = `${GUILD}/${CHANNEL}/${id}`
    expect(await rig.adapter.post(under(place), rest, 'rest-1')).toMatchObject({ kind: 'sent', place })
    expect((await rig.seen()).map(({ under }) => under)).toEqual([id])
  })

  it('reaches a person, and goes on under the message there', async () => {
    const posted = await rig.adapter.post(person, daily, 'daily-1')
    if (posted.kind !== 'sent') throw new Error(`not sent but ${posted.kind}`)
    const [tenant = '', direct = ''] = posted.place.split('/')
    const more = await rig.adapter.post(
      { adapter: 'discord', tenant, channel: direct, place: posted.place },
      rest,
      'rest-1',
    )
    expect(more).toMatchObject({ kind: 'sent', place: posted.place })
    expect(rig.emulator.world.messages.map(({ reference }) => reference)).toEqual([undefined, posted.id])
  })

  it('is taken back where it stands, in a channel or a thread', async () => {
    const { adapter, seen } = rig
    const first = await adapter.post(channel, daily, 'daily-1')
    if (first.kind !== 'sent') throw new Error(first.kind)
    const more = await adapter.post(under(first.place), rest, 'rest-1')
    if (more.kind !== 'sent') throw new Error(more.kind)
    await adapter.withdraw?.(under(first.place), more.id)
    expect(await seen()).toHaveLength(1)
    await adapter.withdraw?.(channel, first.id)
    await adapter.withdraw?.(channel, first.id)
    expect(await seen()).toEqual([])
  })

  it('that meets a failing server is unknown, that meets a rate limit waits as long as it is told', async () => {
    const { adapter, emulator } = rig
    emulator.faults.push({ ...toChannel, answer: { status: 502 } })
    expect(await adapter.post(channel, daily, 'daily-1')).toEqual({ kind: 'unknown' })
    const limited = { status: 429, headers: { 'retry-after': '7' }, body: { retry_after: 7 } }
    emulator.faults.push({ ...toChannel, answer: limited })
    const later = await adapter.post(channel, daily, 'daily-2')
    expect(later).toEqual({ kind: 'later', afterMs: expect.closeTo(7_000, -3) })
    expect(emulator.requests.filter(({ path }) => toChannel.path.test(path))).toEqual([])
  })

  it('is refused in a place it does not know, by a person who takes none, and in a thread that is locked', async () => {
    const { adapter, emulator } = rig
    expect(await adapter.post(under('T1/C1/17.2'), daily, 'a')).toEqual({ kind: 'refused', why: 'unknown' })
    const closed = { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } }
    emulator.faults.push({ ...toChannel, answer: closed })
    expect(await adapter.post(person, daily, 'b')).toEqual({ kind: 'refused', why: 'forbidden' })
    const locked = { status: 400, body: { code: 160005, message: 'Thread is locked' } }
    emulator.faults.push({ ...toChannel, answer: locked })
    expect(await adapter.post(channel, daily, 'c')).toEqual({ kind: 'refused', why: 'archived' })
  })

  it('with a token that was taken back is refused each time, and ends the process once', async () => {
    const signedOut = { status: 401, body: { code: 0, message: '401: Unauthorized' } }
    rig.emulator.faults.push({ ...toChannel, answer: signedOut, times: 2 })
    expect(await rig.adapter.post(channel, daily, 'a')).toEqual({ kind: 'refused', why: 'signed_out' })
    expect(await rig.adapter.post(channel, daily, 'b')).toEqual({ kind: 'refused', why: 'signed_out' })
    expect(rig.fatal).toEqual([expect.stringMatching(/^Discord refused DISCORD_TOKEN\./)])
  })
})

describe('reading back', () => {
  it('goes through a busy channel and finds the one that the key marked', async () => {
    const { adapter, emulator } = rig
    const since = Date.now()
    for (let at = 0; at < 250; at++) emulator.say(GUEST, CHANNEL, `message ${at}`)
    const posted = await adapter.post(channel, daily, 'daily-1')
    await adapter.post(channel, daily, 'daily-2')
    expect(await adapter.find(channel, 'daily-1', since)).toEqual(posted)
    expect(await adapter.find(channel, 'daily-3', since)).toBeUndefined()
    expect(await adapter.find(channel, 'daily-1', since + 3_600_000)).toBeUndefined()
  })

  it('looks into the thread of a place, and knows that a thread never opened holds nothing', async () => {
    const { adapter, emulator } = rig
    const since = Date.now()
    const posted = await adapter.post(channel, daily, 'daily-1')
    if (posted.kind !== 'sent') throw new Error(`not sent but ${posted.kind}`)
    const more = await adapter.post(under(posted.place), rest, 'rest-1')
    expect(await adapter.find(under(posted.place), 'rest-1', since)).toEqual(more)
    expect(await adapter.find(channel, 'rest-1', since)).toBeUndefined()
    const { id } = emulator.say(MANAGER, CHANNEL, 'no thread here')
    expect(await adapter.find(under(`${GUILD}/${CHANNEL}/${id}`), 'rest-1', since)).toBeUndefined()
    const direct = await adapter.post(person, daily, 'daily-2')
    expect(await adapter.find(person, 'daily-2', since)).toEqual(direct)
  })

  it('does not take a history that it may not read for an empty one', async () => {
    await rig.adapter.post(channel, daily, 'daily-1')
    rig.emulator.deny(P.ReadMessageHistory)
    await rig.emulator.gateway.heard()
    expect(await rig.adapter.find(channel, 'daily-1', Date.now())).toEqual({
      kind: 'refused',
      why: 'forbidden',
    })
  })
})

describe('a check', () => {
  it.each([
    ['View Channel', P.ViewChannel],
    ['Send Messages', P.SendMessages],
    ['Create Public Threads', P.CreatePublicThreads],
    ['Send Messages in Threads', P.SendMessagesInThreads],
    ['Read Message History', P.ReadMessageHistory],
  ])('misses %s', async (_name, permission) => {
    expect(await rig.adapter.check(channel)).toBeUndefined()
    rig.emulator.deny(permission)
    await rig.emulator.gateway.heard()
    expect(await rig.adapter.check(channel)).toBe('forbidden')
  })

  it('knows people, and channels that are gone', async () => {
    expect(await rig.adapter.check(person)).toBeUndefined()
    expect(await rig.adapter.check({ ...channel, channel: '910000000000000009' })).toBe('unknown')
  })
})
