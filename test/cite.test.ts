import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bibtex } from '../src/present/one-paper.ts'

const titled = (title: string): string =>
  bibtex('https://huggingface.co', {
    key: '2608.10001',
    arxivId: '2608.10001',
    title,
    authors: [title],
    abstract: 'We cite.',
    source: 'hub',
  })

it('cites a paper with what is special to LaTeX as plain words', () => {
  expect(titled('Q&A at 95% for $5: a_b, ~C^2 {#1} \\input')).toContain(
    'title = {{Q\\&A at 95\\% for \\$5: a\\_b, \\~{}C\\^{}2 \\#1 input}}',
  )
})

it('cites whatever the title so that LaTeX can read it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), title => {
      const entry = titled(title)
      expect(entry.split('{')).toHaveLength(entry.split('}').length)
      expect(entry.replace(/@misc\{|\\[&%#$_~^]/g, '')).not.toMatch(/[&%#$_~^\\]/)
    }),
  )
})
