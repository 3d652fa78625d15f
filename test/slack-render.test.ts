import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInert } from '../adapters/slack/escape.ts'
import { render, withoutImages } from '../adapters/slack/render.ts'
import { asTyped } from '../adapters/slack/requests.ts'
import { type Block, LONGEST_SAYS, type Prose, type Reply } from '../src/chat.ts'
import { buttonsOf, messageBlocks, visible } from './emulators/slack-blocks.ts'

const say = (...blocks: Block[]): Reply => ({ summary: 'a reply', blocks })
const shown = (reply: Reply) => messageBlocks.parse(render(reply).blocks)
const text = (reply: Reply) => visible(shown(reply)).text
const item = (title: string, ...lines: Prose[]): Block => ({
  kind: 'item',
  item: { title, url: 'https://huggingface.co/papers/2405.14906', lines },
})

/** Text as hostile as it comes: markup, mentions, line ends, what cannot be seen, halves of characters. */
const foreign = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '<http://a|b>',
    '*b* _i_ ~s~ `c`',
    ':fire:',
    '\u202e\u200b',
    '\ud800',
    '&lt;',
  ),
  fc.integer({ min: 100, max: 12_000 }).map(length => '&<wörd>👩‍🚀 '.repeat(length / 10)),
)
const span = fc.oneof(
  foreign,
  foreign.map(bold => ({ bold })),
  foreign.map(code => ({ code })),
  foreign.map(quote => ({ quote })),
  fc.record({ link: foreign, url: fc.oneof(fc.webUrl(), foreign) }),
)
const prose = fc.array(span, { maxLength: 6 })
const says = fc.string({ maxLength: LONGEST_SAYS })
const button = fc.record({ label: foreign, says, asks: foreign }, { requiredKeys: ['label', 'says'] })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: foreign }),
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), prose }),
  fc.record({
    kind: fc.constant('item' as const),
    item: fc.record(
      {
        title: foreign,
        url: fc.oneof(fc.webUrl(), foreign),
        lines: fc.array(prose, { maxLength: 4 }),
        image: fc.oneof(fc.webUrl(), foreign),
        button,
      },
      { requiredKeys: ['title', 'url', 'lines'] },
    ),
  }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 40 }) }),
)
const reply: fc.Arbitrary<Reply> = fc.record({
  summary: foreign,
  blocks: fc.oneof(fc.array(block, { maxLength: 8 }), fc.array(block, { minLength: 50, maxLength: 90 })),
})

describe('a reply becomes a message of Slack', () => {
  it('within every limit, whatever the reply', () => {
    fc.assert(
      fc.property(reply, any => {
        const message = render(any)
        expect(messageBlocks.safeParse(message.blocks).error).toBeUndefined()
        expect(message.text.length).toBeLessThanOrEqual(4_000)
        expect(message.text).not.toBe('')
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('whose foreign words are shown as they are, and do nothing', () => {
    const hostile = '<!channel> <@U1> *b* _i_ ~s~ `c` [l](http://x.example) :fire: A & B &lt; |'
    const message = say(
      { kind: 'heading', text: hostile },
      {
        kind: 'text',
        prose: [hostile, ' ', { bold: hostile }, ' ', { link: hostile, url: 'javascript:alert(1)' }],
      },
      { kind: 'note', prose: [hostile] },
      {
        kind: 'item',
        item: {
          title: hostile,
          url: 'https://a.example',
          image: 'https://a.example/i.png',
          lines: [[hostile]],
        },
      },
    )
    const { text, links } = visible(shown(message))
    expect(text.split(hostile)).toHaveLength(8)
    expect(links).toEqual([{ label: hostile, url: 'https://a.example/' }])
    expect(JSON.stringify(render(message).blocks)).not.toContain('"mrkdwn"')
  })

  it('whose line ends become blanks, and what cannot be seen is gone', () => {
    expect(text(say(item('evil\u202e title\nof\u200b two\u0007 lines')))).toBe('evil title of two lines')
  })

  it('whose titles are bold links, with picture and buttons at hand', () => {
    const blocks = shown(
      say({
        kind: 'item',
        item: {
          title: '#2 R&D of snake_case',
          url: 'https://a.example/?a=1&b=2',
          lines: [['because ', { bold: 'sparse' }]],
          image: 'https://a.example/i.png',
          button: { label: 'Save', says: '/save 2' },
        },
      }),
    )
    expect(blocks).toMatchObject([
      {
        type: 'section',
        text: { text: '*<https://a.example/?a=1&amp;b=2|#2 R&amp;D of snake_case>*', verbatim: true },
        accessory: { type: 'image', alt_text: '#2 R&D of snake_case' },
      },
      { type: 'rich_text' },
      { type: 'actions', elements: [{ text: { text: 'Save' } }] },
    ])
    expect(visible(blocks).text).toBe('#2 R&D of snake_case\nbecause sparse')
  })

  it('whose code of several lines keeps them', () => {
    const bibtex = '@misc{dao2022,\n  title = {{Flash <Attention>}}\n}'
    expect(text(say({ kind: 'text', prose: [{ code: bibtex }] }))).toBe(bibtex)
  })

  it('which loses the lines of its items first, and headings, titles and buttons last', () => {
    const long = 'word '.repeat(200)
    const blocks: Block[] = [
      { kind: 'heading', text: 'Daily Papers' },
      ...Array.from({ length: 12 }, (_, n) => item(`Paper ${n + 1}`, [long], [long])),
      { kind: 'text', prose: [long] },
      { kind: 'buttons', buttons: [{ label: 'Ask', says: '/ask', asks: 'What' }] },
    ]
    const cut = text(say(...blocks))
    expect(cut).toContain(long.trim())
    expect(cut.match(/…/g)).toHaveLength(24)
    for (const part of ['Daily Papers', 'Paper 1\n', 'Paper 12\n']) expect(cut).toContain(part)
    expect(buttonsOf(shown(say(...blocks))).map(button => button.text.text)).toEqual(['Ask'])
  })

  it('with every button of a long list, though there are more than 50 blocks', () => {
    const blocks = Array.from({ length: 40 }, (_, n): Block => {
      const own = { label: 'Save', says: `/save ${n}` }
      return {
        kind: 'item',
        item: { title: `Paper ${n}`, url: 'https://a.example', lines: [['a line']], button: own },
      }
    })
    expect(buttonsOf(shown(say(...blocks)))).toHaveLength(40)
  })

  it('even when there is nothing to show but the summary', () => {
    expect(text({ summary: 'A & B', blocks: [] })).toBe('A & B')
    expect(render({ summary: 'A & B', blocks: [] }).text).toBe('A &amp; B')
  })

  it('also without its pictures', () => {
    const pictured = say({
      kind: 'item',
      item: { title: 'T', url: 'https://a.example', lines: [], image: 'https://a.example/i' },
    })
    expect(JSON.stringify(withoutImages(pictured))).not.toContain('image')
    expect(withoutImages(say(item('T')))).toBeUndefined()
  })
})

describe('mrkdwn', () => {
  it.each(['*bold*', 'a _b_', '~gone~', '`code`', 'a|b', '<b>', 'on :fire: now', '_x'])(
    'would format %s',
    title => {
      expect(isInert(title)).toBe(false)
    },
  )

  it.each(['snake_case', 'π_0: a model', 'A & B', '3:1 odds', 'R1 (v2)'])('leaves %s alone', title => {
    expect(isInert(title)).toBe(true)
  })
})

describe('text from Slack is read as it was typed', () => {
  it.each([
    ['grokking since:30d', 'grokking since:30d'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['show <https://arxiv.org/abs/2405.14906>', 'show https://arxiv.org/abs/2405.14906'],
    ['<http://arxiv.org|arxiv.org> news', 'arxiv.org news'],
    ['<https://arxiv.org/abs/1?a=1&amp;b=2|this one>', 'https://arxiv.org/abs/1?a=1&b=2'],
    ['<mailto:a@b.org|a@b.org>', 'a@b.org'],
    ['ask <@U1|ann> in <#C1|papers>, <!here>', 'ask @ann in #papers, @here'],
  ])('%s', (sent, typed) => {
    expect(asTyped(sent)).toBe(typed)
  })
})
