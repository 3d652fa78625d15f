import { z } from 'zod'
import { type Emulated, until } from './control.ts'
import type { Stage, Who } from './stage.ts'

const USERS: Readonly<Record<Who, string>> = { manager: 'U0ALICE001', guest: 'U0GUEST001' }
const CHANNELS = { papers: 'C0PAPERS01', elsewhere: 'C0GENERAL1' } as const
const DIRECT = 'D0ALICE001'

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  value: z.string().optional(),
  text: z.unknown(),
})
const blocks = z
  .array(z.looseObject({ elements: z.array(z.unknown()).optional(), accessory: z.unknown().optional() }))
  .nullish()
const message = z.looseObject({
  seq: z.number(),
  ts: z.string(),
  channel: z.string(),
  by: z.string().optional(),
  thread_ts: z.string().nullish(),
  blocks,
  message: z.looseObject({ blocks }).optional(),
})
const items = z.object({ items: z.array(message) })
const forms = z.object({
  items: z.array(
    z.object({
      view: z.looseObject({
        blocks: z.array(
          z.looseObject({
            block_id: z.string(),
            element: z.looseObject({ action_id: z.string() }).optional(),
          }),
        ),
      }),
    }),
  ),
})

export function slackStage(name: string, emulated: Emulated): Stage {
  let root: string | undefined
  const list = async (path: string) => items.parse(await emulated.get(path)).items

  const bearing = async (label: string) => {
    const all = [...(await list('messages')), ...(await list('ephemerals'))].toSorted((a, b) => b.seq - a.seq)
    for (const each of all) {
      const elements = (each.message?.blocks ?? each.blocks ?? []).flatMap(block => [
        ...(block.elements ?? []),
        block.accessory,
      ])
      const button = elements
        .map(one => element.safeParse(one).data)
        .find(
          one => one?.type === 'button' && z.object({ text: z.literal(label) }).safeParse(one.text).success,
        )
      if (button) return { message: each, button }
    }
    throw new Error(`no button ${label}`)
  }

  const talk = async (who: Who, text: string, channel: string, thread?: string): Promise<void> => {
    await emulated.post('message', { user: USERS[who], channel, text, ...(thread && { thread_ts: thread }) })
  }
  /** The thread is that of the newest message of the bot in the channel itself. */
  const newestRoot = async (): Promise<string> => {
    const found = (await list(`messages?channel=${CHANNELS.papers}`)).findLast(
      each => each.by === 'bot' && (!each.thread_ts || each.thread_ts === each.ts),
    )
    root = found?.ts ?? root
    if (root === undefined) throw new Error('nothing to reply to')
    return root
  }

  return {
    name,
    slash: async (who, words, channel = 'papers') => {
      await emulated.post('slash', {
        command: '/papers',
        text: words,
        user: USERS[who],
        channel: CHANNELS[channel],
      })
    },
    press: async (who, label, typed) => {
      const { message: on, button } = await bearing(label)
      const opened = async () => forms.parse(await emulated.get('views')).items
      const before = (await opened()).length
      await emulated.post('action', {
        message_ts: on.ts,
        channel: on.channel,
        action_id: button.action_id,
        value: button.value,
        user: USERS[who],
      })
      if (typed === undefined) return
      await until(
        'the form',
        async () => (await opened()).length > before,
        async () => '',
      )
      const input = (await opened()).at(-1)?.view.blocks.find(block => block.element)
      if (!input?.element) throw new Error('a form without an input')
      const values = {
        [input.block_id]: { [input.element.action_id]: { type: 'plain_text_input', value: typed } },
      }
      await emulated.post('view_submission', { user: USERS[who], values })
    },
    mention: async (who, words, where) =>
      talk(who, `@bot ${words}`, CHANNELS.papers, where === 'thread' ? await newestRoot() : undefined),
    say: async (who, words) => talk(who, words, CHANNELS.papers, await newestRoot()),
    direct: (who, words) => talk(who, words, DIRECT),
    redeliver: async () => void (await emulated.post('redeliver', {})),
    disturb: async () => {
      const sockets = async (): Promise<number> =>
        z.object({ sockets: z.number() }).parse(await emulated.get('health')).sockets
      if ((await sockets()) === 0) return
      await emulated.post('socket/drop', {})
      await until(
        'a socket',
        async () => (await sockets()) > 0,
        async () => '',
      )
    },
    transcript: async () => {
      const views = [CHANNELS.papers, CHANNELS.elsewhere, DIRECT].flatMap(channel =>
        Object.values(USERS).map(user => emulated.get(`transcript?channel=${channel}&user=${user}`)),
      )
      return (await Promise.all(views)).map(view => String(view.text)).join('\n')
    },
    violations: async () =>
      z.object({ items: z.array(z.unknown()) }).parse(await emulated.get('violations')).items,
  }
}
