import { z } from 'zod'
import { hear } from '../../src/commands/spoken.ts'
import { commandNamed } from '../../src/commands/table.ts'
import { type Emulated, until } from './control.ts'
import type { Stage, Who } from './stage.ts'

const USERS: Readonly<Record<Who, string>> = { manager: '700000000000000001', guest: '700000000000000002' }
const CHANNELS = { papers: '910000000000000001', elsewhere: '910000000000000002' } as const

interface Component {
  readonly type: number
  readonly label?: string | undefined
  readonly custom_id?: string | undefined
  readonly components?: readonly Component[] | undefined
  readonly component?: Component | undefined
  readonly accessory?: Component | undefined
}
const component: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    label: z.string().optional(),
    custom_id: z.string().optional(),
    components: z.array(component).optional(),
    component: component.optional(),
    accessory: component.optional(),
  }),
)
const message = z.looseObject({
  seq: z.number(),
  id: z.string(),
  channel_id: z.string().optional(),
  channel: z.string().optional(),
  message: z.looseObject({ components: z.array(component).nullish() }),
})
const items = z.object({ items: z.array(message) })
const outcome = z.looseObject({
  id: z.string(),
  callback: z
    .looseObject({
      type: z.number(),
      data: z.looseObject({ components: z.array(component).optional() }).optional(),
    })
    .nullish(),
})

const all = (components: readonly Component[]): readonly Component[] =>
  components.flatMap(each => [
    each,
    ...all([
      ...(each.components ?? []),
      ...[each.component, each.accessory].filter(part => part !== undefined),
    ]),
  ])

export function discordStage(name: string, emulated: Emulated): Stage {
  const list = async (path: string) => items.parse(await emulated.get(path)).items
  const channelOf = (each: z.infer<typeof message>): string | undefined => each.channel_id ?? each.channel

  const talk = async (who: Who, content: string, channel: string): Promise<void> => {
    await emulated.post('message', { user: USERS[who], content, channel })
  }
  const thread = async (): Promise<string> => {
    const threads = z
      .object({ items: z.array(z.looseObject({ id: z.string() })) })
      .parse(await emulated.get('threads')).items
    const newest = threads.at(-1)
    if (!newest) throw new Error('no thread')
    return newest.id
  }

  return {
    name,
    slash: async (who, words, channel = 'papers') => {
      const [subcommand = '', ...rest] = words.split(' ')
      const command = commandNamed(subcommand)
      const first = command?.options[0]
      const { words: loose, options } = hear(
        rest.join(' '),
        command?.options.map(option => option.name) ?? [],
      )
      const filled = { ...(loose !== '' && first && { [first.name]: loose }), ...options }
      const typed = Object.fromEntries(
        Object.entries(filled).map(([option, value]) => {
          const kind = command?.options.find(each => each.name === option)?.kind
          return [option, kind === 'number' ? Number(value) : kind === 'flag' ? value === 'yes' : value]
        }),
      )
      await emulated.post('slash', {
        name: 'papers',
        subcommand,
        options: typed,
        user: USERS[who],
        channel: CHANNELS[channel],
      })
    },
    press: async (who, label, typed) => {
      const found = (await list('messages'))
        .toReversed()
        .map(each => ({
          each,
          button: all(each.message.components ?? []).find(one => one.type === 2 && one.label === label),
        }))
        .find(({ button }) => button)
      if (!found?.button) throw new Error(`no button ${label}`)
      const pressed = outcome.parse(
        await emulated.post('component', {
          message: found.each.id,
          custom_id: found.button.custom_id,
          user: USERS[who],
        }),
      )
      if (typed === undefined) return
      const input = all(pressed.callback?.data?.components ?? []).find(one => one.type === 4)
      if (!input?.custom_id) throw new Error(`no form: ${JSON.stringify(pressed.callback).slice(0, 300)}`)
      await emulated.post('modal_submit', {
        interaction: pressed.id,
        fields: { [input.custom_id]: typed },
        user: USERS[who],
      })
    },
    mention: async (who, words, where) =>
      talk(who, `@bot ${words}`, where === 'thread' ? await thread() : CHANNELS.papers),
    say: async (who, words) => talk(who, words, await thread()),
    direct: async (who, words) =>
      void (await emulated.post('message', { user: USERS[who], content: words, dm: true })),
    redeliver: async () => void (await emulated.post('gateway/redeliver', { t: 'MESSAGE_CREATE' })),
    disturb: async () => {
      const live = async (): Promise<boolean> =>
        z
          .object({ sessions: z.array(z.object({ live: z.boolean() })) })
          .parse(await emulated.get('health'))
          .sessions.some(session => session.live)
      await emulated.post('gateway/drop', {})
      await until('the gateway', live, async () => '')
    },
    transcript: async () => {
      const seen = await list('messages')
      const channels = new Set<string>([
        ...Object.values(CHANNELS),
        ...seen.map(channelOf).filter(id => id !== undefined),
      ])
      const views = await Promise.all([...channels].map(id => emulated.get(`transcript?channel=${id}`)))
      return views
        .filter(view => view.ok)
        .map(view => String(view.text))
        .join('\n')
    },
    violations: async () =>
      z.object({ items: z.array(z.unknown()) }).parse(await emulated.get('violations')).items,
  }
}
