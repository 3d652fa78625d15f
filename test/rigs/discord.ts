import { createDiscordAdapter } from '../../adapters/discord/adapter.ts'
import { discordSettings } from '../../adapters/discord/settings.ts'
import type { Log } from '../../src/chat.ts'
import { type Emulator, type Filled, startDiscordEmulator } from '../emulators/discord.ts'
import { readMarkdown } from '../emulators/discord-markdown.ts'
import { TOKEN } from '../emulators/discord-rest.ts'
import { everyComponent, FLAGS } from '../emulators/discord-rules.ts'
import {
  APP,
  CHANNEL,
  directChannel,
  GUEST,
  GUILD,
  type Interaction,
  MANAGER,
  type Message,
} from '../emulators/discord-world.ts'
import type { Person, Rig, Seen } from './rig.ts'

export interface DiscordRig extends Rig {
  readonly emulator: Emulator
  /** What the adapter has logged and what it called fatal, in order. */
  readonly logged: readonly string[]
  readonly fatal: readonly string[]
  /** Resolves when the bot has taken in all that was delivered and is done with it. */
  settled(): Promise<void>
}

export interface DiscordRigParts {
  /** The message content intent, switched on at both ends; without it talk between people arrives empty. */
  readonly messageContent: boolean
  /** The same emulator for a second adapter: a restart. */
  readonly emulator?: Emulator
  readonly heartbeatMs?: number
}

/** The real discord.js against an emulated Discord. */
export async function createDiscordRig(
  { messageContent, emulator: running, heartbeatMs }: DiscordRigParts = { messageContent: false },
): Promise<DiscordRig> {
  const emulator = running ?? (await startDiscordEmulator({ messageContent }))
  const logged: string[] = []
  const fatal: string[] = []
  const log: Log = (level, event) => void logged.push(`${level}: ${event}`)
  const settings = discordSettings.parse({
    DISCORD_API_URL: emulator.url,
    DISCORD_MESSAGE_CONTENT: String(messageContent),
  })
  const adapter = createDiscordAdapter({
    settings: { ...settings, DISCORD_TOKEN: TOKEN },
    log,
    fatal: sentence => void fatal.push(sentence),
    now: Date.now,
    ...(heartbeatMs !== undefined && { heartbeatMs }),
  })
  const hearing = new Set<Promise<void>>()
  const person = (who: Person): string => (who === 'manager' ? MANAGER : GUEST)

  const seenOf = (message: Message): Seen => {
    const components = everyComponent(message.components)
    const texts = components.flatMap(each => ('content' in each ? [readMarkdown(each.content)] : []))
    const at = emulator.world.channels.get(message.channel)
    return {
      id: message.id,
      text: texts.map(({ text }) => text).join('\n'),
      links: texts.flatMap(({ links }) => links),
      buttons: components.flatMap(each => ('label' in each ? [each.label] : [])),
      private: (message.flags & FLAGS.ephemeral) !== 0,
      channel: at?.kind === 'thread' ? CHANNEL : message.channel,
      ...(at?.kind === 'thread' && { under: at.id }),
    }
  }

  const shownSince = (mark: number): readonly Message[] =>
    emulator.world.messages
      .filter(({ shown, deleted }) => shown > mark && !deleted)
      .toSorted((a, b) => a.shown - b.shown)

  const lastShown = (): number => Math.max(0, ...emulator.world.messages.map(({ shown }) => shown))

  const settled = async (): Promise<void> => {
    await emulator.gateway.heard()
    while (hearing.size > 0) await Promise.all(hearing)
  }

  const act = async (perform: () => unknown): Promise<Seen> => {
    const mark = lastShown()
    perform()
    await emulator.until(() => shownSince(mark)[0])
    await settled()
    return emulator.until(() => shownSince(mark)[0]).then(seenOf)
  }

  const messageOf = ({ id }: Seen): Message => {
    const message = emulator.world.messages.find(each => each.id === id)
    if (!message) throw new Error(`no message ${id}`)
    return message
  }

  /** Says something in the channel, or under a message: in its thread if it has one, else as a reply that pings. */
  const sayAt = (who: Person, words: string, under: Seen | undefined): Message => {
    if (!under) return emulator.say(person(who), CHANNEL, words)
    const thread = under.under ?? under.id
    return emulator.world.channels.has(thread)
      ? emulator.say(person(who), thread, words)
      : emulator.say(person(who), under.channel, words, under.id)
  }

  return {
    name: 'discord',
    adapter,
    emulator,
    logged,
    fatal,
    settled,
    tenant: GUILD,
    channel: CHANNEL,
    start: bot =>
      adapter.start({
        ...bot,
        receive: (request, deliver) => {
          const heard = bot.receive(request, deliver)
          hearing.add(heard)
          const done = () => hearing.delete(heard)
          heard.then(done, done)
          return heard
        },
      }),
    slash: (who, words) =>
      act(() => {
        const { name, options } = fillIn(emulator, words)
        emulator.command(person(who), CHANNEL, name, options)
      }),
    direct: (who, words) =>
      act(() => emulator.say(person(who), directChannel(emulator.world, person(who)), words)),
    mention: (who, words, under) => act(() => sayAt(who, `<@${APP}> ${words}`, under)),
    reply: (who, words, under) => act(() => sayAt(who, words, under)),
    overhear: async (who, words, under) => {
      sayAt(who, words, under)
      await settled()
    },
    press: async (who, seen, label, typed) => {
      const message = messageOf(seen)
      const button = everyComponent(message.components).find(each => each.type === 2 && each.label === label)
      if (button?.type !== 2) throw new Error(`no button ${label} under ${seen.text}`)
      const press = (): Interaction => emulator.press(person(who), message, button.custom_id)
      if (typed === undefined) return act(press)
      const form = press()
      await emulator.until(() => form.callback)
      return act(() => emulator.submit(form, typed))
    },
    seen: async () =>
      shownSince(0)
        .toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
        .map(seenOf),
    redeliver: async () => {
      emulator.again()
      await settled()
    },
    stop: async () => {
      await adapter.stop()
      if (!running) await emulator.stop()
    },
  }
}

/** What a person fills into the form of a subcommand: `name:value`, and all other words into its first text. */
function fillIn(emulator: Emulator, words: string): { name: string; options: Filled[] } {
  const [name = '', ...parts] = words.match(/(?:[^\s"]|"[^"]*")+/g) ?? []
  const subcommand = emulator.world.commands[0]?.options.find(each => each.name === name)
  if (!subcommand) throw new Error(`there is no /papers ${name}`)
  const said = new Map<string, string>()
  const loose: string[] = []
  for (const part of parts) {
    const [, option = '', value = ''] = /^(\w+):(.+)$/.exec(part) ?? []
    if (subcommand.options.some(each => each.name === option)) said.set(option, value.replaceAll('"', ''))
    else loose.push(part)
  }
  const first = subcommand.options.find(({ type }) => type === 3)
  if (first && loose.length > 0) said.set(first.name, loose.join(' '))
  const options = subcommand.options.flatMap(({ name: option, type, required, choices }): Filled[] => {
    const value = said.get(option)
    if (value === undefined && required) throw new Error(`/papers ${name} needs ${option}`)
    if (value === undefined) return []
    if (choices?.length && !choices.some(choice => choice.value === value)) {
      throw new Error(`/papers ${name} offers no ${option} ${value}`)
    }
    switch (type) {
      case 3:
        return [{ name: option, type, value }]
      case 4:
        return [{ name: option, type, value: Number(value) }]
      case 5:
        return [{ name: option, type, value: value === 'yes' }]
      default:
        return type satisfies never
    }
  })
  return { name, options }
}
