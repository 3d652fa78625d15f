import { afterEach, describe, expect, it } from 'vitest'
import { CHANNELS, GUEST, MANAGER, TEAM } from './emulators/slack-world.ts'
import { answering, say } from './rigs/answering.ts'
import { createSlackRig, type SlackRig } from './rigs/slack.ts'

let rig: SlackRig
const open = async (): Promise<SlackRig> => {
  rig = await createSlackRig()
  await rig.start(answering().bot)
  return rig
}
/** A violation of Slack's rules fails the test. */
afterEach(() => rig.stop())

const to = (channel: string) => ({ adapter: 'slack', tenant: TEAM, channel })

describe('a post', () => {
  const daily = say('Daily Papers')

  it('that meets a limit holds up its workspace for as long as Slack says, and is tried once', async () => {
    const { adapter, emulator } = await open()
    emulator.faults.push({ method: 'chat.postMessage', answer: { status: 429, retryAfter: 30 } })
    const outcome = await adapter.post(to(CHANNELS.papers), daily, 'k1')
    expect(outcome).toEqual({ kind: 'later', afterMs: 30_000, holds: 'tenant' })
    expect(emulator.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
  })

  it('is found in its thread, behind 200 other messages, and never taken for another’s', async () => {
    const { adapter, emulator } = await open()
    const first = await adapter.post(to(CHANNELS.papers), daily, 'k1')
    if (first.kind !== 'sent') throw new Error(first.kind)
    const inThread = { ...to(CHANNELS.papers), place: first.place }
    const rest = await adapter.post(inThread, daily, 'k2')
    for (let n = 0; n < 250; n += 1) emulator.say(GUEST, CHANNELS.papers, 'talk', first.id)
    const metadata = { event_type: 'paperboy_delivery', event_payload: { key: 'k3' } }
    const forged = {
      channel: CHANNELS.papers,
      ts: '1999999999.000100',
      user: GUEST,
      text: 'me',
      blocks: [],
      metadata,
    }
    emulator.messages.push(forged)
    const since = Date.now() - 60_000
    expect(await adapter.find(inThread, 'k2', since)).toEqual(rest)
    expect(await adapter.find(to(CHANNELS.papers), 'k2', since)).toBeUndefined()
    expect(await adapter.find(to(CHANNELS.papers), 'k3', since)).toBeUndefined()
    expect(await adapter.find(to(CHANNELS.papers), 'k1', Date.now() + 2 * 24 * 60 * 60_000)).toBeUndefined()
  })

  it('that turns out to be a second copy is taken back', async () => {
    const { adapter, emulator } = await open()
    const posts = [await adapter.post(to(CHANNELS.papers), daily, 'k1')]
    posts.push(await adapter.post(to(CHANNELS.papers), daily, 'k1'))
    const [first, second] = posts.map(posted => (posted.kind === 'sent' ? posted.id : ''))
    await adapter.withdraw?.(to(CHANNELS.papers), second ?? '')
    await adapter.withdraw?.(to(CHANNELS.papers), 'never posted')
    expect(emulator.messages.map(({ ts }) => ts)).toEqual([first])
  })

  it('that finds nobody listening was surely not posted', async () => {
    const { adapter, emulator } = await open()
    await emulator.close()
    // Over a connection that was kept nobody can tell.
    await adapter.post(to(CHANNELS.papers), daily, 'k0')
    const outcome = await adapter.post(to(CHANNELS.papers), daily, 'k1')
    expect(outcome).toEqual({ kind: 'later', afterMs: 30_000, holds: 'all' })
  })

  it('reaches a person in their direct messages', async () => {
    const { adapter, seen } = await open()
    const person = { adapter: 'slack', tenant: TEAM, person: MANAGER }
    expect(await adapter.post(person, daily, 'k1')).toMatchObject({ kind: 'sent' })
    expect(await seen()).toMatchObject([{ channel: CHANNELS.managersDirect }])
    expect(await adapter.post({ ...person, person: 'U0NOBODY' }, daily, 'k2')).toEqual({
      kind: 'refused',
      why: 'unknown',
    })
  })

  it('never goes into the thread of another channel or workspace', async () => {
    const { adapter, seen } = await open()
    for (const place of ['T0OTHER/C0PAPERS/1700000000.000100', `${TEAM}/C0OTHER/1700000000.000100`, 'x']) {
      const outcome = await adapter.post({ ...to(CHANNELS.papers), place }, daily, 'k1')
      expect(outcome).toEqual({ kind: 'refused', why: 'unknown' })
    }
    expect(await seen()).toEqual([])
  })

  it('is known to be refused beforehand', async () => {
    const { adapter, emulator } = await open()
    const channels = [CHANNELS.papers, CHANNELS.old, CHANNELS.outside, CHANNELS.secret, CHANNELS.guestsDirect]
    const refusals = await Promise.all(channels.map(channel => adapter.check(to(channel))))
    expect(refusals).toEqual([undefined, 'archived', 'not_in_channel', 'unknown', undefined])
    emulator.join(CHANNELS.outside)
    expect(await adapter.check(to(CHANNELS.outside))).toBeUndefined()
    emulator.faults.push({ method: 'conversations.info', answer: { status: 500 } })
    expect(await adapter.check(to(CHANNELS.papers))).toBeUndefined()
  })
})
