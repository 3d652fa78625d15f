import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadSample } from '../src/feed/files/sample.ts'
import type { Paper } from '../src/papers.ts'
import { createOwnIndex } from './own-index.ts'

const { papers } = loadSample()
const index = createOwnIndex(papers)
const keys = papers.map(({ key }) => key)
const titles = (topic: string) => {
  const { about } = index.ofTopic(topic, keys)
  return papers.filter(({ key }) => about.has(key)).map(({ title }) => title)
}
const judged = z.object({
  text: z.string(),
  kind: z.enum(['vocabulary', 'plain', 'acronym', 'typo']),
  relevant: z.record(z.string(), z.number()),
})

describe('a topic', () => {
  it('is hardly ever seen in a paper that a reader did not see it in, and often where it is not named', () => {
    const lines = readFileSync(new URL('../data/judged-queries.jsonl', import.meta.url), 'utf8').split('\n')
    const topics = lines.filter(Boolean).flatMap(line => judged.safeParse(JSON.parse(line)).data ?? [])
    const picks = topics.flatMap(({ text, relevant }) => {
      const { said, about } = index.ofTopic(text, keys)
      return [...about].map(key => ({ right: key in relevant, named: said.has(key) }))
    })
    const right = picks.filter(pick => pick.right)
    expect(right.length / picks.length).toBeGreaterThanOrEqual(0.94)
    expect(right.length).toBeGreaterThanOrEqual(145)
    expect(right.filter(({ named }) => !named).length).toBeGreaterThanOrEqual(12)
  })

  it.each([
    ['model compression', 'NUPES : Non-Uniform Post-Training Quantization via Power Exponent Search'],
    [
      'online learning with regret guarantees',
      'Refined Regret for Adversarial MDPs with Linear Function Approximation',
    ],
    ['MoE', 'AdaMoE: Token-Adaptive Routing with Null Experts for Mixture-of-Experts Language Models'],
    ['knowlege distilation', 'Mamba base PKD for efficient knowledge compression'],
  ])('%s is what a paper is about that puts it otherwise', (topic, title) => {
    expect(titles(topic)).toContain(title)
  })

  it('that nobody writes about picks nothing', () => {
    expect(['protein folding', 'dialogue in swahili', 'speech recognition', ''].flatMap(titles)).toEqual([])
  })

  it('is not seen in its words standing far apart, in a paper about something else', () => {
    const paper: Paper = {
      key: 'k',
      source: 'hub',
      title: 'Growing Tomatoes on Mars',
      abstract: 'The greenhouse follows a graph of daily light. Its keepers are learning to prune.',
    }
    const own = createOwnIndex([...papers, paper])
    const { said, about } = own.ofTopic('graph learning', ['k'])
    expect([[...said], [...about]]).toEqual([['k'], []])
  })
})
