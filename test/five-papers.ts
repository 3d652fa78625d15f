import type { Paper } from '../src/papers.ts'
import { readQuery } from '../src/search/query.ts'
import type { SearchIndex } from '../src/search/search.ts'
import { createOwnIndex } from './own-index.ts'

/** The day on which it is asked. */
export const TODAY = '2026-08-25'

/** A paper as a test tells it. */
export const paper = (key: string, title: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  key,
  title,
  abstract,
  source: 'hub',
  ...rest,
})

/** Five papers that nobody wrote, to search among; of the fifth there are only the texts. */
export const PAPERS: readonly Paper[] = [
  paper(
    '2608.00001',
    'Grokking in the Wild',
    'Networks grok long after they fit. We study grokking on real data.',
    {
      ...{
        arxivId: '2608.00001',
        authors: ['Ada Chen', 'Jean-Luc Moreau'],
        feedDay: '2026-08-20',
        upvotes: 90,
      },
      codeUrl: 'https://github.com/a/grok',
    },
  ),
  paper(
    '2608.00002',
    'W4A4 Quantization of Mixtures of Experts',
    'We quantize weights and activations to four bits. Sparse experts lose little.',
    {
      authors: ['Tri Dao', 'Bo Chen'],
      feedDay: '2026-08-21',
      upvotes: 40,
      organization: 'NVIDIA',
    },
  ),
  paper(
    '2607.00003',
    'Diffusion Transformers at Scale',
    'Diffusion models with transformer backbones generate images. Scaling them is cheap.',
    {
      authors: ['Wei Li'],
      feedDay: '2026-07-03',
      upvotes: 120,
      keywords: ['text-to-image'],
      codeUrl: 'https://github.com/b/dit',
    },
  ),
  paper(
    '2607.00004',
    'Pre-training Language Models on Code',
    'Pretraining on code helps reasoning. The behaviour of GPT-4 is analysed.',
    {
      authors: ['Ada Lovelace'],
      publishedOn: '2026-07-10',
      upvotes: 40,
    },
  ),
  paper(
    'sample-of-the-day',
    'A Sample Paper on Robots',
    'Robots learn to walk. They fall, then learn more.',
    { source: 'sample' },
  ),
]

/** Over the five; a test that changes papers has an index of its own. */
export const index = createOwnIndex(PAPERS)
/** What a query finds, and how. */
export const ask = (text: string, from: SearchIndex = index) =>
  from.search(readQuery(text, TODAY).query, { limit: 10 })
/** The keys of what has the words, best first; without what is only near. */
export const keys = (text: string, from: SearchIndex = index) =>
  ask(text, from).hits.flatMap(hit => (hit.near ? [] : hit.paper.key))
