import type { Fault } from './fault.ts'

/** Tables by where something breaks. */
export type Tables = readonly (readonly [where: string, faults: readonly Fault[]])[]

const HEAD = `# What may break, and what becomes of it

Each line is broken for real by \`test/faults.test.ts\`, which also writes this document:
\`npx vitest run test/faults.test.ts -t document -u\`.
`

const tableOf = ([where, faults]: Tables[number]): string => `
## On ${where}

| What breaks | What becomes of it |
| --- | --- |
${faults.map(({ what, outcome }) => `| ${what} | ${outcome} |\n`).join('')}`

/** The faults as a document in Markdown. */
export const documentOf = (tables: Tables): string => HEAD + tables.map(tableOf).join('')
