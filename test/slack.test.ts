import { afterEach, describe, expect, it } from 'vitest'
import type { Bot } from '../src/chat.ts'
import { BOT, CHANNELS, GUEST, MANAGER } from './emulators/slack-world.ts'
import { answering } from './rigs/answering.ts'
import { createSlackRig, type SlackRig } from './rigs/slack.ts'

let rig: SlackRig
const started = async (bot: Bot, options: Parameters<typeof createSlackRig>[0] = {}): Promise<SlackRig> => {
  rig = await createSlackRig(options)
  await rig.start(bot)
  return rig
}
/** A violation of Slack's rules fails the test. */
afterEach(() => rig.stop())

describe('where the bot is no member', () => {
  it('answers all the same, and says how to get a thread', async () => {
    const { bot, places } = answering()
    const { slashIn } = await started(bot)
    const seen = await slashIn(CHANNELS.outside, 'manager', 'search grokking')
    expect(seen).toMatchObject({ private: false, channel: CHANNELS.outside })
    expect(seen.text).toBe('re: search grokking\nInvite @Paperboy to ask in the thread.')
    expect(places).toEqual([undefined])
  })

  it('takes a question by form, and answers it there', async () => {
    const { bot, requests } = answering()
    const { slashIn, press } = await started(bot)
    const root = await slashIn(CHANNELS.outside, 'manager', 'search grokking')
    const answer = await press('guest', root, 'Ask', 'how fast?')
    expect(requests.at(-1)).toMatchObject({ input: '/ask in:k1 how fast?', author: GUEST })
    expect(answer).toMatchObject({ private: false, channel: CHANNELS.outside })
  })

  it('keeps to the asker what is for the asker, in a private channel too', async () => {
    const { bot } = answering()
    const { slashIn } = await started(bot)
    expect((await slashIn(CHANNELS.outside, 'manager', 'status')).private).toBe(true)
    expect((await slashIn(CHANNELS.secret, 'manager', 'status')).private).toBe(true)
    expect((await slashIn(CHANNELS.secret, 'manager', 'today')).private).toBe(false)
  })
})

describe('what is heard', () => {
  it('is a mention once, though Slack tells it twice, in either order', async () => {
    const { bot, requests } = answering()
    const { mention, emulator, bring } = await started(bot)
    await mention('manager', 'grokking &amp; more')
    await bring(...emulator.say(MANAGER, CHANNELS.papers, `so, <@${BOT}>: sparse moe`).toReversed())
    expect(requests.map(({ input }) => input)).toEqual([
      'grokking & more',
      'grokking & more',
      'so, sparse moe',
      'so, sparse moe',
    ])
    expect(new Set(requests.map(({ id }) => id)).size).toBe(2)
    expect(requests.every(({ addressed }) => addressed)).toBe(true)
  })

  it('is help, when nothing is said', async () => {
    const { bot, requests } = answering()
    const { slash, mention } = await started(bot)
    await slash('manager', '')
    await mention('manager', '')
    expect(new Set(requests.map(({ input }) => input))).toEqual(new Set(['/help']))
  })

  it('is never a bot, an edit, or a join', async () => {
    const { bot, requests } = answering()
    const { emulator, overhear, slash } = await started(bot)
    const root = await slash('manager', 'today')
    const news = { type: 'message', channel: CHANNELS.papers, ts: '1700000000.000100', thread_ts: root.id }
    const said = { user: MANAGER, text: `<@${BOT}> hello` }
    for (const ignored of [
      { ...news, ...said, bot_id: 'B0OTHER' },
      { ...news, ...said, user: BOT },
      { ...news, ...said, subtype: 'message_changed' },
      { ...news, ...said, subtype: 'channel_join' },
    ]) {
      await emulator.overSocket(emulator.event(ignored))
    }
    await overhear('manager', 'the last one', root)
    expect(requests.map(({ input }) => input)).toEqual(['today', 'the last one'])
  })

  it('in a direct message is for the bot, and its thread is a thread', async () => {
    const { bot, requests, places } = answering()
    const { direct, reply } = await started(bot)
    const root = await direct('guest', 'status')
    expect(root.private).toBe(false)
    await reply('guest', 'and since?', root)
    expect(requests).toMatchObject([
      { input: 'status', addressed: true, mayManage: true },
      { input: 'and since?', addressed: true, place: places[0] },
    ])
    expect(requests[0]?.place).toBeUndefined()
  })

  it('is acknowledged at once, however long the answer takes', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { bot } = answering()
    const { emulator } = await started({ ...bot, receive: () => promise })
    await emulator.overSocket(emulator.slash(MANAGER, CHANNELS.papers, 'search slow'))
    expect(emulator.changes).toEqual([])
    resolve()
  })
})

describe('who may manage', () => {
  it('is looked up once in a while, and not for talk that is overheard', async () => {
    let now = Date.now()
    const { bot, requests } = answering()
    const { slash, overhear, emulator } = await started(bot, { now: () => now })
    const lookups = () =>
      emulator.calls.filter(({ args }) => args.user === MANAGER && !('blocks' in args)).length
    const root = await slash('manager', 'today')
    await slash('manager', 'today')
    expect(lookups()).toBe(1)
    now += 6 * 60_000
    await overhear('manager', 'lunch?', root)
    expect(lookups()).toBe(1)
    await slash('manager', 'today')
    expect(lookups()).toBe(2)
    expect(requests.map(({ mayManage }) => mayManage)).toEqual([true, true, false, true])
  })

  it('is nobody when Slack does not tell', async () => {
    const { bot, requests } = answering()
    const { slash, emulator, logged } = await started(bot)
    emulator.faults.push({ method: 'users.info', answer: { status: 500 } })
    await slash('manager', 'today')
    expect(requests[0]?.mayManage).toBe(false)
    expect(logged.map(({ event }) => event)).toContain('membership not looked up')
  })
})
