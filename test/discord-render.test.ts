import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { link, plain, safeUrl } from '../adapters/discord/markdown.ts'
import { render, threadName } from '../adapters/discord/render.ts'
import type { Block, Button, Item, Reply, Span } from '../src/chat.ts'
import { type ReadText, readMarkdown } from './emulators/discord-markdown.ts'
import { type Component, everyComponent, FLAGS, messageBody } from './emulators/discord-rules.ts'
import { hostile, address as url } from './fuzz/hostile.ts'

const long = fc.tuple(hostile, fc.integer({ min: 1, max: 90 })).map(([text, times]) => text.repeat(times))
const words = fc.oneof({ weight: 4, arbitrary: hostile }, { weight: 1, arbitrary: long })
const span: fc.Arbitrary<Span> = fc.oneof(
  words,
  words.map(bold => ({ bold })),
  words.map(code => ({ code })),
  words.map(quote => ({ quote })),
  fc.record({ link: words, url }),
)
const spans = fc.array(span, { maxLength: 6 })
const button: fc.Arbitrary<Button> = fc.record(
  { label: words, says: fc.string({ minLength: 1, maxLength: 100 }), asks: words },
  { requiredKeys: ['label', 'says'] },
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), prose: spans }),
  fc.record({
    kind: fc.constant('item' as const),
    item: fc.record(
      { title: words, url, lines: fc.array(spans, { maxLength: 4 }), image: url, button },
      { requiredKeys: ['title', 'url', 'lines'] },
    ),
  }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 7 }) }),
)
const reply: fc.Arbitrary<Reply> = fc.record({ summary: words, blocks: fc.array(block, { maxLength: 30 }) })

const read = (each: Reply, id?: number) =>
  messageBody.safeParse({
    components: [render(each, id)],
    flags: FLAGS.componentsV2,
    allowed_mentions: { parse: [] },
  })

const componentsOf = (each: Reply): readonly Component[] => everyComponent(read(each).data?.components ?? [])

const textsOf = (each: Reply): readonly ReadText[] =>
  componentsOf(each).flatMap(component => ('content' in component ? [readMarkdown(component.content)] : []))

const labelsOf = (each: Reply): readonly string[] =>
  componentsOf(each).flatMap(component => ('label' in component ? [component.label] : []))

const urlsIn = (each: Reply): readonly string[] =>
  each.blocks.flatMap(({ kind, ...rest }) => {
    const spans = 'prose' in rest ? rest.prose : 'item' in rest ? [...rest.item.lines.flat(), rest.item] : []
    return spans.flatMap(span => (typeof span !== 'string' && 'url' in span ? (safeUrl(span.url) ?? []) : []))
  })

describe('code of several lines', () => {
  it('keeps its lines and their indentation, and lets none of them act', () => {
    const code = '@misc{x,\n  title = {`a` ``` @everyone},\n}'
    const shown = textsOf({ summary: 's', blocks: [{ kind: 'text', prose: [{ code }] }] })
    expect(shown).toEqual([{ text: code, links: [], marks: ['code'] }])
  })
})

describe('any reply', () => {
  it('is a message that Discord takes', () => {
    fc.assert(
      fc.property(reply, fc.option(fc.constant(2 ** 30 + 7), { nil: undefined }), (each, id) => {
        expect(read(each, id).error?.issues).toBeUndefined()
      }),
      { numRuns: 400 },
    )
  })

  it('shows foreign text and lets none of it act', () => {
    const ours = ['heading', 'small', 'bold', 'italic', 'code', 'link']
    fc.assert(
      fc.property(reply, each => {
        const texts = textsOf(each)
        expect(texts.flatMap(({ marks }) => marks).filter(mark => !ours.includes(mark))).toEqual([])
        const urls = urlsIn(each)
        const strange = texts.flatMap(({ links }) => links).filter(({ url }) => !urls.includes(url))
        expect(strange).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('names a thread', () => {
    fc.assert(
      fc.property(words, summary => {
        const name = threadName(summary)
        expect(name.length).toBeGreaterThan(0)
        expect(name.length).toBeLessThanOrEqual(100)
        expect(name).toBe(plain(name))
      }),
    )
  })
})

describe('too much for one message', () => {
  const sentence = 'The quick brown model jumps over the lazy baseline. '
  const items = (count: number, more: (at: number) => Partial<Item> = () => ({})): Block[] =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'item',
      item: {
        title: `Paper ${at + 1}`,
        url: `https://huggingface.co/papers/2607.${at + 10_000}`,
        lines: [[sentence.repeat(30)], ['Ada Lovelace']],
        ...more(at),
      },
    }))

  it('cuts the lines of items evenly and keeps every title, heading, note and button', () => {
    const each: Reply = {
      summary: 'Ten papers',
      blocks: [
        { kind: 'heading', text: 'Friday, July 31, 2026' },
        { kind: 'text', prose: [sentence] },
        ...items(10),
        { kind: 'note', prose: ['sample page'] },
        { kind: 'buttons', buttons: [{ label: 'Next page', says: '/today page:2' }] },
      ],
    }
    const lines = textsOf(each).flatMap(({ text }) => text.split('\n'))
    const cut = lines.filter(line => line.startsWith('The quick') && line.endsWith('…'))
    expect(cut).toHaveLength(10)
    expect(new Set(cut).size).toBe(1)
    expect(lines).toEqual(
      expect.arrayContaining([
        'Friday, July 31, 2026',
        sentence.trim(),
        'Paper 1',
        'Paper 10',
        'sample page',
      ]),
    )
    expect(labelsOf(each)).toEqual(['Next page'])
  })

  it('gives up pictures before buttons, and the order before either', () => {
    const pictured = { summary: '', blocks: items(20, () => ({ image: 'https://cdn.example/a.png' })) }
    expect(componentsOf(pictured).filter(({ type }) => type === 11)).toEqual([])
    expect(componentsOf({ ...pictured, blocks: pictured.blocks.slice(0, 5) })).toContainEqual({
      type: 11,
      media: { url: 'https://cdn.example/a.png' },
    })
    const saving = items(20, at => ({ button: { label: 'Save', says: `/save ${at}` } }))
    const labels = labelsOf({ summary: '', blocks: saving })
    expect(labels).toHaveLength(20)
    expect(labels.at(-1)).toBe('Save: Paper 20')
  })

  it('cuts between graphemes', () => {
    const astronaut = '👩🏽‍🚀'
    const [heading] = textsOf({ summary: '', blocks: [{ kind: 'heading', text: astronaut.repeat(900) }] })
    expect(heading?.text.isWellFormed()).toBe(true)
    expect(heading?.text.endsWith('…')).toBe(true)
  })
})

describe('a link', () => {
  it('goes to the web or nowhere', () => {
    expect(link('x', 'javascript:alert(1)')).toBe('x')
    expect(link('x', 'https://a.example/b (c)')).toBe('[x](https://a.example/b%20%28c%29)')
  })
})
