import { stem } from '../../search/text.ts'

/** Words of a line are close enough when people ask. */
const lines = `
  fast faster speed speedup accelerate latency quick efficient runtime slow slower
  train pretrain finetune tuning learn
  evaluate test benchmark experiment validate try
  dataset data corpus samples examples instances clips videos
  big large size scale parameters
  score accuracy performance result reaches achieves
  problem weakness limitation drawback fail challenge suffer issue
  beat outperform surpass exceed win
  best highest strongest top better
  enough sufficient insufficient alone limited
  improve gain increase boost help enable
  make build create construct generate
  compute hours budget cost
  human people user
  model llm network backbone
  add extra additional
  part component module stage
  previous earlier prior existing current
  code repository github
  handle address deal
  production deployed product industry
  generalize transfer unseen robust
`
  .trim()
  .split('\n')
  .map(line => line.trim().split(' ').map(stem))

const known = new Map(lines.flat().map(word => [word, lines.filter(line => line.includes(word)).flat()]))

/** The stems that mean nearly what a stem means when people ask; none for most. */
export function alikeTo(word: string): readonly string[] {
  return known.get(word) ?? []
}
