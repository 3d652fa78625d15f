import { afterEach, describe, expect, it } from 'vitest'
import { SPARSE_MARKDOWN } from './full-papers.ts'
import { BATCHES, SPARSE, THURSDAY } from './papers.ts'
import { RIGS } from './rigs/every-rig.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import type { Rig } from './rigs/rig.ts'

/** Later than a platform is answered directly, sooner than Paperboy stops waiting. In milliseconds. */
const LATE_MS = 2_500

let paperboy: Paperboy

async function evening(open: () => Promise<Rig> | Rig): Promise<Rig> {
  paperboy = await startPaperboy(open, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  await paperboy.read(THURSDAY)
  return paperboy.rig
}

afterEach(async () => {
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})

describe.each(RIGS)('on %s', (_name, open) => {
  it('what the abstract does not say is quoted from the full paper, which is fetched once', async () => {
    const { slash, mention } = await evening(open)
    paperboy.hub.write(SPARSE.key, SPARSE_MARKDOWN)
    const shown = await slash('manager', 'show sparseroute')
    const rate = await mention('manager', 'what learning rate does it use?', shown)
    expect(rate.text).toMatch(/#1 SparseRoute.*, section 4\.2 Training details: Optimizer:/)
    expect(rate.text).toContain('We train the router with AdamW and a learning rate of 3e-4')
    expect(rate.text).toContain('From the full paper')

    await paperboy.restart()
    paperboy.hub.break({ kind: 'hang' })
    const again = await mention('manager', 'what learning rate does it use?', rate)
    expect(again.text).toBe(rate.text)
    const decay = await mention('manager', 'which weight decay?', again)
    expect(decay.text).toMatch(/, Appendix A Hyperparameters:\s+.*Weight decay: 0\.1/)
    const licence = await mention('manager', 'what licence is it under?', decay)
    expect(licence.text).toMatch(
      /Neither the abstract nor the full text of #1 SparseRoute.* gives any licence/,
    )
    const silent = await mention('manager', 'does it hallucinate?', licence)
    expect(silent.text).toMatch(/I find nothing on that in the abstract or the full text of #1 SparseRoute/)
    const both = await mention('manager', 'who wrote it and what learning rate does it use?', silent)
    expect(both.text).toMatch(/Ada Lovelace.*a learning rate of 3e-4/s)
    expect(paperboy.hub.texts).toEqual([SPARSE.key])
  })

  it('the full paper is asked for soon after a start, too, before the hub was asked for anything else', async () => {
    const { slash, mention } = await evening(open)
    paperboy.hub.write(SPARSE.key, SPARSE_MARKDOWN)
    const shown = await slash('manager', 'show sparseroute')
    await paperboy.restart()
    const rate = await mention('manager', 'what learning rate does it use?', shown)
    expect(rate.text).toContain('a learning rate of 3e-4')
    expect((await slash('manager', 'status')).text).toContain('The hub has not been asked since this start.')
  })

  it('an answer that is long in coming arrives', async () => {
    const { slash, press, mention } = await evening(open)
    paperboy.hub.write(SPARSE.key, SPARSE_MARKDOWN)
    const shown = await slash('manager', 'show sparseroute')
    paperboy.hub.break({ kind: 'late', ms: LATE_MS })
    const form = await press('manager', shown, 'Ask', 'what batch size does it use?')
    expect(form.text).toContain('The batch size is 256 sequences of 4,096 tokens.')
    expect((await mention('manager', 'and which weight decay?', form)).text).toContain('Weight decay: 0.1')
  })

  it('nobody waits more than three seconds, and the one who asks again has it', async () => {
    const { slash, mention } = await evening(open)
    paperboy.hub.write(SPARSE.key, SPARSE_MARKDOWN)
    const shown = await slash('manager', 'show sparseroute')
    paperboy.hub.break({ kind: 'late', ms: 3_500 })
    const rate = await mention('manager', 'what learning rate does it use?', shown)
    expect(rate.text).toMatch(
      /The abstract of #1 SparseRoute.* gives no learning rate\. The full paper may\./,
    )
    const other = await mention('manager', 'what learning rate does it use?', rate)
    expect(other.text).toContain('a learning rate of 3e-4')
    expect(paperboy.hub.texts).toEqual([SPARSE.key])
  })

  it('headings and sentences that are hostile stay words', async () => {
    const { slash, mention, seen } = await evening(open)
    paperboy.hub.write(
      SPARSE.key,
      '# 7 <!channel> @everyone [x](https://evil.example)\n\nThe learning rate is @everyone <https://evil.example|small>, `x` *y*.',
    )
    const shown = await slash('manager', 'show sparseroute')
    const rate = await mention('manager', 'what learning rate does it use?', shown)
    expect(rate.text).toContain('section 7 <!channel> @everyone x:')
    expect(rate.text).toContain('The learning rate is @everyone <https://evil.example|small>, x y.')
    const links = (await seen()).flatMap(message => message.links)
    expect(links.filter(({ url }) => url.startsWith('https://evil'))).toEqual([])
  })
})
