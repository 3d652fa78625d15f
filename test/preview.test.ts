import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as discord from '../adapters/discord/render.ts'
import * as slack from '../adapters/slack/render.ts'
import { hubRecord } from './emulators/hub.ts'
import { AGENT, FRIDAY } from './papers.ts'
import { startPaperboy } from './rigs/paperboy.ts'
import { platform } from './rigs/platform.ts'

const word = fc.constantFrom('sparse', '*wide*', '<!here>', '漢字', 'agents', 'x'.repeat(70))
const paper = fc.record({
  title: fc.array(word, { minLength: 1, maxLength: 12 }).map(words => words.join(' ')),
  authors: fc.array(word, { maxLength: 9 }),
  upvotes: fc.nat({ max: 300 }),
})
const batch = fc
  .array(paper, { minLength: 1, maxLength: 20 })
  .map(papers => papers.map((one, at) => ({ ...AGENT, ...one, key: `2608.3${1_000 + at}` })))
const wishes = fc.constantFrom('', 'about:agents', 'min_upvotes:100', 'top:10', 'every:week on:mon')

describe('a preview', () => {
  it('is to the byte what a post from the same library at the same moment is, on both platforms', async () => {
    await fc.assert(
      fc.asyncProperty(batch, wishes, async (papers, wish) => {
        const { arrived, ask, rig } = platform()
        const records = papers.map(one => hubRecord(one, FRIDAY))
        const paperboy = await startPaperboy(() => rig, { batches: {}, time: '2026-08-22T10:00:00Z' })
        try {
          paperboy.hub.serve(FRIDAY, records)
          await paperboy.read(FRIDAY)
          await ask(`subscribe at:09:00 ${wish}`)
          paperboy.setTime('2026-08-24T09:00:00Z')
          const previewed = await ask('preview')
          await paperboy.house.tick.run()
          const [posted] = arrived
          if (!posted) {
            expect(previewed.summary).toBe('Nothing to post yet')
            return
          }
          expect(JSON.stringify(slack.render(previewed))).toBe(JSON.stringify(slack.render(posted.reply)))
          expect(JSON.stringify(discord.render(previewed))).toBe(JSON.stringify(discord.render(posted.reply)))
        } finally {
          await paperboy.stop()
        }
      }),
      { numRuns: 8 },
    )
  })
})
