/**
 * Makes data/sample.jsonl of a Daily Papers page that was saved as text:
 * `npm run sample -- <saved page.txt>`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { readSavedPage } from '../../src/feed/files/saved-page.ts'

const [saved] = process.argv.slice(2)
if (saved === undefined) throw new Error('Name the saved page: npm run sample -- <saved page.txt>')

const { on, papers, leftOut } = readSavedPage(readFileSync(saved, 'utf8'))
if (!on || papers.length === 0)
  throw new Error(`${saved} is no Daily Papers page: it has no day, or no papers.`)

const records = [{ page: 'Daily Papers', ...on }, ...papers]
const lines = records.map(record => `${JSON.stringify(record)}\n`)
writeFileSync(new URL('../sample.jsonl', import.meta.url), lines.join(''))
for (const { line, text } of leftOut) console.log(`left out, line ${line}: ${text}`)
console.log(`${papers.length} papers, ${papers.filter(paper => paper.codeUrl).length} with code`)
