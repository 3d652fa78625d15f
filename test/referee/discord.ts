import { z } from 'zod'
import { hear } from '../../src/commands/spoken.ts'
import { commandNamed } from '../../src/commands/table.ts'
import { type Emulated, objectionsOf, until } from './control.ts'
import { type Stage, type Who, within } from './stage.ts'

const [manager, reader, guest] = ['700000000000000001', '700000000000000002', '700000000000000003'] as const
const USERS: Readonly<Record<Who, string>> = { manager, reader, guest }
const AWAY = '910000000000000004'
export const DISCORD_CHANNELS = { story: '910000000000000001', morning: '910000000000000003' } as const

/** View Channels, Send Messages, Read Message History, Create Public Threads, Send Messages in Threads: what the README has people tick. */
const PERMISSIONS = [10n, 11n, 16n, 35n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n).toString()

/** A server whose owner, the first person, may do everything, the others nothing special. */
const WORLD = {
  app: {
    id: '800000000000000001',
    botId: '800000000000000001',
    name: 'Paperboy',
    token: 'emu.discord.token',
  },
  users: Object.entries(USERS).map(([username, id]) => ({ id, username })),
  guilds: [
    {
      id: '900000000000000001',
      name: 'Lab',
      permissions: PERMISSIONS,
      channels: [
        { id: DISCORD_CHANNELS.story, name: 'papers', type: 0 },
        { id: DISCORD_CHANNELS.morning, name: 'news', type: 5 },
        { id: AWAY, name: 'read-only', type: 0, deny: ['SEND_MESSAGES', 'SEND_MESSAGES_IN_THREADS'] },
      ],
    },
  ],
}

/** A link or a mention that works, out of the title that attacks; in code nothing does. */
const LIVE = /https:\/\/evil|(?<!\\)@(?:everyone|here)/

const message = z.object({
  id: z.string(),
  guild: z.string().nullable(),
  channel: z.string(),
  parent: z.string().nullable(),
  ephemeral: z.boolean(),
  deleted: z.boolean(),
  loading: z.boolean(),
  visible: z.string(),
  message: z.unknown(),
})
const thread = z.object({ id: z.string() })
const button = z.object({ type: z.literal(2), label: z.string(), custom_id: z.string() })
const field = z.object({ type: z.literal(4), custom_id: z.string() })
const opened = z.object({ id: z.string(), callback: z.unknown() })

/** Gives the emulator the world of the story, before the bot signs in. */
export async function openDiscord(emulated: Emulated): Promise<void> {
  await emulated.act('reset', { seed: WORLD })
}

/** A server as people use it. */
export function discordStage(name: string, emulated: Emulated, channel: string): Stage {
  const rooms = channel === DISCORD_CHANNELS.story ? [channel, AWAY, 'direct'] : [channel]
  const posted = async () =>
    (await emulated.list('messages?by=bot', message)).filter(
      ({ deleted, loading, guild, channel, parent }) =>
        !deleted && !loading && rooms.includes(guild === null ? 'direct' : (parent ?? channel)),
    )
  /** The thread of the newest message, which may take a moment to open. */
  const newestThread = async (): Promise<string> => {
    const root = (await posted()).findLast(said => said.channel === channel && !said.ephemeral)
    const look = async () => (await emulated.list(`threads?id=${root?.id}`, thread))[0]?.id
    return until(look, () => 'a thread under the newest message')
  }

  const completion = async (): Promise<void> => {
    const typing = { name: 'papers', subcommand: 'show', options: { paper: 'envharn' }, focused: 'paper' }
    const answer = await emulated.act('autocomplete', { ...typing, user: USERS.reader, channel })
    const { choices } = z.object({ choices: z.array(z.object({ name: z.string() })) }).parse(answer)
    if (!choices[0]?.name.startsWith('EnvHarness')) throw new Error(`offered ${JSON.stringify(choices)}`)
  }

  return {
    name,
    slash: async (who, typed, where) => {
      const [subcommand = '', ...rest] = typed.split(' ')
      const known = commandNamed(subcommand)?.options ?? []
      const heard = hear(
        rest.join(' '),
        known.map(({ name }) => name),
      )
      const [first] = known
      const filled = { ...(heard.words !== '' && first && { [first.name]: heard.words }), ...heard.options }
      const options = Object.entries(filled).map(([name, value]) => {
        const kind = known.find(option => option.name === name)?.kind
        return [name, kind === 'number' ? Number(value) : kind === 'flag' ? value === 'yes' : value]
      })
      await emulated.act('slash', {
        name: 'papers',
        subcommand,
        options: Object.fromEntries(options),
        user: USERS[who],
        channel: where === 'away' ? AWAY : channel,
      })
    },
    press: async (who, label, typed) => {
      const found = (await posted())
        .flatMap(on => within(on.message).map(each => ({ on, pressed: button.safeParse(each).data })))
        .findLast(({ pressed }) => pressed?.label === label)
      if (!found?.pressed) throw new Error(`no button ${label}`)
      const { custom_id } = found.pressed
      const user = USERS[who]
      const outcome = await emulated.act('component', { message: found.on.id, custom_id, user })
      if (typed === undefined) return
      const { id: interaction, callback } = opened.parse(outcome)
      const [asked] = within(callback).flatMap(each => field.safeParse(each).data ?? [])
      if (!asked) throw new Error('no form')
      await emulated.act('modal_submit', { interaction, fields: { [asked.custom_id]: typed }, user })
    },
    tell: async (who, content, where) => {
      const at =
        where === 'direct' ? { dm: true } : { channel: where === 'thread' ? await newestThread() : channel }
      await emulated.act('message', { user: USERS[who], content, ...at, duplicate: 1 })
    },
    disturb: async () => {
      await emulated.act('gateway/drop')
      await emulated.becomes(z.object({ sessions: z.array(z.object({ live: z.literal(true) })).min(1) }))
    },
    tricks: { completion },
    said: async () =>
      (await posted()).map(({ id, visible, ephemeral, parent }) => ({
        id,
        text: visible.replace(/[\\*]/g, ''),
        to: ephemeral ? 'asker' : parent === null ? 'everyone' : 'thread',
      })),
    objections: async () => [
      ...(await objectionsOf(emulated)),
      ...(await posted()).filter(({ visible }) => LIVE.test(visible.replace(/^```.*?^```$/gms, ''))),
    ],
  }
}
