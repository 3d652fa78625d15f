import { clip } from '../../src/chat.ts'
import { LIMITS } from './limits.ts'

/** White space, controls, bidirectional overrides, zero-width and other format characters. */
const UNSEEN = /[\s\p{Cc}\p{Cf}]+/gu

/** One line of visible text: line ends become blanks, what cannot be seen is left out. */
export const plain = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, run => (/\s/.test(run) ? ' ' : ''))

/**
 * The same of a title, a label or another short text: at most `longest` characters, perhaps none. Only twice
 * as many are looked at, since some are endless.
 */
export const short = (text: string, longest: number): string =>
  clip(plain(text.slice(0, 2 * longest)).trim(), longest)

/**
 * The one place where foreign text becomes mrkdwn: nothing in it can mention or link. Slack has no escape
 * for its format signs, which is why prose goes into rich_text, where nothing is parsed, and only what
 * `isInert` allows is ever shown as mrkdwn.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escaped = (text: string): string =>
  plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Format signs, where Slack would take them for such; what ends the label of a link; codes of emoji. */
const LIVE = /[*`<>|]|(?<![\p{L}\p{N}])[_~]|[_~](?![\p{L}\p{N}])|:[\w+'-]+:/u

/** True when the text means nothing but itself in the label of a mrkdwn link, once escaped. */
export const isInert = (text: string): boolean => !LIVE.test(text)

/** An http(s) address as Slack takes it, with nothing in it that could end a link; undefined for any other. */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') return undefined
  const href = parsed.href.replace(/[<>|]/g, encodeURIComponent)
  return href.length <= LIMITS.url ? href : undefined
}
