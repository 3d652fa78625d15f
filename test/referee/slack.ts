import { z } from 'zod'
import { type Emulated, objectionsOf, until } from './control.ts'
import { type Said, type Stage, type Who, within } from './stage.ts'

const USERS = { manager: 'U0ALICE001', reader: 'U0BOB00001', guest: 'U0GUEST001' } as const
const AWAY = 'C0GENERAL1'
const DIRECT = 'D0ALICE001'
export const SLACK_CHANNELS = { story: 'C0PAPERS01', morning: 'C0PRIVATE1' } as const

/** What Slack says where the bot is no member: it finds out by trying. */
const OUTSIDE = /^(?:not_in_channel|channel_not_found)$/
const FORGERIES = ['signature', 'secret', 'stale'] as const

const blocks = z.array(z.unknown()).nullish()
const message = z.object({
  seq: z.number(),
  ts: z.string(),
  channel: z.string(),
  thread_ts: z.string().nullish(),
  via: z.string().optional(),
  blocks,
  message: z.object({ blocks }).optional(),
})
type Message = z.infer<typeof message>
const text = z.object({ text: z.string() })
const button = z.object({ type: z.literal('button'), action_id: z.string(), value: z.string(), text })
const field = z.object({ block_id: z.string(), element: z.object({ action_id: z.string() }) })

const shown = (said: Message): unknown => said.message?.blocks ?? said.blocks
function read(said: Message, to: Said['to']): Said {
  const texts = within(shown(said)).map(each => text.safeParse(each).data?.text ?? '')
  return { id: said.ts, to, text: texts.join('') }
}

/** A workspace as people use it; `overHttp` says that the app takes signed requests instead of sockets. */
export function slackStage(name: string, emulated: Emulated, channel: string, overHttp: boolean): Stage {
  const rooms = channel === SLACK_CHANNELS.story ? [channel, AWAY, DIRECT] : [channel]
  const list = async (path: string, keep: (said: Message) => boolean): Promise<readonly Message[]> =>
    (await emulated.list(path, message)).filter(said => rooms.includes(said.channel) && keep(said))
  const posted = () => list('messages?by=bot', () => true)
  const whispered = () => list('ephemerals', ({ via }) => via !== 'slackbot')
  const inThread = ({ ts, thread_ts }: Message) => Boolean(thread_ts) && thread_ts !== ts
  const forms = () => emulated.list('views', z.unknown())
  const command = (who: Who, text: string, at: string, tamper?: string) =>
    emulated.act('slash', { command: '/papers', text, user: USERS[who], channel: at, tamper })

  const signatures = async (): Promise<void> => {
    await emulated.act('http/url_verification')
    const forged = FORGERIES.map(tamper => command('guest', 'today', channel, tamper))
    const taken = (await Promise.allSettled(forged)).findIndex(({ status }) => status === 'fulfilled')
    if (taken >= 0) throw new Error(`a request with a forged ${FORGERIES[taken]} was taken`)
  }

  return {
    name,
    slash: async (who, words, where) => void (await command(who, words, where === 'away' ? AWAY : channel)),
    press: async (who, label, typed) => {
      const found = [...(await posted()), ...(await whispered())]
        .toSorted((a, b) => a.seq - b.seq)
        .flatMap(on => within(shown(on)).map(each => ({ on, pressed: button.safeParse(each).data })))
        .findLast(({ pressed }) => pressed?.text.text === label)
      if (!found?.pressed) throw new Error(`no button ${label}`)
      const { on, pressed } = found
      const user = USERS[who]
      const before = (await forms()).length
      await emulated.act('action', { ...pressed, message_ts: on.ts, channel: on.channel, user })
      if (typed === undefined) return
      const look = async () =>
        within((await forms())[before]).flatMap(each => field.safeParse(each).data ?? [])[0]
      const { block_id, element } = await until(look, () => 'the form')
      const value = { type: 'plain_text_input', value: typed }
      await emulated.act('view_submission', { user, values: { [block_id]: { [element.action_id]: value } } })
    },
    tell: async (who, words, where) => {
      const root = (await posted()).findLast(said => said.channel === channel && !inThread(said))
      const at = where === 'thread' ? { channel, thread_ts: root?.ts } : { channel }
      const spot = where === 'direct' ? { channel: DIRECT } : at
      await emulated.act('message', { user: USERS[who], text: words, ...spot, duplicate: 1 })
    },
    disturb: async () => {
      if (overHttp) return
      await emulated.act('socket/drop')
      await emulated.becomes(z.object({ sockets: z.int().positive() }))
    },
    tricks: overHttp ? { signatures } : {},
    said: async () => [
      ...(await posted()).map(said => read(said, inThread(said) ? 'thread' : 'everyone')),
      ...(await whispered()).map(said => read(said, 'asker')),
    ],
    objections: async () => [
      ...(await objectionsOf(emulated, OUTSIDE)),
      ...(await posted()).filter(said => /"url":"https:\/\/evil/.test(JSON.stringify(shown(said)))),
    ],
  }
}
