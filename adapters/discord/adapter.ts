import { setTimeout as wait } from 'node:timers/promises'
import { type AutocompleteInteraction, type Client, Events, type Interaction, type Message } from 'discord.js'
import { type Adapter, type Audience, type Bot, clip, type Log, type Request } from '../../src/chat.ts'
import { type Answerable, answerTo, answerToMessage } from './answers.ts'
import { formFor, pressedButton, TYPED } from './buttons.ts'
import { createClient, refusedForGood, watchGateway, watchToken } from './client.ts'
import { isExpired } from './failures.ts'
import { LIMITS } from './limits.ts'
import { createPosting } from './posting.ts'
import { registerCommands } from './register.ts'
import { commandRequest, messageRequest, pressedRequest } from './requests.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

export interface DiscordParts {
  readonly settings: DiscordSettingsWithToken
  readonly log: Log
  /** Called once, with one sentence for the operator, when nothing will bring the connection back. */
  readonly fatal: (sentence: string) => void
  readonly now: () => number
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** What is being answered or posted may take so long to end before a stop cuts it off. */
const DRAIN_MS = 20_000

/** Discord by discord.js: requests by the gateway, answers and posts by REST, `/papers` registered at the start. */
export function createDiscordAdapter({ settings, log, fatal, now }: DiscordParts): Adapter {
  const stopping = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(new Error('Stopped before Discord was reached.')))
  })
  stopped.catch(() => undefined)
  const inFlight = new Set<Promise<unknown>>()
  let client: Client | undefined
  let verdict: string | undefined

  const dead = (sentence: string): void => {
    const isFirst = verdict === undefined
    verdict ??= sentence
    if (client && isFirst && !stopping.signal.aborted) fatal(sentence)
  }
  const posting = createPosting({ settings, log, client: () => client })
  watchToken(posting.rest, dead)

  const track = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    const end = () => inFlight.delete(work)
    work.then(end, end)
    return work
  }

  const hear = (work: Promise<void>): void => {
    void track(
      work.catch(error => {
        if (isExpired(error)) log('info', 'interaction already answered or expired', { error })
        else log('error', 'event not handled', { error })
      }),
    )
  }

  const answer = async (
    bot: Bot,
    interaction: Answerable,
    request: Request,
    audience: Audience,
  ): Promise<void> => {
    const { deliver, end } = answerTo(interaction, audience, { log, now, startThread: posting.startThread })
    await bot.receive(request, deliver)
    await end()
  }

  const hearInteraction = async (bot: Bot, interaction: Interaction): Promise<void> => {
    const audienceOf = (command: string | undefined): Audience =>
      bot.commands.find(({ name }) => name === command)?.audience ?? 'everyone'
    const say = (pressed: Parameters<typeof pressedRequest>[0] & Answerable, says: string): Promise<void> => {
      const [, command] = /^\/?(\S+)/.exec(says) ?? []
      return answer(bot, pressed, pressedRequest(pressed, says), audienceOf(command))
    }
    if (interaction.isAutocomplete()) return complete(bot, interaction)
    if (interaction.isChatInputCommand()) {
      const audience = audienceOf(interaction.options.getSubcommand())
      return answer(bot, interaction, commandRequest(interaction), audience)
    }
    if (interaction.isButton()) {
      const { customId, component } = interaction
      const label = ('label' in component && component.label) || ''
      const { says, asks } = pressedButton({ customId, id: component.id ?? 0, label })
      return asks === undefined ? say(interaction, says) : interaction.showModal(formFor(says, asks, label))
    }
    if (interaction.isModalSubmit()) {
      const typed = interaction.fields.getTextInputValue(TYPED).trim()
      return say(interaction, `${interaction.customId} ${typed}`)
    }
  }

  const complete = async (bot: Bot, interaction: AutocompleteInteraction): Promise<void> => {
    const { name, value } = interaction.options.getFocused(true)
    const command = interaction.options.getSubcommand()
    const late = wait(LIMITS.completionMs, [], { ref: false })
    const found = await Promise.race([bot.complete({ command, option: name, text: value }), late]).catch(
      error => {
        log('error', 'completion failed', { command, option: name, error })
        return []
      },
    )
    const fitting = found.filter(({ label, value }) => label !== '' && value.length <= LIMITS.choice)
    await interaction.respond(
      fitting
        .slice(0, LIMITS.listed)
        .map(({ label, value }) => ({ name: clip(label, LIMITS.choice), value })),
    )
  }

  const hearMessage = async (bot: Bot, message: Message): Promise<void> => {
    // A thread that slept through our start is known by its id alone.
    const { channel } = message
    if (channel.isThread() && channel.parentId === null && !message.author.bot) await channel.fetch()
    const request = messageRequest(message, message.client.user.id)
    if (!request) return
    await bot.receive(request, answerToMessage(message, { log, now, startThread: posting.startThread }))
  }

  const signIn = async (bot: Bot): Promise<Client> => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      // A client whose sign-in failed has destroyed itself.
      const candidate = createClient({ settings, log })
      watchGateway(candidate, dead)
      watchToken(candidate.rest, dead)
      candidate.on(Events.InteractionCreate, interaction => hear(hearInteraction(bot, interaction)))
      candidate.on(Events.MessageCreate, message => hear(hearMessage(bot, message)))
      const ready = new Promise<Client<true>>(resolve => candidate.once(Events.ClientReady, resolve))
      try {
        await Promise.race([candidate.login(settings.DISCORD_TOKEN), stopped])
        const { application, rest } = await Promise.race([ready, stopped])
        const commands = await registerCommands(rest, application.id, bot.commands)
        log('info', 'signed in to Discord', { application: application.id, commands })
        return candidate
      } catch (error) {
        await candidate.destroy()
        const sentence = verdict ?? refusedForGood(error)
        if (sentence !== undefined) throw new Error(sentence, { cause: error })
        if (stopping.signal.aborted) throw error
        log('warn', 'discord is out of reach', { retryInMs: pause, error })
        await Promise.race([wait(pause), stopped])
      }
    }
  }

  return {
    name: 'discord',
    start: async bot => {
      client = await signIn(bot)
    },
    post: (to, reply, key) => track(posting.post(to, reply, key)),
    find: (to, key, sinceMs) => track(posting.find(to, key, sinceMs)),
    check: to => track(posting.check(to)),
    stop: async () => {
      stopping.abort()
      for (const event of [
        Events.InteractionCreate,
        Events.MessageCreate,
        Events.ShardReconnecting,
      ] as const) {
        client?.removeAllListeners(event)
      }
      await Promise.race([Promise.allSettled([...inFlight]), wait(DRAIN_MS, undefined, { ref: false })])
      await client?.destroy()
    },
  }
}
