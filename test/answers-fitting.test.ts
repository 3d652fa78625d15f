import { expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { ask as askOf, first, thread } from './rigs/talk.ts'

/** What is asked for must be in the sentence: a shared word is no answer. */

const GLOWWORM: Paper = {
  key: '2609.00010',
  title: 'Glowworm: Small Memories for Long Videos',
  abstract:
    'Long videos exceed what language models can attend to. Existing memory methods are limited to clips of a few minutes and forget names. To overcome these limitations, we propose Glowworm, a video model with a lantern memory. We call a lantern memory any store that keeps one embedding for each scene. Glowworm is faster than attention over all frames and needs fewer parameters. Careful learning rate warm-up and a large GPU memory are needed. Trained with data that annotators checked, Glowworm improves recall by 4.1 points on three benchmarks, and grokking appears late in training. Our method cannot follow more than two speakers at once.',
  source: 'hub',
}
const FIREFLY: Paper = {
  key: '2609.00011',
  title: 'Firefly Rank: When Rankers Grok',
  abstract:
    'Rankers generalise long after they have memorised. We study grokking, the sudden generalisation of a network that has long fitted its training data, in rankers. Previous work fails to explain it. Lantern probes (simple linear readouts) tell it 300 steps ahead. We fine-tune Qwen2.5-7B on MS MARCO for 12 hours on 8 A100 GPUs, with a learning rate of 2e-5. Firefly Rank has 7.6B parameters and is available at https://example.org/firefly.',
  source: 'hub',
}
const CRICKET: Paper = {
  key: '2609.00012',
  title: 'Cricket: A Harness that Mends Itself',
  abstract:
    'Robots reflect only when an episode is over. We present Cricket, a harness that mends its skills while it runs. With an infrastructure that keeps agents apart from machines, Cricket reaches 90.8% on two suites, with an 11.1x inference speedup. These results show that self-evolution opens a scaling path for reliable machines.',
  source: 'hub',
}
const talk = { papers: [GLOWWORM, FIREFLY] }
const ask = (words: string, papers = talk.papers) => askOf(words, { papers })

it.each([
  ['what is grokking?', FIREFLY, 'the sudden generalisation'],
  ['define lantern probes', FIREFLY, 'simple linear readouts'],
  ['what is a lantern memory?', GLOWWORM, 'We call a lantern memory'],
  ['what learning rate does #2 use?', FIREFLY, '2e-5'],
  ['how many GPUs did the second one need?', FIREFLY, '8 A100'],
  ['which GPU was #2 trained on?', FIREFLY, 'A100'],
  ['how long did training #2 take?', FIREFLY, '12 hours'],
  ['how many parameters does firefly rank have?', FIREFLY, '7.6B'],
  ['which base model does #2 use?', FIREFLY, 'Qwen2.5-7B'],
  ['can i download firefly rank?', FIREFLY, 'is available at'],
  ['how is glowworm trained?', GLOWWORM, 'Trained with data'],
  ['what are the limitations of #1?', GLOWWORM, 'cannot follow more than two speakers'],
] as const)('%j is stated: the sentence has what is asked for', (words, paper, text) => {
  const found = ask(words)
  expect(found.kind).toBe('stated')
  expect(first(found)).toMatchObject({ paper, text: expect.stringContaining(text) })
})

it('one number that is asked for is no call for results in general', () => {
  const found = ask('what’s the speedup?', [CRICKET])
  expect(first(found)?.text).toContain('11.1x inference speedup')
})

it.each([
  ['what is grokking?', GLOWWORM, 'definition of grokking'],
  ['what are the limitations?', FIREFLY, 'limitation of its own'],
  ['how much faster is glowworm?', GLOWWORM, 'speed-up'],
  ['how many parameters does it need?', GLOWWORM, 'model size'],
  ['what learning rate does it use?', GLOWWORM, 'learning rate'],
  ['how many GPUs does it need?', GLOWWORM, 'number of GPUs'],
  ['which GPU was it trained on?', GLOWWORM, 'hardware details'],
  ['how long did training take?', GLOWWORM, 'training time'],
  ['which base model is it built on?', GLOWWORM, 'model name'],
  ['which languages does it speak?', GLOWWORM, 'list of languages'],
  ['is its data released?', GLOWWORM, 'word on a release'],
  ['how many annotators checked the data?', GLOWWORM, 'number of participants'],
])('%j is not stated by who only uses the words, and what is missing is named', (words, paper, missing) => {
  const found = ask(words, [paper])
  expect(found.kind).not.toBe('stated')
  expect(found).toMatchObject({ missing })
})

it('what is only announced is quoted with the sentence that spells it out', () => {
  const MOTH: Paper = {
    key: '2609.00012',
    title: 'Moth: Night Vision in Two Steps',
    abstract:
      'Cameras see little at night. We propose Moth, a training pipeline of two stages. Specifically, a denoiser learns from dark frames; a colourist then paints them. Moth improves night vision on all benchmarks that have two cameras, and its training is stable.',
    source: 'hub',
  }
  const found = ask('what are the two stages of the training pipeline?', [MOTH])
  expect('quotations' in found && found.quotations.map(({ text }) => text)).toEqual([
    'We propose Moth, a training pipeline of two stages.',
    'Specifically, a denoiser learns from dark frames; a colourist then paints them.',
  ])
})

it('a thread goes from what one paper states to what another leaves out', () => {
  const { ask } = thread(talk)
  expect(ask('how long did firefly train?').kind).toBe('stated')
  expect(ask('and with which learning rate?').kind).toBe('stated')
  expect(ask('which learning rate did glowworm have?')).toMatchObject({
    kind: 'unstated',
    missing: 'learning rate',
    paper: GLOWWORM,
  })
})
