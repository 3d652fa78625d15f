import type { Paper } from '../../src/papers.ts'
import { createChance } from './chance.ts'

/** As people type them into a search of papers: a topic, a method, a model, in one to four words. */
const SHORT = [
  'mixture of experts',
  'quantization',
  'diffusion models',
  'rlhf',
  'llm agents',
  'video generation',
  'long context',
  'speculative decoding',
  'vision language model',
  'lora',
  'kv cache compression',
  'text to image',
  'chain of thought',
  'reward model',
  'code generation',
  'retrieval augmented generation',
  'gaussian splatting',
  'state space models',
  'mamba',
  'flash attention',
  'scaling laws',
  'synthetic data',
  'hallucination',
  'jailbreak',
  'world model',
  'robot manipulation',
  'text to speech',
  'small language models',
  'gpt-4',
  'llama 3',
  'qwen',
  'deepseek',
  'grpo',
  'dpo',
  'benchmark for math reasoning',
  'tokenizer free',
  'model merging',
  'knowledge distillation',
  'sparse autoencoder',
  'interpretability',
  'machine unlearning',
  'instruction tuning',
  'test-time compute',
  'image editing',
  '3d reconstruction from one image',
  'talking head',
  'music generation',
  'graph neural networks',
  'federated learning',
  'neural architecture search',
  'segment anything',
  'gui agents',
] as const

const QUERIES = 500
const [FEWEST_WORDS, MOST_WORDS] = [2, 8]

/**
 * The queries that times are taken of, in an order drawn by lot so that the first of them are as good a sample:
 * the short ones above, and of titles 2 to 8 words that follow each other. The same papers and seed give the same.
 */
export function speedQueries(papers: readonly Paper[], seed: number): readonly string[] {
  const chance = createChance(seed)
  const chunk = (): string => {
    const words = chance.one(papers)?.title.split(/\s+/) ?? []
    const length = Math.min(words.length, FEWEST_WORDS + chance.below(MOST_WORDS - FEWEST_WORDS + 1))
    const start = chance.below(words.length - length + 1)
    return words.slice(start, start + length).join(' ')
  }
  return chance.shuffled([...SHORT, ...Array.from({ length: QUERIES - SHORT.length }, chunk)])
}
