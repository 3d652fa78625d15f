import { setTimeout as wait } from 'node:timers/promises'
import type { AutocompleteInteraction, Interaction, Message } from 'discord.js'
import { type Audience, type Bot, clip, type Request } from '../../src/chat.ts'
import { type Answerable, type AnswerParts, answerTo, answerToMessage, answerUnder } from './answers.ts'
import { formFor, pressedButton, TYPED } from './buttons.ts'
import { LIMITS } from './limits.ts'
import { commandRequest, messageRequest, pressedRequest } from './requests.ts'

/** Hands the bot what it is asked, whichever way Discord brings it, and its answers back. */
export async function hearInteraction(bot: Bot, interaction: Interaction, parts: AnswerParts): Promise<void> {
  const answer = async (asked: Answerable, request: Request, command: string | undefined): Promise<void> => {
    const { deliver, end } = answerTo(asked, audienceOf(bot, command), parts)
    await bot.receive(request, deliver)
    await end()
  }
  const say = (pressed: Parameters<typeof pressedRequest>[0], says: string): Promise<void> => {
    const [, command] = /^\/?(\S+)/.exec(says) ?? []
    return answer(pressed, pressedRequest(pressed, says), command)
  }
  if (interaction.isAutocomplete()) return complete(bot, interaction, parts)
  if (interaction.isChatInputCommand()) {
    return answer(interaction, commandRequest(interaction), interaction.options.getSubcommand())
  }
  if (interaction.isButton()) {
    const { customId, component } = interaction
    const label = ('label' in component && component.label) || ''
    const { says, asks } = pressedButton({ customId, id: component.id ?? 0, label })
    // A form can only be the first response, so it opens before anything could be deferred.
    return asks === undefined ? say(interaction, says) : interaction.showModal(formFor(says, asks, label))
  }
  if (interaction.isModalSubmit()) {
    const typed = interaction.fields.getTextInputValue(TYPED).trim()
    return say(interaction, `${interaction.customId} ${typed}`)
  }
}

/** What only buttons say is in no table; replies to it that are for the asker alone say so themselves. */
const audienceOf = (bot: Bot, command: string | undefined): Audience =>
  bot.commands.find(({ name }) => name === command)?.audience ?? 'everyone'

async function complete(
  bot: Bot,
  interaction: AutocompleteInteraction,
  { log }: Pick<AnswerParts, 'log'>,
): Promise<void> {
  const { name: option, value: text } = interaction.options.getFocused(true)
  const command = interaction.options.getSubcommand()
  const late = wait(LIMITS.completionMs, [], { ref: false })
  const found = await Promise.race([bot.complete({ command, option, text }), late]).catch(error => {
    log('error', 'completion failed', { command, option, error })
    return []
  })
  // A value cut short would name nothing.
  const fitting = found.filter(({ label, value }) => label !== '' && value.length <= LIMITS.choice)
  await interaction.respond(
    fitting.slice(0, LIMITS.listed).map(({ label, value }) => ({ name: clip(label, LIMITS.choice), value })),
  )
}

export async function hearMessage(bot: Bot, message: Message, parts: AnswerParts): Promise<void> {
  const { channel, author, client } = message
  // A thread that slept through our start is known by its id alone.
  if (channel.isThread() && channel.parentId === null && !author.bot) await channel.fetch()
  const request = messageRequest(message, client.user.id)
  if (!request) return
  const deliver = request.begins ? answerUnder(request, parts) : answerToMessage(message, parts)
  await bot.receive(request, deliver)
}
