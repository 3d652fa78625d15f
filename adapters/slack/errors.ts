import { webApi } from '@slack/bolt'
import type { Posted, Refusal } from '../../src/chat.ts'

/** Slack's word for why it refused: of the Web API, or of a response_url. Undefined for a failed connection. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  return error instanceof Error && typeof error.cause === 'string' ? error.cause : undefined
}

/** Of an access token; nothing but a new one helps. */
const SIGNED_OUT = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'org_login_required',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
])
export const isSignedOut = (code: string | undefined): code is string =>
  code !== undefined && SIGNED_OUT.has(code)

const REFUSALS: Readonly<Record<string, Refusal>> = {
  channel_not_found: 'unknown',
  user_not_found: 'unknown',
  message_not_found: 'unknown',
  thread_not_found: 'unknown',
  is_archived: 'archived',
  not_in_channel: 'not_in_channel',
}

/** Slack's own trouble, told as a code: the message may be there all the same. */
const ITS_OWN_TROUBLE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'])
const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
/** For a limit that does not say how long it lasts: Slack counts by the minute. */
const A_WINDOW_MS = 60_000

/**
 * What became of a call that failed. Whatever else Slack says about a post is a no: a permission, a policy
 * or a fault of ours, none of which time mends.
 */
export function outcomeOf(error: unknown): Exclude<Posted, { kind: 'sent' }> {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'later', afterMs: error.retryAfter * 1_000 }
  const code = codeOf(error)
  if (code === undefined || ITS_OWN_TROUBLE.has(code)) return { kind: 'unknown' }
  if (RATE_LIMITED.has(code)) return { kind: 'later', afterMs: A_WINDOW_MS }
  if (isSignedOut(code)) return { kind: 'refused', why: 'signed_out' }
  return { kind: 'refused', why: REFUSALS[code] ?? 'forbidden' }
}

const WORDS: Readonly<Record<string, string>> = {
  is_archived: 'this channel is archived',
  msg_too_long: 'it is too long',
  msg_blocks_too_long: 'it is too long',
  restricted_action: 'posting is restricted here',
  restricted_action_read_only_channel: 'this channel is read-only',
}

/** Why, in words that end a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIRateLimitedError) return 'too much is being posted at once'
  const code = codeOf(error)
  return code === undefined ? 'the connection failed' : (WORDS[code] ?? `it said ${code}`)
}

/** Why the adapter cannot be connected, for the operator, in one sentence. */
export function startFault(variable: string, remedy: string, apiUrl: string, error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined && !ITS_OWN_TROUBLE.has(code))
    return `Slack refused ${variable} (${code}): ${remedy}.`
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  const cause = innermost instanceof Error ? innermost.message : String(innermost)
  return `Slack cannot be reached at ${apiUrl} (${code ?? cause}): check the network and SLACK_API_URL, then start again.`
}
