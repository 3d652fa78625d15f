import { afterEach, describe, expect, it } from 'vitest'
import type { Bot } from '../src/chat.ts'
import { CHANNELS, MANAGER } from './emulators/slack-world.ts'
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

describe('over sockets', () => {
  it('loses no command while Slack renews both at once, whatever was on its way then', async () => {
    const { bot, requests } = answering()
    const { emulator, adapter } = await started(bot)
    const command = () => emulator.slash(MANAGER, CHANNELS.papers, 'today')
    const before = [...emulator.sockets]
    const sent: Promise<void>[] = []
    // One more over each right behind the request to close it, and then one in every 50 ms.
    for (const socket of before) {
      emulator.refresh(socket)
      sent.push(emulator.overSocket(command(), socket))
    }
    while (emulator.sockets.some(socket => before.includes(socket))) {
      sent.push(emulator.overSocket(command()))
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    await Promise.all(sent)
    await expect.poll(() => adapter.connections()).toEqual({ up: 2, wanted: 2 })
    await emulator.until(() => requests.length === sent.length, 'all of them')
    await emulator.until(() => emulator.messages.length === sent.length, 'all answers')
  })

  it('waits for a Slack that is down at the start, and can be stopped meanwhile', async () => {
    rig = await createSlackRig()
    rig.emulator.faults.push({ method: 'auth.test', answer: { status: 503 } })
    await rig.start(answering().bot)
    expect(rig.logged.map(({ event }) => event)).toContain('slack is out of reach')
    expect(rig.adapter.connections()).toEqual({ up: 2, wanted: 2 })
    await rig.adapter.stop()
    for (let times = 0; times < 9; times++) rig.emulator.faults.push({ method: 'auth.test', answer: 'drop' })
    const start = rig.start(answering().bot)
    await rig.emulator.until(() => rig.emulator.faults.length < 9, 'the first attempt')
    await rig.adapter.stop()
    await expect(start).rejects.toThrow('Stopped before Slack was reached.')
  })

  it('finishes what it is answering before it stops', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { bot } = answering()
    const patient: Bot = {
      ...bot,
      receive: async (request, deliver) => {
        await promise
        await bot.receive(request, deliver)
      },
    }
    const { adapter, emulator } = await started(patient)
    await emulator.overSocket(emulator.slash(MANAGER, CHANNELS.papers, 'today'))
    const stopped = adapter.stop()
    await emulator.until(() => emulator.sockets.length === 0, 'the sockets to close')
    resolve()
    await stopped
    expect(emulator.messages).toMatchObject([{ text: 're: today' }])
  })

  it('starts anew after a stop', async () => {
    const { bot } = answering()
    const { adapter, start, slash } = await started(bot)
    await adapter.stop()
    await start(bot)
    expect((await slash('manager', 'today')).text).toBe('re: today')
  })
})

describe('over HTTP', () => {
  const url = () => {
    const { port } = rig.logged.find(({ event }) => event === 'receiving requests')?.facts ?? {}
    return `http://127.0.0.1:${port}/slack/events`
  }

  it('serves the same: commands, forms and mentions', async () => {
    const { bot } = answering()
    const { slash, press, mention } = await started(bot, { transport: 'http' })
    const root = await slash('manager', 'search a & b')
    expect(root.text).toBe('re: search a & b')
    expect((await press('manager', root, 'Ask', 'how fast?')).text).toBe('re: /ask in:k1 how fast?')
    expect(await mention('guest', 'and then?', root)).toMatchObject({ text: 're: and then?', under: root.id })
  })

  it('believes only what Slack has signed within five minutes, by either clock', async () => {
    const { bot, requests } = answering()
    const { emulator } = await started(bot, { transport: 'http' })
    const envelope = emulator.slash(MANAGER, CHANNELS.papers, 'today')
    for (const forged of [{ secret: 'guessed' }, { skewS: -301 }, { skewS: 302 }]) {
      expect(await emulator.overHttp(url(), envelope, forged)).toBe(401)
    }
    expect(requests).toEqual([])
    expect(await emulator.overHttp(url(), envelope, { skewS: 290 })).toBe(200)
    expect(await emulator.overHttp(url(), envelope, { skewS: -290 })).toBe(200)
    await emulator.until(() => requests.length === 2, 'both')
    expect(requests[0]?.id).toBe(requests[1]?.id)
  })

  it('has one path', async () => {
    const { emulator } = await started(answering().bot, { transport: 'http' })
    const envelope = emulator.slash(MANAGER, CHANNELS.papers, 'today')
    expect(await emulator.overHttp(url().replace('events', 'other'), envelope)).toBe(404)
    expect((await fetch(url())).status).toBe(405)
  })

  it('takes nothing more when it stops', async () => {
    const { adapter } = await started(answering().bot, { transport: 'http' })
    expect(adapter.connections()).toEqual({ up: 1, wanted: 1 })
    await adapter.stop()
    expect((await fetch(url())).status).toBe(404)
    expect(adapter.connections()).toEqual({ up: 0, wanted: 1 })
  })
})
