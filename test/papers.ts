import type { HubPaper } from './emulators/hub.ts'

/** Six papers that nobody wrote, of two days, for journeys through the bot. */

export const THURSDAY = '2026-08-20'
export const FRIDAY = '2026-08-21'

export const SPARSE: HubPaper = {
  key: '2608.10001',
  title: 'SparseRoute: Faster Mixture-of-Experts Inference by Sparse Routing',
  abstract:
    'Mixture-of-experts models waste computation on tokens that need none. We propose SparseRoute, a router that skips experts for easy tokens. On eight benchmarks, SparseRoute is 2.4 times faster than dense routing at the same accuracy. The router is trained in six hours on one GPU.',
  authors: ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Edsger Dijkstra'],
  organization: 'Analytical Engines',
  publishedOn: '2026-08-18',
  upvotes: 42,
  comments: 3,
  codeUrl: 'https://github.com/analytical/sparseroute',
  codeStars: 1234,
}

export const QUANT: HubPaper = {
  key: '2608.10002',
  title: 'QuantLite: Quantization of Language Models to Three Bits',
  abstract:
    'Quantization shrinks language models but hurts their accuracy below four bits. QuantLite rotates weights before rounding them. It keeps 98.5% of the accuracy of a 7B model at three bits. We evaluate on WikiText and on twelve reasoning tasks.',
  authors: ['Katherine Johnson'],
  publishedOn: '2026-08-19',
  upvotes: 17,
}

export const GROK: HubPaper = {
  key: '2608.10003',
  title: 'When Do Transformers Grok? A Study of Delayed Generalization',
  abstract:
    'Grokking is the sudden generalization of a network long after it has fitted its training data. We study when transformers grok modular arithmetic. However, our analysis covers one-layer models only. Weight decay shortens the delay because it removes memorizing circuits.',
  authors: ['Emmy Noether', 'Sofia Kovalevskaya'],
  publishedOn: '2026-08-17',
  upvotes: 99,
}

export const VIDEO: HubPaper = {
  key: '2608.10004',
  title: 'Minute-Long Video Diffusion on a Laptop',
  abstract:
    'Video diffusion models need a cluster for a minute of film. We distill a diffusion transformer into a recurrent student. The student draws one minute of video on a laptop in nine minutes. Code is released.',
  authors: ['Maya Deren'],
  publishedOn: '2026-08-19',
  upvotes: 63,
  codeUrl: 'https://github.com/deren/laptop-video',
}

/** Its title and names do what they can to break out of a message. */
export const HOSTILE: HubPaper = {
  key: '2608.10005',
  title:
    '*Bold* <!channel> @everyone [click](https://evil.example) <https://evil.example|arXiv> `x` & <@U0ALICE001>',
  abstract:
    'We present an attack on chat bots that paste titles as they are. It pings @everyone and <!here> and links to https://evil.example for free. > quoted # heading.',
  authors: ['<@1234567890123456789>', '**Mallory**'],
  publishedOn: '2026-08-19',
  upvotes: 1,
}

export const AGENT: HubPaper = {
  key: '2608.10006',
  title: 'Agents That Read Their Own Logs',
  abstract:
    'Tool-using agents repeat mistakes that their logs would show them. We let an agent read its own log before each step. Repeated mistakes fall by half on three agent benchmarks.',
  authors: ['Barbara Liskov'],
  publishedOn: '2026-08-20',
  upvotes: 5,
}

export const BATCHES = { [THURSDAY]: [SPARSE, QUANT, HOSTILE], [FRIDAY]: [GROK, VIDEO, AGENT] }
