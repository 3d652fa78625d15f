import { afterEach, describe, expect, it } from 'vitest'
import { BATCHES, FRIDAY, THURSDAY } from './papers.ts'
import { RIGS } from './rigs/every-rig.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import type { Rig, Seen } from './rigs/rig.ts'

/** Saturday noon in Berlin: Thursday's and Friday's batches are complete. */
const SATURDAY_NOON = '2026-08-22T10:00:00Z'

let paperboy: Paperboy

async function morning(openRig: () => Promise<Rig> | Rig, time = SATURDAY_NOON): Promise<Rig> {
  paperboy = await startPaperboy(openRig, { batches: BATCHES, time })
  await paperboy.read(THURSDAY)
  await paperboy.read(FRIDAY)
  return paperboy.rig
}

afterEach(async () => {
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})

const newest = async (rig: Rig): Promise<Seen> => {
  const seen = (await rig.seen()).at(-1)
  if (!seen) throw new Error('nothing was ever said')
  return seen
}

describe.each(RIGS)('on %s', (name, open) => {
  it('a researcher searches with a typo, asks on, and finds the thread again after a restart', async () => {
    const { slash, mention, press } = await morning(open)
    const found = await slash('manager', 'search quantizaton of languge models -sparse')
    expect(found.text).toContain('Showing results for quantization instead of “quantizaton”')
    expect(found.text).toContain('#1 QuantLite')
    expect(found.text).toContain('Katherine Johnson')
    expect(found.buttons).toContain('Save')

    const accuracy = await mention('manager', 'how much accuracy does it keep?', found)
    expect(accuracy.text).toContain('It keeps 98.5% of the accuracy of a 7B model at three bits.')
    expect(accuracy.text).toContain('#1 QuantLite')

    await paperboy.restart()
    const code = await (name === 'terminal'
      ? mention('manager', 'does #1 have code?', accuracy)
      : mention('manager', 'does #1 have code?', found))
    expect(code.text).toContain('No code is listed for #1 QuantLite')
    const outside = await mention('manager', 'what does sparseroute do?', code)
    expect(outside.text).toMatch(/#(\d) SparseRoute.*It was not in this list; from now on it is #\1 here/s)
    const licence = await mention('manager', 'what licence does #1 have?', outside)
    expect(licence.text).toMatch(/The abstract of #1 QuantLite.* gives no licence/)

    const saved = await press('manager', await slash('manager', 'show 2608.10001'), 'Save')
    expect(saved.text).toContain(
      'SparseRoute: Faster Mixture-of-Experts Inference by Sparse Routing is on your list.',
    )
    expect(saved.private).toBe(true)
    expect((await slash('manager', 'saved')).text).toContain('#1 SparseRoute')

    await slash('manager', 'today')
    const both = await slash('manager', 'save #1 and #3')
    expect(both.text).toMatch(/When Do Transformers Grok.* and Agents.* are on your list\./)
    expect((await slash('manager', 'save #1, #2')).text).toMatch(
      /Minute-Long.* is on your list\. When Do.* was there already\./,
    )
    expect((await slash('manager', 'saved')).text).toMatch(/#1 Minute-Long.*#4 SparseRoute/s)
    expect((await slash('manager', 'save #1 and #9')).text).toContain('There is no #9 here')
  })

  it('a mended word is searched as it was typed, by one click', async () => {
    const { slash, press } = await morning(open)
    const mended = await slash('manager', 'search quantizaton has:code')
    expect(mended.text).toContain('Showing results for quantization instead of “quantizaton”')
    const literal = await press('manager', mended, 'Search instead for “quantizaton has:code”')
    expect(literal.text).toContain('Nothing found for “quantizaton has:code”')
    expect(literal.text).not.toContain('Showing results for')
    expect(literal.buttons.filter(label => label.startsWith('Search instead'))).toEqual([])
  })

  it('somebody browses: a day, a week, one paper, its like, its BibTeX', async () => {
    const { slash, press, mention } = await morning(open)
    const today = await slash('manager', 'today')
    expect(today.text).toMatch(
      /Daily Papers, Friday, August 21, 2026.*#1 When Do Transformers Grok.*99 upvotes.*#2 Minute-Long.*#3 Agents/s,
    )
    expect((await slash('manager', 'day 2026-08-20')).text).toMatch(
      /Thursday, August 20, 2026.*#1 SparseRoute/s,
    )
    expect((await slash('manager', 'day sunday')).text).toContain(
      'at the weekend, when Daily Papers has no batch',
    )
    expect((await slash('manager', 'day 2027-01-04')).text).toContain(
      'Monday, January 4, 2027 is still to come',
    )
    expect((await slash('manager', 'week')).text).toMatch(/#1 When Do.*#2 Minute-Long.*#3 SparseRoute/s)
    expect((await slash('manager', 'trending')).text).toContain('Trending papers')
    const paper = await slash('manager', 'show sparseroute')
    expect(paper.text).toContain('The router is trained in six hours on one GPU.')
    expect(paper.links).toContainEqual({ label: 'PDF', url: 'https://arxiv.org/pdf/2608.10001' })
    expect((await press('manager', paper, 'Cite')).text).toContain('@misc{lovelace2026sparseroute,')
    expect((await slash('manager', 'similar sparseroute')).text).toContain('Like “SparseRoute')
    const shown = await slash('manager', 'show 2608.10002')
    const newer = await mention('manager', 'is there anything more recent on this?', shown)
    expect(newer.text).toMatch(/Newer than “QuantLite.*newest first\..*#1 Agents.*Aug 21, 2026/s)
    expect(newer.text).not.toContain('SparseRoute')
    const newest = await slash('manager', 'show 2608.10004')
    expect((await mention('manager', 'any newer papers?', newest)).text).toMatch(
      /^I know nothing like .* that came out after Friday, August 21, 2026\./,
    )
  })

  it('a channel subscribes, sees a preview, and gets its papers once, at its own hour, with the rest in the thread', async () => {
    const { slash, seen, mention } = await morning(open)
    const agreed = await slash(
      'manager',
      'subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:2 about:agents',
    )
    expect(agreed.text).toContain('09:00 Europe/Berlin, Mon to Fri: the 2 best, agents first')
    expect(agreed.text).toContain('Mon, Aug 24, 09:00')
    expect(agreed.private).toBe(true)
    const preview = await slash('manager', 'preview')
    expect(preview.private).toBe(true)

    const before = (await seen()).length
    await paperboy.tickAt('2026-08-24T06:59:00Z')
    expect(await seen()).toHaveLength(before)
    await paperboy.tickAt('2026-08-24T07:00:00Z')
    await paperboy.house.tick.run()
    const [post, rest, ...more] = (await seen()).slice(before)
    expect(more).toEqual([])
    expect(post?.text).toBe(preview.text)
    expect(post?.text).toMatch(
      /Friday, August 21, 2026.*#1 Agents That Read.*picked for agents.*#2 When Do Transformers Grok/s,
    )
    expect(rest?.text).toContain('#3 Minute-Long Video Diffusion')
    if (!post || !rest) throw new Error('nothing was posted')
    if (name !== 'terminal') expect(rest.under).toBe(post.id)

    const answer = await mention('manager', 'how many minutes does #3 take?', rest)
    expect(answer.text).toContain('The student draws one minute of video on a laptop in nine minutes.')

    paperboy.setTime('2026-08-25T07:00:00Z')
    await paperboy.read('2026-08-24')
    await paperboy.house.tick.run()
    expect((await newest(paperboy.rig)).text).toBe(answer.text)
    expect((await slash('manager', 'status')).text).toContain('nothing posted, since no new day was complete')
  })

  it('a zone that was misspelt is one click away, and nothing else of the wish is lost', async () => {
    const { slash, press } = await morning(open)
    const asked = await slash(
      'manager',
      'subscribe at:17:30 timezone:Europe/Berln days:mon,wed about:"moe, grokking"',
    )
    expect(asked.text).toContain('Nothing was changed.')
    const agreed = await press('manager', asked, 'Europe/Berlin')
    expect(agreed.text).toContain('17:30 Europe/Berlin, Mon, Wed: the 5 best, moe and grokking first')
  })

  it('a channel changes, pauses, resumes and ends its post', async () => {
    const { slash, press } = await morning(open)
    expect((await slash('manager', 'subscriptions')).text).toContain('This channel has no daily post.')
    await slash('manager', 'subscribe at:09:00 timezone:Europe/Berlin')
    const changed = await slash('manager', 'subscribe at:10:30')
    expect(changed.text).toMatch(/10:30 Europe\/Berlin.*Before: 09:00 Europe\/Berlin/s)
    const same = await slash('manager', 'subscribe')
    expect(same.text).toContain('stays as it was')
    const paused = await press('manager', same, 'Pause')
    expect(paused.text).toContain('The daily post is paused.')
    await paperboy.tickAt('2026-08-24T12:00:00Z')
    expect((await slash('manager', 'status')).text).toContain('It is paused.')
    await slash('manager', 'resume')
    expect((await slash('manager', 'subscriptions')).text).toContain(
      'Next: Tue, Aug 25, 10:30 (Europe/Berlin)',
    )
    const posted = await slash('manager', 'post_now')
    expect([posted.text, (await newest(paperboy.rig)).text].join()).toMatch(
      /on its way.*Daily Papers, Friday/s,
    )
    expect((await slash('manager', 'unsubscribe')).text).toContain('has ended')
  })

  it('a private search is shared, and a later page takes the place of the one before', async () => {
    const { slash, press } = await morning(open)
    const alone = await slash('manager', 'search models private:yes')
    expect(alone.private).toBe(true)
    const shared = await press('manager', alone, 'Share')
    if (name !== 'terminal') expect(shared.private).toBe(false)
    expect(shared.text).toContain('for “models”')
  })

  it('a hostile title stays words', async () => {
    const { slash } = await morning(open)
    const seen = await slash('manager', 'search attack on chat bots')
    expect(seen.text).toContain(
      '#1 *Bold* <!channel> @everyone [click](https://evil.example) <https://evil.example|arXiv> `x` & <@U0ALICE001>',
    )
    expect(seen.links.filter(link => link.url.startsWith('https://evil'))).toEqual([])
  })

  it('bad input gets one clear sentence', async () => {
    const { slash } = await morning(open)
    expect((await slash('manager', 'subscribe at:25:00 timezone:Berln days:someday')).text).toMatch(
      /at:25:00.* is no time of day.*Did you mean Europe\/Berlin.*are no weekdays.*Nothing was changed/s,
    )
    expect((await slash('manager', 'show nonesuch of all papers')).text).toContain(
      'I know no paper “nonesuch of all papers”',
    )
    expect((await slash('manager', 'search zzyzxqq')).text).toContain('Nothing found')
    expect((await slash('manager', `search ${'very '.repeat(600)}long`)).text).toContain(
      'Only the first 64 words count',
    )
    expect((await slash('manager', 'search moe sicne:30d')).text).toContain('There is no filter sicne:')
  })

  it('nobody may ask more than twenty times a minute', async () => {
    const { slash } = await morning(open)
    for (let asked = 0; asked < 20; asked += 1)
      expect((await slash('manager', 'status')).text).toContain('Papers:')
    expect((await slash('manager', 'status')).text).toContain(
      'That was 20 commands within a minute. Try again in',
    )
    paperboy.setTime('2026-08-22T10:02:00Z')
    expect((await slash('manager', 'status')).text).toContain('Papers:')
  })

  it('the same request delivered twice is answered once', async () => {
    const { slash, redeliver, seen } = await morning(open)
    await slash('manager', 'search moe')
    const before = (await seen()).length
    await redeliver()
    expect(await seen()).toHaveLength(before)
  })

  it('without a hub the sample is served, called so, and never posted', async () => {
    paperboy = await startPaperboy(open, { batches: {}, time: SATURDAY_NOON })
    const { slash } = paperboy.rig
    const today = await slash('manager', 'today')
    expect(today.text).toContain('Daily Papers, sample page, Jul 31')
    expect(today.text).not.toContain('upvotes')
    expect((await slash('manager', 'search grokking')).text).toContain(
      '#1 Grokking at the Edge of Numerical Stability',
    )
    await slash('manager', 'subscribe at:09:00')
    expect((await slash('manager', 'post_now')).text).toContain('The bundled sample is never posted.')
  })
})

describe.each(RIGS.filter(([name]) => name !== 'terminal'))('among people on %s', (_name, open) => {
  it('what is meant for the bot is answered, talk between people is not', async () => {
    const { slash, reply, overhear, seen } = await morning(open)
    const found = await slash('manager', 'search models')
    const answer = await reply('guest', 'does #1 have code?', found)
    expect(answer.text).toMatch(/code|github/)
    const before = (await seen()).length
    for (const talk of ['lunch?', 'lol nice', 'Jan, can you look at this?', 'I think we should try it']) {
      await overhear('guest', talk, found)
    }
    expect(await seen()).toHaveLength(before)
    await slash('manager', 'settings followups:mention')
    const after = (await seen()).length
    await overhear('guest', 'does #1 have code?', found)
    expect(await seen()).toHaveLength(after)
  })

  it('a guest may read but not manage, except in their own direct messages', async () => {
    const { slash, direct } = await morning(open)
    for (const command of [
      'subscribe at:09:00',
      'post_now',
      'pause',
      'resume',
      'unsubscribe',
      'settings followups:off',
    ]) {
      const refused = await slash('guest', command)
      expect(refused.text).toMatch(/ is for .*\. Ask one of them\./)
      expect(refused.private).toBe(true)
    }
    expect((await slash('guest', 'search sparseroute')).text).toContain('#1 SparseRoute')
    expect((await direct('guest', 'subscribe at:09:00')).text).toContain('gets a daily post')
  })

  it('what one has seen alone, nobody else is told about', async () => {
    const { slash } = await morning(open)
    await slash('guest', 'search when do transformers grok')
    await slash('manager', 'search sparseroute private:yes')
    expect((await slash('manager', 'ask who wrote #1?')).text).toContain('Ada Lovelace')
    expect((await slash('guest', 'ask who wrote #1?')).text).toContain('Emmy Noether')
  })

  it('the Ask button opens a form, before and after a restart', async () => {
    const { slash, press } = await morning(open)
    const found = await slash('manager', 'search sparse routing')
    expect((await press('guest', found, 'Ask', 'how much faster?')).text).toContain('2.4 times faster')
    await paperboy.restart()
    expect((await press('guest', found, 'Ask', 'who wrote #1?')).text).toContain('Ada Lovelace, Alan Turing')
  })
})
