import { openServer } from '../../adapters/server.ts'
import { createSlackAdapter } from '../../adapters/slack/adapter.ts'
import { slackIsOn, slackSettings } from '../../adapters/slack/settings.ts'
import type { Pace } from '../../adapters/slack/sockets.ts'
import type { Log } from '../../src/chat.ts'
import { type SlackEmulator, startSlackEmulator } from '../emulators/slack.ts'
import { buttonsOf, visible } from '../emulators/slack-blocks.ts'
import type { Envelope } from '../emulators/slack-wire.ts'
import { BOT, CHANNELS, GUEST, MANAGER, type SlackMessage, TEAM, TOKENS } from '../emulators/slack-world.ts'
import type { Person, Rig, Seen } from './rig.ts'

const USERS: Readonly<Record<Person, string>> = { manager: MANAGER, guest: GUEST }
const DIRECT: Readonly<Record<Person, string>> = {
  manager: CHANNELS.managersDirect,
  guest: CHANNELS.guestsDirect,
}

export interface SlackRig extends Rig {
  readonly emulator: SlackEmulator
  /** What the adapter has logged. */
  readonly logged: readonly { readonly event: string; readonly facts: Readonly<Record<string, unknown>> }[]
  /** What it said when it could not go on. */
  readonly deaths: readonly string[]
  /** The same in another channel. */
  slashIn(channel: string, who: Person, words: string): Promise<Seen>
  /** Delivers something to the bot and resolves when it has read it. */
  bring(...envelopes: readonly Envelope[]): Promise<void>
}

/** The real Bolt against Slack on loopback, over Socket Mode or over signed HTTP. */
export async function createSlackRig({
  transport = 'socket',
  now = Date.now,
  pace,
}: {
  readonly transport?: 'socket' | 'http'
  readonly now?: () => number
  readonly pace?: Pace
} = {}): Promise<SlackRig> {
  const emulator = await startSlackEmulator()
  const logged: { event: string; facts: Readonly<Record<string, unknown>> }[] = []
  const deaths: string[] = []
  const log: Log = (_level, event, facts = {}) => {
    logged.push({ event, facts })
    emulator.poke()
  }
  const settings = slackSettings.parse({
    SLACK_BOT_TOKEN: TOKENS.bot,
    SLACK_API_URL: emulator.apiUrl,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: TOKENS.app }
      : { SLACK_SIGNING_SECRET: TOKENS.signingSecret }),
  })
  if (!slackIsOn(settings)) throw new Error('the settings of the rig do not turn Slack on')
  const fatal = (sentence: string): void => {
    deaths.push(sentence)
    emulator.poke()
  }
  const server = await openServer({ host: '127.0.0.1', port: 0, log })
  const { serve } = server
  const adapter = createSlackAdapter({ settings, serve, log, fatal, now, ...(pace && { pace }) })

  let read = 0
  let last: readonly Envelope[] = []

  const carry = async (envelope: Envelope): Promise<void> => {
    if (transport === 'socket') return emulator.overSocket(envelope)
    const status = await emulator.overHttp(`http://127.0.0.1:${server.port}/slack/events`, envelope)
    if (status !== 200) throw new Error(`the bot answered ${status}`)
  }
  const bring = async (...envelopes: readonly Envelope[]): Promise<void> => {
    last = envelopes
    const awaited = read + envelopes.length
    await Promise.all(envelopes.map(carry))
    await emulator.until(() => read >= awaited, 'the bot to read what was said')
  }
  const answered = async (...envelopes: readonly Envelope[]): Promise<Seen> => {
    const before = emulator.changes.length
    await bring(...envelopes)
    const answer = emulator.changes[before]
    if (!answer) throw new Error(`the bot did not answer; ${emulator.violations.join('; ')}`)
    return seenOf(answer)
  }
  const messageOf = (seen: Seen): SlackMessage => {
    const found = emulator.messages.find(({ ts }) => ts === seen.id)
    if (!found) throw new Error(`no message ${seen.id}`)
    return found
  }
  const root = (seen: Seen): string => seen.under ?? seen.id
  const sayAt = (who: Person, words: string, under: Seen | undefined): readonly Envelope[] =>
    emulator.say(USERS[who], under?.channel ?? CHANNELS.papers, words, under && root(under))
  const slashIn: SlackRig['slashIn'] = (channel, who, words) =>
    answered(emulator.slash(USERS[who], channel, words))

  return {
    name: 'slack',
    adapter,
    emulator,
    logged,
    deaths,
    tenant: TEAM,
    channel: CHANNELS.papers,
    bring,
    slashIn,
    start: bot =>
      adapter.start({
        ...bot,
        receive: async (request, deliver) => {
          await bot.receive(request, deliver)
          read += 1
          emulator.poke()
        },
      }),
    slash: (who, words) => slashIn(CHANNELS.papers, who, words),
    direct: (who, words) => answered(...emulator.say(USERS[who], DIRECT[who], words)),
    mention: (who, words, under) => answered(...sayAt(who, `<@${BOT}> ${words}`, under)),
    reply: (who, words, under) => answered(...sayAt(who, words, under)),
    overhear: (who, words, under) => bring(...sayAt(who, words, under)),
    press: async (who, seen, label, typed) => {
      const message = messageOf(seen)
      const button = buttonsOf(message.blocks).find(({ text }) => text.text === label)
      if (!button) throw new Error(`no button ${label} in: ${seen.text}`)
      const press = emulator.press(USERS[who], message, button)
      if (typed === undefined) return answered(press)
      const forms = emulator.views.length
      await carry(press)
      await emulator.until(() => emulator.views.length > forms, 'the form to open')
      return answered(emulator.submit(USERS[who], typed))
    },
    seen: async () => emulator.messages.filter(({ user }) => user === BOT).map(seenOf),
    redeliver: () => bring(...last),
    stop: async () => {
      await adapter.stop()
      await server.close()
      await emulator.close()
      if (emulator.violations.length > 0) throw new Error(emulator.violations.join('\n'))
    },
  }
}

function seenOf({ ts, thread_ts, channel, blocks, only }: SlackMessage): Seen {
  return {
    id: ts,
    ...visible(blocks),
    buttons: buttonsOf(blocks).map(({ text }) => text.text),
    private: only !== undefined,
    ...(thread_ts !== undefined && { under: thread_ts }),
    channel,
  }
}
