import { describe, expect, it, onTestFinished } from 'vitest'
import { createDiscordAdapter } from '../adapters/discord/adapter.ts'
import { papersCommand } from '../adapters/discord/register.ts'
import { discordIsOn, discordSettings } from '../adapters/discord/settings.ts'
import { startDiscordEmulator } from './emulators/discord.ts'
import { TOKEN } from './emulators/discord-rest.ts'
import { CHANNEL, directChannel, GUEST, GUILD } from './emulators/discord-world.ts'
import { createDiscordRig } from './rigs/discord.ts'
import { paper, say, scripted, started } from './rigs/scripted-discord.ts'

const silent = scripted(() => undefined)

describe('settings', () => {
  it('are off without a token', () => {
    expect(discordIsOn(discordSettings.parse({}))).toBe(false)
    expect(discordIsOn(discordSettings.parse({ DISCORD_TOKEN: TOKEN }))).toBe(true)
  })

  it('name each mistake and its remedy, and keep the token to themselves', () => {
    const read = discordSettings.safeParse({
      DISCORD_TOKEN: 'hunter2',
      DISCORD_API_URL: 'discord',
      DISCORD_MESSAGE_CONTENT: 'yes',
    })
    const messages = read.error?.issues.map(({ message }) => message) ?? []
    expect(messages).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN is not a bot token .*Copy it from/),
      expect.stringMatching(/^DISCORD_API_URL is not a web address: discord\. Leave it out/),
      expect.stringMatching(/^DISCORD_MESSAGE_CONTENT is neither true nor false: yes\. Set it/),
    ])
    expect(messages.join()).not.toContain('hunter2')
  })
})

describe('signing in', () => {
  const signIn = async (given: { token?: string; messageContent?: string }) => {
    const emulator = await startDiscordEmulator({ messageContent: false })
    const settings = discordSettings.parse({
      DISCORD_API_URL: emulator.url,
      DISCORD_MESSAGE_CONTENT: given.messageContent ?? 'false',
    })
    const adapter = createDiscordAdapter({
      settings: { ...settings, DISCORD_TOKEN: given.token ?? TOKEN },
      log: () => undefined,
      fatal: () => undefined,
      now: Date.now,
    })
    const outcome = await adapter.start(silent).then(
      () => 'signed in',
      (error: Error) => error.message,
    )
    await adapter.stop()
    await emulator.stop()
    return outcome
  }

  it('says in one sentence that the token is refused', async () => {
    expect(await signIn({ token: 'not.the.token' })).toMatch(
      /^Discord refused DISCORD_TOKEN\. Reset the token/,
    )
  })

  it('says in one sentence that the intent is not switched on', async () => {
    expect(await signIn({ messageContent: 'true' })).toMatch(
      /intent\. Switch on .* DISCORD_MESSAGE_CONTENT=false/,
    )
  })

  it('waits for a Discord that is down', async () => {
    const rig = await createDiscordRig()
    onTestFinished(() => rig.stop())
    const down = { method: 'GET', path: /gateway/, answer: { status: 502 }, times: 4 } as const
    rig.emulator.faults.push({ ...down })
    await rig.start(silent)
    expect(rig.logged).toContain('warn: discord is out of reach')
  })

  it('can be stopped while Discord is down', async () => {
    const rig = await createDiscordRig()
    onTestFinished(() => rig.emulator.stop())
    rig.emulator.faults.push({ method: 'GET', path: /gateway/, answer: { status: 502 }, times: 1_000 })
    const start = rig.start(silent)
    await expect.poll(() => rig.logged, { timeout: 5_000 }).toContain('warn: discord is out of reach')
    await rig.adapter.stop()
    await expect(start).rejects.toThrow('Stopped before Discord was reached.')
  })

  it('ends the process when the gateway closes for good, with the reason', async () => {
    const { emulator, fatal } = await started(silent)
    emulator.gateway.drop(4004)
    await expect
      .poll(() => fatal, { timeout: 5_000 })
      .toEqual([expect.stringMatching(/^Discord refused DISCORD_TOKEN/)])
  })

  it('resumes after a lost connection and hears what it missed', async () => {
    const bot = scripted(() => say('here'))
    const { emulator } = await started(bot)
    emulator.gateway.drop()
    emulator.command(GUEST, CHANNEL, 'settings', [])
    await emulator.until(() => emulator.world.messages.find(({ shown }) => shown > 0))
    expect(bot.requests).toHaveLength(1)
    expect(emulator.gateway).toMatchObject({ identified: 1, resumed: 1 })
  })
})

describe('/papers', () => {
  it('has a subcommand for each command, required options first, and is written once', async () => {
    const { emulator } = await started(silent)
    const [papers] = emulator.world.commands
    expect(papers).toMatchObject({ name: 'papers', integration_types: [0], contexts: [0, 1] })
    expect(papers?.options.map(({ name }) => name)).toEqual(['search', 'similar', 'settings'])
    const [search, similar, settings] = papers?.options ?? []
    expect(search?.options.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['query', 3, true],
      ['since', 3, false],
      ['has_code', 5, false],
      ['top', 4, false],
    ])
    expect(similar?.options[0]?.autocomplete).toBe(true)
    expect(settings?.options[0]?.choices?.map(({ value }) => value)).toEqual(['auto', 'mention', 'off'])
    await started(silent, { messageContent: false, emulator })
    expect(emulator.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1)
  })

  it('stays within the size of a command, however much there is to say', () => {
    const wordy = { summary: 'word '.repeat(40), kind: 'text' } as const
    const commands = Array.from({ length: 25 }, (_, at) => ({
      name: `command_${at}`,
      summary: wordy.summary,
      audience: 'asker' as const,
      options: Array.from({ length: 8 }, (_, option) => ({ ...wordy, name: `option_${option}` })),
    }))
    const texts = JSON.stringify(papersCommand(commands)).match(/(?<="(?:name|description)":")[^"]*/g) ?? []
    expect(texts.join('').length).toBeLessThanOrEqual(8_000)
  })

  it('arrives as it was filled in', async () => {
    const bot = scripted(() => say('here'))
    const { slash } = await started(bot)
    await slash('guest', 'search sparse moe since:30d has_code:yes top:3')
    expect(bot.requests[0]).toMatchObject({
      input: { command: 'search', options: { query: 'sparse moe', since: '30d', has_code: 'yes', top: '3' } },
      author: GUEST,
      tenant: GUILD,
      channel: CHANNEL,
      addressed: true,
      mayManage: false,
    })
    expect(bot.requests[0]).not.toHaveProperty('place')
  })

  it('in a thread stands in its place, in a direct message in none', async () => {
    const bot = scripted(() => say('here', paper))
    const { slash, emulator, settled } = await started(bot)
    const root = await slash('guest', 'search moe')
    emulator.command(GUEST, root.id, 'settings', [])
    await settled()
    expect(bot.requests[1]).toMatchObject({ channel: CHANNEL, place: bot.places[0] })
    emulator.command(GUEST, directChannel(emulator.world, GUEST), 'settings', [])
    await settled()
    expect(bot.requests[2]).toMatchObject({ tenant: '@me', mayManage: true })
    expect(bot.requests[2]).not.toHaveProperty('place')
  })

  it('completes what is typed, and offers nothing when that fails', async () => {
    const typed: unknown[] = []
    const title = `${'A long title '.repeat(12)}end`
    const rig = await started({
      ...silent,
      complete: async asked => {
        typed.push(asked)
        if (asked.text === 'boom') throw new Error('boom')
        return Array.from({ length: 40 }, (_, at) => ({
          label: title,
          value: at ? `key-${at}` : 'k'.repeat(101),
        }))
      },
    })
    const { emulator } = rig
    const complete = async (value: string) => {
      const asked = emulator.complete(GUEST, 'similar', [{ name: 'paper', type: 3, value, focused: true }])
      const callback = await emulator.until(() => asked.callback)
      return callback.type === 8 ? callback.data.choices : undefined
    }
    const choices = await complete('gro')
    expect(typed).toEqual([{ command: 'similar', option: 'paper', text: 'gro' }])
    expect(choices).toHaveLength(25)
    expect(choices?.[0]).toMatchObject({ value: 'key-1', name: expect.stringMatching(/^A long title .*…$/) })
    expect(await complete('boom')).toEqual([])
  })
})
