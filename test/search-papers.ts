import fc from 'fast-check'
import type { Paper } from '../src/papers.ts'

/** Texts as papers have them, with all that makes words and sentences hard to part. */
const word = fc.constantFrom(
  ...[
    'sparse',
    'moe',
    'GPT-4',
    'gpt4o',
    'robots',
    'robot',
    'learning',
    'walked',
    'pre-training',
    'Pretraining',
  ],
  ...['of', 'the', '2.5$\\times$', '$\\pi_0$', 'Erdős', '🙂', 'e.g.', 'et al.', 'state-of-the-art', 'sprase'],
)
const text = (longest: number) =>
  fc
    .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '. ', '? ', '.\n\n', ' (', ') ', ', ')), {
      maxLength: longest,
    })
    .map(all => all.flat().join(''))

const name = fc.constantFrom(
  'Ada Chen',
  'Jean-Luc Moreau',
  'A. Lovelace',
  'Bo Chen',
  'Chen Ada Li',
  'Tri Dao',
  'O’Neil',
)
const day = fc.constantFrom('2026-07-03', '2026-08-20', '2026-08-21')

/** A paper of one of few keys, so that papers replace each other. */
export const somePaper: fc.Arbitrary<Paper> = fc.record(
  {
    key: fc.nat(15).map(number => `2608.${String(number).padStart(5, '0')}`),
    title: text(6),
    abstract: text(40),
    source: fc.constant('hub' as const),
    authors: fc.array(name, { maxLength: 3 }),
    keywords: fc.array(word, { maxLength: 2 }),
    organization: fc.constantFrom('NVIDIA', 'Open-AI Labs'),
    feedDay: day,
    publishedOn: day,
    upvotes: fc.nat(3),
    codeUrl: fc.constant('https://github.com/a/b'),
  },
  { requiredKeys: ['key', 'title', 'abstract', 'source'] },
)

export const somePapers = fc.uniqueArray(somePaper, { selector: ({ key }) => key, maxLength: 12 })

/** A bit of everything that can be asked. */
export const QUESTIONS = [
  ...[
    'sparse moe',
    'robot learning',
    '"robots walked"',
    '"pre-training of"',
    'gpt4 pretraining',
    'state of the art',
  ],
  ...[
    'min:1',
    'has:code sort:date',
    'moe sort:upvotes',
    'robots -sparse',
    'sprase',
    'since:2026-08',
    'learning page:2',
  ],
  ...[
    'author:chen',
    'author:"a. chen" robots',
    'author:"jean luc"',
    'org:nvidia',
    'org:labs walking',
    '2608.00003',
  ],
]
