import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as discord from '../adapters/discord/render.ts'
import * as slack from '../adapters/slack/render.ts'
import { summaryLine } from '../src/answers/summary/summary.ts'
import type { Fit, Reply } from '../src/chat.ts'
import type { Digest, Pick } from '../src/delivery/digest.ts'
import { freeze, type PartPresenter } from '../src/delivery/parts.ts'
import { digestReply, digestRestReply } from '../src/present/digest.ts'
import { readMarkdown } from './emulators/discord-markdown.ts'
import { everyComponent, FLAGS, messageBody } from './emulators/discord-rules.ts'
import { messageBlocks, visible } from './emulators/slack-blocks.ts'

const site = 'https://huggingface.co'
const present: PartPresenter = {
  message: (digest, late) => digestReply({ site, extract: summaryLine }, digest, late),
  rest: (picks, from) => digestRestReply(site, picks, from),
}

/** What people see of a message on each platform, which refuses what is beyond its limits. */
const PLATFORMS: Readonly<Record<string, { fit(reply: Reply): Fit; seen(reply: Reply): string }>> = {
  Slack: {
    fit: slack.fit,
    seen: reply => {
      const { blocks } = slack.render(reply)
      expect(JSON.stringify(blocks).length).toBeLessThan(13_000)
      return visible(messageBlocks.parse(blocks)).text
    },
  },
  Discord: {
    fit: discord.fit,
    seen: reply => {
      const body = {
        components: [discord.render(reply, 7)],
        flags: FLAGS.componentsV2,
        allowed_mentions: { parse: [] },
      }
      const { components = [] } = messageBody.parse(body)
      const texts = everyComponent(components).flatMap(one => ('content' in one ? [one.content] : []))
      expect(texts.join('').length).toBeLessThanOrEqual(4_000)
      return texts.map(text => readMarkdown(text).text).join('\n')
    },
  },
}

const long = (most: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .tuple(
        fc.constantFrom('wide ', '*_`~|>', '<@U1> & ', '[a](http://b) ', '漢字', '👩‍🚀 ', '"\\'),
        fc.integer({ min: 1, max: most }),
      )
      .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length))),
  )
const pick = (number: number): fc.Arbitrary<Pick> =>
  fc.record({
    topics: fc.array(long(100), { maxLength: 3 }),
    paper: fc.record(
      {
        key: fc.constant(`2608.${String(10_000 + number)}`),
        arxivId: fc.constant(`2608.${String(10_000 + number)}`),
        source: fc.constant('hub' as const),
        title: long(1_000).map(title => title.trim() || 'Untitled'),
        abstract: long(20_000),
        authors: fc.array(long(300), { maxLength: 40 }),
        upvotes: fc.nat({ max: 2_000_000 }),
        codeUrl: long(900).map(path => `https://github.com/${encodeURIComponent(path.toWellFormed())}`),
        hubSummary: long(4_000),
        imageUrl: fc.constant('https://cdn.example/picture.png'),
      },
      { requiredKeys: ['key', 'source', 'title', 'abstract', 'arxivId'] },
    ),
  })
const rising = fc.array(
  fc.record({
    name: long(50).map(name => name.slice(0, 50).toWellFormed()),
    papers: fc.constant(['2608.10001', '2608.10002']),
    expected: fc.double({ min: 0, max: 20_000, noNaN: true }),
    course: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
  }),
  { maxLength: 3 },
)
const digest: fc.Arbitrary<Digest> = fc
  .tuple(
    fc.integer({ min: 1, max: 10 }),
    fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 20, max: 68 })),
    fc.boolean(),
    rising,
  )
  .chain(([top, rest, weekly, topics]) =>
    fc.tuple(...Array.from({ length: top + rest }, (_, at) => pick(at))).map(picks => ({
      feedDay: '2026-08-21',
      ...(weekly && { span: { from: '2026-08-17', to: '2026-08-21' }, rising: topics }),
      top: picks.slice(0, top),
      rest: picks.slice(top),
      left: weekly ? 3 : 0,
    })),
  )
const LATE = { dueMs: Date.parse('2026-08-24T07:00:00Z'), timezone: 'Europe/Berlin', why: 'away' } as const

describe.each(Object.entries(PLATFORMS))('a digest on %s', (_name, { fit, seen }) => {
  it('loses no paper and stays within every limit, whatever titles and authors are', () => {
    fc.assert(
      fc.property(digest, fc.boolean(), (chosen, late) => {
        const { parts } = freeze(present, fit, chosen, 'key', late ? LATE : undefined)
        const keys = [...chosen.top, ...chosen.rest].map(({ paper }) => paper.key)
        expect(parts.flatMap(({ papers }) => papers)).toEqual(keys)
        let number = 0
        for (const { papers, reply } of parts) {
          const text = seen(reply)
          for (const _ of papers) {
            number += 1
            expect(text).toMatch(new RegExp(`#${number}(?!\\d)`))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('shows ordinary papers whole, ten in the message and as many in a part as fit', () => {
    const papers = Array.from(
      { length: 40 },
      (_, at): Pick => ({
        topics: at === 0 ? ['agents'] : [],
        paper: {
          key: `2608.${10_000 + at}`,
          arxivId: `2608.${10_000 + at}`,
          source: 'hub',
          title: 'A Title of Some Seventy-Five Characters, as the Median Paper of the Hub Has',
          abstract: 'We do what nobody did before. It works.',
          authors: ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Emmy Noether'],
          upvotes: 27,
        },
      }),
    )
    const chosen = { feedDay: '2026-08-21', top: papers.slice(0, 10), rest: papers.slice(10), left: 0 }
    const { parts } = freeze(present, fit, chosen, 'key')
    expect(parts.map(({ reply }) => fit(reply))).toEqual(parts.map(() => 'whole'))
    expect(parts[0]?.papers).toHaveLength(10)
    expect(parts.length).toBeLessThanOrEqual(4)
    expect(seen(parts[0]?.reply ?? { summary: '', blocks: [] })).toContain('picked for agents')
  })
})

describe('a digest where three papers fill a message', () => {
  it('goes on in the thread with the fourth, numbered on', () => {
    const items = ({ blocks }: Reply) =>
      blocks.flatMap(block => (block.kind === 'item' ? [block.item.title] : []))
    const fit = (reply: Reply): Fit => (items(reply).length > 3 ? 'short' : 'whole')
    const picks = Array.from(
      { length: 8 },
      (_, at): Pick => ({
        topics: [],
        paper: { key: `k${at}`, source: 'hub', title: `T${at}`, abstract: 'A.' },
      }),
    )
    const chosen = { feedDay: '2026-08-21', top: picks.slice(0, 5), rest: picks.slice(5), left: 0 }
    const { parts } = freeze(present, fit, chosen, 'key')
    expect(parts.map(({ key, reply }) => [key, ...items(reply)])).toEqual([
      ['key', '#1 T0', '#2 T1', '#3 T2'],
      ['key.1', '#4 T3', '#5 T4', '#6 T5'],
      ['key.2', '#7 T6', '#8 T7'],
    ])
    expect(JSON.stringify(parts[0]?.reply)).toContain('the other 5 are in the thread')
  })
})
