import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as discord from '../../adapters/discord/markdown.ts'
import * as slack from '../../adapters/slack/escape.ts'
import { asTyped } from '../../adapters/slack/requests.ts'
import { render } from '../../adapters/terminal/render.ts'
import type { Span } from '../../src/chat.ts'
import { readMarkdown } from '../emulators/discord-markdown.ts'
import { holds } from './cases.ts'
import { address, hostile } from './hostile.ts'

const span: fc.Arbitrary<Span> = fc.oneof(
  hostile,
  hostile.map(bold => ({ bold })),
  hostile.map(code => ({ code })),
  hostile.map(quote => ({ quote })),
  fc.record({ link: hostile, url: address }),
)
const wordsOf = (each: Span): string => {
  if (typeof each === 'string') return each
  if ('bold' in each) return each.bold
  if ('code' in each) return each.code
  return 'quote' in each ? each.quote : each.link
}
const STANDS_FOR = new Map(Object.entries(discord.LOOK_ALIKES).map(([live, alike]) => [alike, live]))
/** Blanks and the quotation marks around quotes are ours to set; signs that look alike may stand for each other. */
const bare = (text: string): string =>
  text.replace(/[\s“”]/g, '').replace(/./gu, sign => STANDS_FOR.get(sign) ?? sign)

describe('foreign text on Slack', () => {
  it('comes back as it was, and holds nothing live', () =>
    holds(
      fc.property(hostile, words => {
        const safe = slack.escaped(words)
        expect(safe).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
        expect(slack.escaped(asTyped(safe))).toBe(safe)
      }),
    ))

  it('links to the web or nowhere, and cannot end its link', () =>
    holds(
      fc.property(address, url => {
        expect(slack.safeUrl(url) ?? 'https://none').toMatch(/^https?:\/\/[^<>|\s]+$/)
      }),
    ))
})

describe('foreign text on Discord', () => {
  it('shows itself and does nothing', () =>
    holds(
      fc.property(hostile, words => {
        const { text, links, marks } = readMarkdown(discord.showText(words))
        expect([links, marks]).toEqual([[], []])
        expect(bare(text)).toBe(bare(discord.plain(words)))
      }),
    ))

  it('reads as it was written, whatever is made of it', () =>
    holds(
      fc.property(fc.array(span, { maxLength: 6 }), spans => {
        const { text } = readMarkdown(discord.prose(spans))
        expect(bare(text)).toBe(bare(spans.map(wordsOf).map(discord.plain).join('')))
      }),
    ))

  it('links to the web or nowhere, and cannot end its link', () =>
    holds(
      fc.property(address, url => {
        expect(discord.safeUrl(url) ?? 'https://none').toMatch(/^https?:\/\/[^()<>"*`|~\\\s]+$/)
      }),
    ))
})

describe('foreign text in a terminal', () => {
  it('moves no cursor, hides nothing and turns nothing round', () =>
    holds(
      fc.property(fc.array(span, { maxLength: 4 }), spans => {
        const blocks = [{ kind: 'text', prose: spans } as const]
        const { text } = render({ summary: '', blocks }, { columns: 80, styled: false })
        expect(text.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u,
        )
      }),
    ))
})
