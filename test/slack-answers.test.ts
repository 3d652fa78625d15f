import { afterEach, describe, expect, it } from 'vitest'
import type { Block, Bot } from '../src/chat.ts'
import { CHANNELS, MANAGER, TEAM } from './emulators/slack-world.ts'
import { answering, say } from './rigs/answering.ts'
import { createSlackRig, type SlackRig } from './rigs/slack.ts'

let rig: SlackRig
const started = async (bot: Bot): Promise<SlackRig> => {
  rig = await createSlackRig()
  await rig.start(bot)
  return rig
}
/** A violation of Slack's rules fails the test. */
afterEach(() => rig.stop())

describe('an answer', () => {
  it('that Slack refuses is owed to the asker in words', async () => {
    const { bot, places } = answering()
    const { slash, slashIn, emulator } = await started(bot)
    const archived = await slashIn(CHANNELS.old, 'manager', 'today')
    expect(archived).toMatchObject({ private: true, text: expect.stringContaining('archived') })
    emulator.faults.push({ method: 'chat.postMessage', answer: { error: 'msg_too_long' } })
    expect((await slash('manager', 'today')).text).toBe('Slack did not take the answer: it is too long.')
    emulator.faults.push({ method: 'chat.postMessage', answer: 'drop' })
    expect((await slash('manager', 'today')).text).toMatch(/connection .* ask again/)
    expect(places).toEqual([undefined, undefined, undefined])
  })

  it('waits for its turn in a busy channel', async () => {
    const { bot, places } = answering()
    const { slash, emulator } = await started(bot)
    emulator.faults.push({ method: 'chat.postMessage', answer: { status: 429, retryAfter: 0 } })
    const seen = await slash('manager', 'today')
    expect(seen.private).toBe(false)
    expect(places).toEqual([`${TEAM}/${CHANNELS.papers}/${seen.id}`])
  })

  it('is sent without its pictures when Slack cannot fetch one', async () => {
    const pictured: Block = {
      kind: 'item',
      item: { title: 'A paper', url: 'https://a.example', lines: [], image: 'https://a.example/gone.png' },
    }
    const { bot } = answering(() => say('with a picture', pictured))
    const { slash, emulator } = await started(bot)
    emulator.faults.push({ method: 'chat.postMessage', answer: { error: 'invalid_blocks' } })
    expect((await slash('manager', 'today')).text).toContain('A paper')
    expect(JSON.stringify(emulator.messages)).not.toContain('gone.png')
  })

  it('to a mention is whispered where it is for the asker alone', async () => {
    const { bot } = answering()
    const { mention, slash } = await started(bot)
    const root = await slash('manager', 'today')
    expect(await mention('guest', 'status')).toMatchObject({ private: true })
    expect(await mention('guest', '/status', root)).toMatchObject({ private: true, under: root.id })
    expect(await mention('guest', 'status of the code?', root)).toMatchObject({
      private: false,
      under: root.id,
    })
  })

  it('to a press goes into the thread, but where the presser looks if it is for them alone', async () => {
    const both: Block = {
      kind: 'buttons',
      buttons: [
        { label: 'Similar', says: '/search like:1' },
        { label: 'Status', says: '/status' },
      ],
    }
    const { bot } = answering(({ input }) => say(`re: ${input}`, both))
    const { slash, press } = await started(bot)
    const root = await slash('manager', 'today')
    expect(await press('guest', root, 'Similar')).toMatchObject({ private: false, under: root.id })
    const whispered = await press('guest', root, 'Status')
    expect(whispered.private).toBe(true)
    expect(whispered.under).toBeUndefined()
  })

  it('takes the place of the pressed message, also when its response_url is used up', async () => {
    const next: Block = { kind: 'buttons', buttons: [{ label: 'Next page', says: '/search page:2' }] }
    const { bot } = answering(({ input }) => ({ ...say(`re: ${input}`, next), instead: true }))
    const { slash, press, emulator, seen } = await started(bot)
    const root = await slash('manager', 'search x')
    emulator.faults.push({ method: 'response_url', answer: { error: 'used_url' } })
    expect(await press('guest', root, 'Next page')).toMatchObject({ id: root.id, text: 're: /search page:2' })
    const whispered = await slash('manager', 'status')
    expect(await press('manager', whispered, 'Next page')).toMatchObject({ id: whispered.id, private: true })
    expect(await seen()).toHaveLength(2)
  })

  it('is not asked for when the form does not open: the presser is told', async () => {
    const { bot } = answering()
    const { slash, emulator } = await started(bot)
    await slash('manager', 'today')
    const [message] = emulator.messages
    const button = { action_id: 'press-1', text: { text: 'Ask' }, value: '{"says":"/ask","asks":"What"}' }
    if (!message) throw new Error('no answer')
    emulator.faults.push({ method: 'views.open', answer: { error: 'expired_trigger_id' } })
    await emulator.overSocket(emulator.press(MANAGER, message, button))
    await emulator.until(() => emulator.messages.length === 2, 'the apology')
    expect(emulator.messages[1]).toMatchObject({
      only: MANAGER,
      text: expect.stringContaining('Press the button again'),
    })
  })
})
