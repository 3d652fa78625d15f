import { setTimeout as wait } from 'node:timers/promises'
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Message,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js'
import type { Adapter, Audience, Deliver, Log, Reply, Request } from '../../src/chat.ts'
import { SILENT } from './client.ts'
import { isExpired, isForbidden } from './failures.ts'
import { LIMITS } from './limits.ts'
import { placeOf, type Spot, spotOf } from './places.ts'
import { render } from './render.ts'
import { standingOf } from './requests.ts'

/** What the asker is told where an answer is not let through. */
const cannotPost = ({ tenant, channel }: Pick<Spot, 'tenant' | 'channel'>): Reply => ({
  summary: 'I may not post in that channel',
  blocks: [
    {
      kind: 'text',
      prose: [
        'I may not post in ',
        { link: 'that channel', url: `https://discord.com/channels/${tenant}/${channel}` },
        ': ask someone who manages it to allow me View Channel, Read Message History, Send Messages and Send Messages in Threads.',
      ],
    },
  ],
})

export interface AnswerParts {
  readonly log: Log
  readonly now: () => number
  readonly startThread: (spot: Spot, reply: Reply) => Promise<void>
  readonly post: Adapter['post']
}

/** A busy channel takes about one message a second; what nobody asked for waits so long for its turn. */
const LONGEST_WAIT_MS = 10_000

interface Shown {
  /** Discord may leave it out of its answer. */
  readonly id: string | undefined
  /** Nobody but the asker sees it. */
  readonly alone: boolean
}

export type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction

/**
 * Answers an interaction: the first reply directly if it comes within 2 s, else in place of a deferral; the
 * next ones as follow-ups. `end` is called when the bot is done with it.
 *
 * A slash command is deferred with its command's audience, which fixes who sees the answer. A press is
 * deferred silently: only so can its answer still replace the pressed message, and nothing is promised.
 */
export function answerTo(
  interaction: Answerable,
  audience: Audience,
  { log, now, startThread }: AnswerParts,
): { readonly deliver: Deliver; end(): Promise<void> } {
  const standing = standingOf(interaction)
  const pressed =
    interaction.isButton() || (interaction.isModalSubmit() && interaction.isFromMessage())
      ? interaction
      : undefined
  let delivered = 0
  let deferral: Promise<unknown> | undefined

  const lost = (error: unknown): void => {
    if (!isExpired(error)) throw error
    const ageMs = now() - interaction.createdTimestamp
    log('info', 'interaction already answered or expired', { id: interaction.id, ageMs, error })
  }

  const defer = (): Promise<unknown> =>
    pressed
      ? pressed.deferUpdate()
      : interaction.deferReply(audience === 'asker' ? { flags: [MessageFlags.Ephemeral] } : {})

  const timer = setTimeout(() => {
    deferral = defer().catch(lost)
  }, LIMITS.directAnswerMs)

  const show = async (reply: Reply, toAsker: boolean): Promise<Shown> => {
    const message = { components: [render(reply)], allowedMentions: SILENT }
    const inPlace = { ...message, flags: [MessageFlags.IsComponentsV2] } as const
    const anew = toAsker
      ? ({ ...message, flags: [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] } as const)
      : inPlace
    const isFirst = delivered++ === 0
    const acknowledged = interaction.deferred || interaction.replied
    if (pressed && isFirst && reply.instead) {
      if (acknowledged) await pressed.editReply(inPlace)
      else await pressed.update(inPlace)
      return { id: pressed.message.id, alone: pressed.message.flags.has(MessageFlags.Ephemeral) }
    }
    if (!acknowledged) {
      const response = await interaction.reply({ ...anew, withResponse: true })
      return { id: response.resource?.message?.id, alone: toAsker }
    }
    if (pressed || !isFirst) return { id: (await interaction.followUp(anew)).id, alone: toAsker }
    if (interaction.ephemeral || !toAsker) {
      return { id: (await interaction.editReply(inPlace)).id, alone: interaction.ephemeral === true }
    }
    // The deferral stands there for everyone and cannot be narrowed, and the next follow-up would fill it:
    // so it is filled, and taken away once the asker alone has the answer.
    await interaction.editReply({ ...inPlace, components: [render({ summary: '…', blocks: [] })] })
    const { id } = await interaction.followUp(anew)
    await interaction.deleteReply()
    return { id, alone: true }
  }

  const deliver: Deliver = async reply => {
    clearTimeout(timer)
    await deferral
    const toAsker = (reply.audience ?? audience) === 'asker'
    const shown = await show(reply, toAsker).catch(async error => {
      if (toAsker || !isForbidden(error)) return lost(error)
      log('info', 'channel refuses the answer', { channel: interaction.channelId, error })
      return show(cannotPost(standing), true).catch(lost)
    })
    if (shown?.id === undefined || shown.alone) return undefined
    const { tenant, channel, thread } = standing
    const spot = { tenant, channel, root: thread ?? shown.id }
    if (thread === undefined && shown.id !== pressed?.message.id) await startThread(spot, reply)
    return placeOf(spot)
  }

  return {
    deliver,
    end: async () => {
      clearTimeout(timer)
      await deferral
      if (delivered === 0 && interaction.deferred && !pressed) await interaction.deleteReply().catch(lost)
    },
  }
}

/**
 * Answers a message with a reply to it, for everyone to see: only interactions can be answered to one person
 * alone. The nonce makes each of discord.js's own retries the same message.
 */
export function answerToMessage(message: Message, { log, startThread }: AnswerParts): Deliver {
  const { tenant, channel, thread } = standingOf(message)
  let delivered = 0
  return async reply => {
    const body = {
      components: [render(reply)],
      flags: [MessageFlags.IsComponentsV2],
      allowedMentions: SILENT,
    } as const
    try {
      const answer = await message.reply({
        ...body,
        nonce: `${message.id}.${delivered++}`,
        enforceNonce: true,
        failIfNotExists: false,
      })
      const spot = { tenant, channel, root: thread ?? answer.id }
      if (thread === undefined && reply.audience !== 'asker') await startThread(spot, reply)
      return placeOf(spot)
    } catch (error) {
      if (!isForbidden(error)) throw error
      log('info', 'channel refuses the answer', { channel: message.channelId, error })
      await message.author
        .send({ ...body, components: [render(cannotPost({ tenant, channel }))] })
        .catch(unreachable =>
          log('info', 'asker cannot be told', { author: message.author.id, error: unreachable }),
        )
      return undefined
    }
  }
}

/** Answers talk that was overheard in a channel in the thread under it, where it interrupts nobody; the key is the message's. */
export function answerUnder(
  { id, tenant, channel, place = '' }: Request,
  { post, startThread }: AnswerParts,
): Deliver {
  return async reply => {
    const spot = spotOf(place)
    if (spot) await startThread(spot, reply)
    const send = () => post({ adapter: 'discord', tenant, channel, place }, reply, id)
    let posted = await send()
    if (posted.kind === 'later' && posted.afterMs <= LONGEST_WAIT_MS) {
      await wait(posted.afterMs)
      posted = await send()
    }
    return posted.kind === 'sent' ? posted.place : undefined
  }
}
