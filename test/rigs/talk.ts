import type { Answer, Talk } from '../../src/answers/answer.ts'
import { answer } from '../../src/answers/answering.ts'
import type { Paper } from '../../src/papers.ts'

/** Questions to the answers alone, about three papers that nobody wrote. */

export const today = '2026-11-23'

export const LANTERN: Paper = {
  key: '2607.00001',
  title: 'Lantern: Leaving Language Models Early',
  abstract:
    'Large language models spend the same compute on every token. However, most tokens are easy and need only a few layers. We introduce Lantern, an early-exit method that learns where each token may leave the network. Lantern is trained on 40 billion tokens from FineWeb. Across six benchmarks, Lantern decodes 2.7 times faster than full inference and loses 0.4 points of accuracy. Our code is available at https://github.com/lantern-lab/lantern.',
  source: 'hub',
  authors: ['Ada Lovelace', 'Kurt Gödel'],
  organization: 'Lighthouse Institute',
  publishedOn: '2026-07-30',
  upvotes: 41,
  codeUrl: 'https://github.com/lantern-lab/lantern',
}
export const TIDEBENCH: Paper = {
  key: '2611.00002',
  title: 'TideBench: Do Video Models Understand Water?',
  abstract:
    'Video generation models look convincing, yet nobody has measured whether they respect fluids. We present TideBench, a benchmark of 1,240 prompts in which water must flow, splash or freeze. Human raters judged 9,600 clips for Fluid Plausibility Error (FPE), which counts impossible motions. The best model fails on 61% of the prompts because it forgets the volume of the water.',
  source: 'hub',
  publishedOn: '2026-11-18',
  upvotes: 120,
}
export const HANDS: Paper = {
  key: 'soft-hands',
  title: 'Robots with Soft Hands',
  abstract:
    'Stiff robot grippers crush fruit. This paper proposes a silicone hand whose fingers are controlled by reinforcement learning in simulation. On a farm, the hand picked 312 strawberries an hour and bruised 2% of them. It does not yet work in rain.',
  source: 'sample',
}

export const talk: Talk = { papers: [LANTERN, TIDEBENCH, HANDS] }

/** A thread that goes on: each answer leaves the paper that the next question means by "it". */
export function thread(begun: Talk = talk) {
  let { focus } = begun
  const hear = (words: string, addressed: boolean): Answer => {
    const found = answer(words, { papers: begun.papers, focus }, { addressed, today })
    focus = found.focus
    return found
  }
  return { ask: (words: string) => hear(words, true), overhear: (words: string) => hear(words, false) }
}

/** A question with nothing before it. */
export const ask = (words: string, about: Talk = talk) => answer(words, about, { addressed: true, today })

/** What is quoted first. */
export const first = (found: Answer) => ('quotations' in found ? found.quotations[0] : undefined)
