import { expect, vi } from 'vitest'
import { APP, CHANNEL, MANAGER } from '../emulators/discord-world.ts'
import { BATCHES } from '../papers.ts'
import { createDiscordRig, type DiscordRig } from '../rigs/discord.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import type { Fault } from './fault.ts'

/** So long it may take until a connection is back: discord.js waits 30 s for a silent one to close. */
const BACK_MS = 45_000

/** Paperboy in Discord, whose connection to the gateway meets something. */
function meets(
  what: string,
  outcome: string,
  prove: (rig: DiscordRig) => Promise<void>,
  {
    heartbeatMs,
    watchedMs,
  }: {
    /** What the gateway asks of its clients, and by what Paperboy watches whether it does: Discord's, unless told. */
    readonly heartbeatMs?: number
    readonly watchedMs?: number
  } = {},
): Fault {
  return {
    what,
    outcome,
    prove: async () => {
      const rig = await createDiscordRig({
        messageContent: false,
        ...(watchedMs !== undefined && { heartbeatMs: watchedMs }),
      })
      if (heartbeatMs !== undefined) rig.emulator.gateway.manner.heartbeatMs = heartbeatMs
      const paperboy = await startPaperboy(() => rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
      try {
        await prove(rig)
      } finally {
        await paperboy.stop()
      }
    },
  }
}

const until = (isSo: () => boolean): Promise<unknown> =>
  vi.waitUntil(isSo, { timeout: BACK_MS, interval: 50 })
const asks = ({ emulator }: DiscordRig): void => void emulator.say(MANAGER, CHANNEL, `<@${APP}> help`)

/** The session goes on, and what was said meanwhile is not lost. */
const resumes =
  (breakIt: (rig: DiscordRig) => void) =>
  async (rig: DiscordRig): Promise<void> => {
    const { gateway } = rig.emulator
    breakIt(rig)
    asks(rig)
    await until(() => gateway.resumed === 1 && rig.adapter.connections().up === 1)
    await rig.settled()
    await rig.mention('manager', 'help')
    expect(gateway.identified).toBe(1)
    expect(await rig.seen()).toHaveLength(2)
    expect(rig.fatal).toEqual([])
  }
const RESUMES = 'the session is resumed, and what was asked meanwhile is answered, once'

/** Another session begins. */
const beginsAnew =
  (breakIt: (rig: DiscordRig) => void) =>
  async (rig: DiscordRig): Promise<void> => {
    const { gateway } = rig.emulator
    breakIt(rig)
    await until(() => gateway.identified === 2 && rig.adapter.connections().up === 1)
    await rig.mention('manager', 'help')
    expect(await rig.seen()).toHaveLength(1)
    expect(rig.fatal).toEqual([])
  }
const BEGINS_ANEW = 'it signs in anew, and what is asked then is answered'

const ends =
  (breakIt: (rig: DiscordRig) => unknown, sentence: RegExp) =>
  async (rig: DiscordRig): Promise<void> => {
    await breakIt(rig)
    await until(() => rig.fatal.length > 0)
    expect(rig.fatal).toEqual([expect.stringMatching(sentence)])
    expect(rig.adapter.connections().up).toBe(0)
  }

const closes =
  (code?: number) =>
  ({ emulator }: DiscordRig): void =>
    emulator.gateway.drop(code)

export const DISCORD_CONNECTIONS: readonly Fault[] = [
  meets('a connection that breaks', RESUMES, resumes(closes())),
  meets(
    'a gateway that asks to reconnect (7)',
    RESUMES,
    resumes(({ emulator }) => emulator.gateway.ask(7)),
  ),
  meets(
    'a session that is no good but may be resumed (9 true)',
    RESUMES,
    resumes(({ emulator }) => emulator.gateway.ask(9, true)),
  ),
  meets(
    'a session that is no good any more (9 false)',
    BEGINS_ANEW,
    beginsAnew(({ emulator }) => emulator.gateway.ask(9, false)),
  ),
  meets('a close for unknown reasons (4000)', RESUMES, resumes(closes(4000))),
  meets('a session that timed out (4009)', BEGINS_ANEW, beginsAnew(closes(4009))),
  meets(
    'a gateway that vanishes without a word, and answers no heartbeat',
    RESUMES,
    resumes(({ emulator }) => emulator.gateway.vanish()),
    { heartbeatMs: 500 },
  ),
  meets(
    'a gateway that is silent for three heartbeats, over a new connection too',
    'the connection counts as down, and the process ends with one sentence',
    ends(async rig => {
      const { gateway } = rig.emulator
      // As long as something is heard, it is not silent.
      for (let beat = 0; beat < 6; beat++) {
        await gateway.heard()
        asks(rig)
        await new Promise(resolve => setTimeout(resolve, 100))
      }
      expect(rig.fatal).toEqual([])
      gateway.manner.frozen = true
      gateway.drop()
    }, /^Discord's gateway has been silent for 1 s on shard 0: the connection is dead\.$/),
    { watchedMs: 200 },
  ),
  meets(
    'a token that was reset (4004)',
    'the process ends with one sentence that says how to get another',
    ends(closes(4004), /^Discord refused DISCORD_TOKEN\. Reset the token on the Bot page/),
  ),
  meets(
    'an intent that was switched off (4014)',
    'the process ends with one sentence that says where to switch it on',
    ends(closes(4014), /^Discord refused the message content intent\. Switch on/),
  ),
  meets('an event that comes twice', 'it is answered once', async rig => {
    await rig.mention('manager', 'help')
    await rig.redeliver()
    expect(await rig.seen()).toHaveLength(1)
  }),
]
