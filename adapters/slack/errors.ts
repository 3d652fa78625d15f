import { webApi } from '@slack/bolt'
import type { Posted, Refusal } from '../../src/chat.ts'

/**
 * Slack's word for why it refused: of the Web API, or of a response_url. Undefined for a failed connection,
 * and for an answer that is no word of Slack's, which the client passes on as if it were one.
 */
export function codeOf(error: unknown): string | undefined {
  const said =
    error instanceof webApi.WebAPIPlatformError ? error.data.error : error instanceof Error && error.cause
  return typeof said === 'string' && /^\w+$/.test(said) ? said : undefined
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
  invalid_blocks: 'malformed',
  invalid_blocks_format: 'malformed',
  msg_blocks_too_long: 'malformed',
  msg_too_long: 'malformed',
  no_text: 'malformed',
}

/** Slack's own trouble, told as a code: the message may be there all the same. */
const ITS_OWN_TROUBLE = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'])
const RATE_LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
/** Of a connection that was never made, so that nothing was posted. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH'])
const UNSENT_RETRY_MS = 30_000
/** For a limit that does not say how long it lasts: Slack counts by the minute. */
const A_WINDOW_MS = 60_000

/**
 * What became of a call that failed. Whatever else Slack says about a post is a no: a permission, a policy
 * or a fault of ours, none of which time mends.
 */
export function outcomeOf(error: unknown): Exclude<Posted, { kind: 'sent' }> {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'later', afterMs: error.retryAfter * 1_000, holds: 'tenant' }
  const code = codeOf(error)
  if (wasNeverSent(error)) return { kind: 'later', afterMs: UNSENT_RETRY_MS, holds: 'all' }
  if (code === undefined || ITS_OWN_TROUBLE.has(code)) return { kind: 'unknown' }
  if (RATE_LIMITED.has(code)) return { kind: 'later', afterMs: A_WINDOW_MS }
  if (isSignedOut(code)) return { kind: 'refused', why: 'signed_out' }
  return { kind: 'refused', why: REFUSALS[code] ?? 'forbidden' }
}

function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && UNSENT.has(error.code)) return true
  return wasNeverSent('original' in error ? error.original : error.cause)
}

const WORDS: Readonly<Record<string, string>> = {
  is_archived: 'this channel is archived',
  msg_too_long: 'it is too long',
  msg_blocks_too_long: 'it is too long',
  restricted_action: 'posting is restricted here',
  restricted_action_read_only_channel: 'this channel is read-only',
}

/** What became of an answer that failed, told to whoever asked. */
export function apologyFor(error: unknown): string {
  if (outcomeOf(error).kind === 'unknown') {
    return 'The connection to Slack failed on the way. If the answer is not here, ask again.'
  }
  const code = codeOf(error)
  const why = code === undefined ? 'too much is being posted at once' : (WORDS[code] ?? `it said ${code}`)
  return `Slack did not take the answer: ${why}.`
}

/** Whether Slack itself has said no at a start, rather than being out of reach for now; causes count. */
export function isRefused(error: unknown): boolean {
  for (let found = error; found instanceof Error; found = found.cause) {
    const code = codeOf(found)
    if (code !== undefined) return !ITS_OWN_TROUBLE.has(code) && !RATE_LIMITED.has(code)
  }
  return false
}

/** Why the adapter cannot be connected, for the operator, in one sentence. */
export function startFault(variable: string, remedy: string, apiUrl: string, error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined && !ITS_OWN_TROUBLE.has(code))
    return `Slack refused ${variable} (${code}): ${remedy}.`
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  const cause = innermost instanceof Error ? innermost.message : String(innermost)
  return `Slack cannot be reached at ${apiUrl} (${code ?? cause}): check the network and SLACK_API_URL.`
}
