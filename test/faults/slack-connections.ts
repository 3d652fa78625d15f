import { expect, vi } from 'vitest'
import { PACE } from '../../adapters/slack/sockets.ts'
import type { Envelope } from '../emulators/slack-wire.ts'
import { BOT, CHANNELS, MANAGER } from '../emulators/slack-world.ts'
import { BATCHES } from '../papers.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import { createSlackRig, type SlackRig } from '../rigs/slack.ts'
import type { Fault } from './fault.ts'

/** So long it may take until a connection is back: Slack's client gives a silent one up after some eight seconds. */
const BACK_MS = 25_000

type RigParts = Parameters<typeof createSlackRig>[0]

/** Paperboy in Slack, whose sockets meet something. */
function meets(
  what: string,
  outcome: string,
  prove: (rig: SlackRig) => Promise<void>,
  parts: RigParts = {},
): Fault {
  return {
    what,
    outcome,
    prove: async () => {
      const rig = await createSlackRig(parts)
      const paperboy = await startPaperboy(() => rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
      try {
        await prove(rig)
      } finally {
        await paperboy.stop()
      }
    },
  }
}

const HEARS = 'what is asked meanwhile is answered, once, and two sockets are open again'

/** Slack has been asked for so many sockets in all, and two are open. */
const areBack = ({ adapter, emulator }: SlackRig, openings: number): Promise<unknown> => {
  const asked = () => emulator.calls.filter(({ method }) => method === 'apps.connections.open').length
  const back = () => asked() >= openings && adapter.connections().up === 2
  return vi.waitUntil(back, { timeout: BACK_MS, interval: 50 })
}
const answers = ({ emulator }: SlackRig): number =>
  emulator.messages.filter(({ user }) => user === BOT).length
const mention = ({ emulator }: SlackRig): readonly Envelope[] =>
  emulator.say(MANAGER, CHANNELS.papers, `<@${BOT}> help`)

/** Breaks the first socket, asks something while it is broken, and waits for both. */
const breaksOne =
  (breakIt: (rig: SlackRig, socket: SlackRig['emulator']['sockets'][number]) => void) =>
  async (rig: SlackRig): Promise<void> => {
    const { emulator } = rig
    const [socket] = emulator.sockets
    if (!socket) throw new Error('no socket')
    breakIt(rig, socket)
    await rig.slash('manager', 'help')
    await areBack(rig, 3)
    await rig.slash('manager', 'help')
    expect(answers(rig)).toBe(2)
  }

export const SLACK_CONNECTIONS: readonly Fault[] = [
  meets(
    'a socket that Slack renews',
    HEARS,
    breaksOne(({ emulator }, socket) => emulator.refresh(socket)),
  ),
  meets(
    'a socket that Slack warns it will close',
    HEARS,
    breaksOne(({ emulator }, socket) => emulator.refresh(socket, 'warning')),
  ),
  meets(
    'a socket that is one too many',
    HEARS,
    breaksOne(({ emulator }, socket) => emulator.refresh(socket, 'too_many_websockets')),
  ),
  meets(
    'a socket that breaks',
    HEARS,
    breaksOne((_rig, socket) => socket.terminate()),
  ),
  meets(
    'a socket that is closed in good order',
    HEARS,
    breaksOne((_rig, socket) => socket.close(1000)),
  ),
  meets(
    'a socket that breaks, and a Slack that stumbles over the next',
    HEARS,
    breaksOne(({ emulator }, socket) => {
      emulator.faults.push({ method: 'apps.connections.open', answer: { status: 500 } })
      socket.terminate()
    }),
  ),
  meets(
    'a socket whose other end vanishes without a word',
    HEARS,
    breaksOne(({ emulator }, socket) => emulator.vanish(socket)),
  ),
  meets(
    'both sockets half open, and an event swallowed that Slack sends once more',
    'the event is answered, once, and two sockets are open again',
    async rig => {
      const { emulator } = rig
      const [one] = emulator.sockets
      for (const socket of [...emulator.sockets]) emulator.vanish(socket)
      const events = mention(rig)
      for (const event of events)
        await expect(emulator.overSocket(event, one)).rejects.toThrow('not acknowledged in time')
      await areBack(rig, 4)
      expect(answers(rig)).toBe(0)
      await rig.bring(...events)
      expect(answers(rig)).toBe(1)
    },
  ),
  meets('an event that comes over both sockets', 'it is answered once', async rig => {
    const events = mention(rig)
    await rig.bring(...events, ...events)
    expect(answers(rig)).toBe(1)
  }),
  meets('a command that comes once more after it was answered', 'it is answered once', async rig => {
    await rig.slash('manager', 'help')
    await rig.redeliver()
    expect(answers(rig)).toBe(1)
  }),
  meets(
    'frames that are no JSON, are bytes, or have no event',
    'they are logged, and what is asked then is answered',
    async rig => {
      for (const socket of rig.emulator.sockets) {
        socket.send('{{{')
        socket.send(Buffer.from([1, 2, 3]))
        const payload = { type: 'app_rate_limited' }
        socket.send(JSON.stringify({ type: 'events_api', envelope_id: 'e', payload }))
      }
      await rig.slash('manager', 'help')
      expect(answers(rig)).toBe(1)
      expect(rig.logged.filter(({ event }) => event === 'envelope not understood')).toHaveLength(2)
      expect(rig.adapter.connections()).toEqual({ up: 2, wanted: 2 })
    },
  ),
  meets(
    'no hello over any socket, for long',
    'the sockets count as down, and the process ends with one sentence',
    async ({ emulator, deaths, adapter }) => {
      emulator.manner.saysHello = false
      for (const socket of [...emulator.sockets]) socket.terminate()
      await vi.waitUntil(() => deaths.length > 0, { timeout: BACK_MS })
      expect(deaths[0]).toMatch(/^Slack has let no socket in for \d+ s\. Slack cannot be reached at /)
      expect(adapter.connections()).toEqual({ up: 0, wanted: 2 })
      const openings = emulator.calls.filter(({ method }) => method === 'apps.connections.open')
      expect(openings.length).toBeGreaterThan(4)
    },
    { pace: { ...PACE, helloMs: 50, longestPauseMs: 10, shortestPauseMs: 1, deafMs: 400 } },
  ),
  meets(
    'an app token that was taken back',
    'the process ends with one sentence that says how to make another',
    async ({ emulator, deaths }) => {
      emulator.faults.push({ method: 'apps.connections.open', answer: { error: 'invalid_auth' } })
      emulator.sockets[0]?.terminate()
      await vi.waitUntil(() => deaths.length > 0, { timeout: BACK_MS })
      expect(deaths).toEqual([
        expect.stringMatching(/^Slack refused SLACK_APP_TOKEN \(invalid_auth\): make .*\.$/),
      ])
    },
  ),
]
