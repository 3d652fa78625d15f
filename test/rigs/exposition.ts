export interface ReadSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)",?/

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))

/**
 * Reads the text format of Prometheus as strictly as its documents say: every sample behind the help and type of
 * its family, no family twice, no series twice. Throws at the line that is wrong.
 */
export function readExposition(text: string): {
  readonly types: ReadonlyMap<string, string>
  readonly samples: readonly ReadSample[]
} {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no end')
  const types = new Map<string, string>()
  const samples: ReadSample[] = []
  const seen = new Set<string>()
  let family = ''
  for (const line of text.split('\n').slice(0, -1)) {
    const [, name = '', type] = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line) ?? []
    if (type !== undefined) {
      if (types.has(name)) throw new Error(`a family twice: ${name}`)
      types.set(name, type)
      family = name
    } else if (!line.startsWith('# HELP ')) {
      const sample = sampleOf(line)
      const base =
        types.get(family) === 'histogram' ? sample.name.replace(/_(?:bucket|sum|count)$/, '') : sample.name
      if (base !== family) throw new Error(`outside its family: ${line}`)
      const series = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`
      if (seen.has(series)) throw new Error(`a series twice: ${line}`)
      seen.add(series)
      samples.push(sample)
    }
  }
  return { types, samples }
}

function sampleOf(line: string): ReadSample {
  const [name = ''] = NAME.exec(line) ?? []
  let rest = line.slice(name.length)
  const labels: Record<string, string> = {}
  if (rest.startsWith('{')) {
    rest = rest.slice(1)
    for (let found = LABEL.exec(rest); found; found = LABEL.exec(rest)) {
      const [all, label = '', said = ''] = found
      labels[label] = unescaped(said)
      rest = rest.slice(all.length)
    }
    if (!rest.startsWith('}')) throw new Error(`no end of labels: ${line}`)
    rest = rest.slice(1)
  }
  const [, number] = /^ (\+Inf|-Inf|NaN|-?[\d.]+(?:e[+-]?\d+)?)$/.exec(rest) ?? []
  if (name === '' || number === undefined) throw new Error(`no sample: ${line}`)
  return { name, labels, value: Number(number.replace('Inf', 'Infinity')) }
}
