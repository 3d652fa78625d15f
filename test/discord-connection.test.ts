import { once } from 'node:events'
import { Events } from 'discord.js'
import { expect, it, onTestFinished } from 'vitest'
import { createClient } from '../adapters/discord/client.ts'
import { discordSettings } from '../adapters/discord/settings.ts'
import { startDiscordEmulator } from './emulators/discord.ts'
import { TOKEN } from './emulators/discord-rest.ts'
import { CHANNEL, GUEST, GUILD, memberJson, messageJson, userJson } from './emulators/discord-world.ts'
import { createDiscordRig } from './rigs/discord.ts'
import { say, scripted } from './rigs/scripted-discord.ts'

const bot = () => scripted(() => say('here'))

it('opens as many shards as the gateway asks for, and can be heard when all are open', async () => {
  const rig = await createDiscordRig()
  onTestFinished(() => rig.stop())
  rig.emulator.gateway.manner.shards = 2
  expect(rig.adapter.connections()).toEqual({ up: 0, wanted: 1 })
  await rig.start(bot())
  expect(rig.emulator.gateway.identified).toBe(2)
  expect(rig.adapter.connections()).toEqual({ up: 2, wanted: 2 })
})

it('keeps nobody who talks, and no message', async () => {
  const emulator = await startDiscordEmulator({ messageContent: false })
  const settings = discordSettings.parse({ DISCORD_API_URL: emulator.url })
  const client = createClient({ settings: { ...settings, DISCORD_TOKEN: TOKEN }, log: () => undefined })
  onTestFinished(async () => {
    await client.destroy()
    await emulator.stop()
  })
  const ready = once(client, Events.ClientReady)
  await client.login(TOKEN)
  await ready
  let heard = 0
  client.on(Events.MessageCreate, () => {
    heard += 1
  })
  const first = emulator.say(GUEST, CHANNEL, 'hello')
  await expect.poll(() => heard).toBe(1)
  for (let number = 0; number < 1_000; number++) {
    const id = String(BigInt(first.id) + BigInt(number + 1))
    const author = { ...userJson(GUEST), id }
    const message = { ...messageJson(emulator.world, first, false), id, author, member: memberJson(GUEST) }
    emulator.gateway.dispatch('MESSAGE_CREATE', () => ({ ...message, guild_id: GUILD }))
  }
  await expect.poll(() => heard).toBe(1_001)
  expect(client.users.cache.size).toBeLessThanOrEqual(2)
  expect(client.guilds.cache.get(GUILD)?.members.cache.size).toBeLessThanOrEqual(2)
  const channel = client.channels.cache.get(CHANNEL)
  expect(channel?.isTextBased() && channel.messages.cache.size).toBe(0)
})
