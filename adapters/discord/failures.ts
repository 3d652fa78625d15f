import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import { z } from 'zod'
import type { Posted, Refusal } from '../../src/chat.ts'

/** The numeric code of an error that Discord itself answered with. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined

/** Interactions that were answered before, or too late: nothing is left to be done about them. */
const EXPIRED: ReadonlySet<number | undefined> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
])

export const isExpired = (error: unknown): boolean => EXPIRED.has(codeOf(error))

const FORBIDDEN: ReadonlySet<number | undefined> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
])

export const isForbidden = (error: unknown): boolean => FORBIDDEN.has(codeOf(error))

const GONE: ReadonlySet<number | undefined> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.InvalidRecipients,
])

const CLOSED: ReadonlySet<number | undefined> = new Set([
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
])

/** A connection that was never made has delivered nothing. */
const unsentShape = z.object({ code: z.enum(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) })
const UNSENT_RETRY_MS = 30_000

/**
 * What became of a post whose request failed. A lost answer, a time-out or a server error leaves it
 * `unknown`: the message may be there.
 */
export function postedAfter(error: unknown): Exclude<Posted, { kind: 'sent' }> {
  if (error instanceof RateLimitError) {
    const afterMs = Math.ceil(Math.max(error.retryAfter, error.timeToReset, 0))
    return { kind: 'later', afterMs, ...(error.global && { holds: 'all' }) }
  }
  if (error instanceof DiscordAPIError) return { kind: 'refused', why: refusalOf(error) }
  if (unsentShape.safeParse(error).success) return { kind: 'later', afterMs: UNSENT_RETRY_MS, holds: 'all' }
  return { kind: 'unknown' }
}

function refusalOf(error: DiscordAPIError): Refusal {
  const code = codeOf(error)
  if (error.status === 401) return 'signed_out'
  if (GONE.has(code)) return 'unknown'
  if (CLOSED.has(code)) return 'archived'
  if (code === RESTJSONErrorCodes.InvalidFormBodyOrContentType) return 'malformed'
  return 'forbidden'
}
