import type { Adapter, Finding } from '../src/chat.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { discordIsOn } from './discord/settings.ts'
import { onPlatforms, platformsOf, type Settings, secretsOf } from './platforms.ts'
import { sentenceOf } from './sentence.ts'
import { openServer } from './server.ts'
import { slackIsOn } from './slack/settings.ts'
import { examineChannels } from './subscribed.ts'
import {
  examineClock,
  examineHub,
  examineModel,
  examineStandIns,
  examineStore,
  type Surroundings,
} from './surroundings.ts'

/** Everything there is to find, in the order in which it is told. */
export async function examine(parts: Surroundings, settings: Settings): Promise<readonly Finding[]> {
  // What went wrong becomes a line of ours; what the libraries say besides is there for whoever asks for it.
  const log = createLog({
    least: settings.LOG_LEVEL ?? 'error',
    write: line => process.stderr.write(`${line}\n`),
    now: parts.now,
    secrets: secretsOf(settings),
  })
  const found: Finding[] = []
  if (slackIsOn(settings)) {
    const { examineSlack } = await import('./slack/doctor.ts')
    found.push(...(await examineSlack(settings, log)))
  } else found.push({ verdict: 'good', about: 'Slack', told: 'is off, since SLACK_BOT_TOKEN is not set.' })
  if (discordIsOn(settings)) {
    const { examineDiscord } = await import('./discord/doctor.ts')
    found.push(...(await examineDiscord(settings)))
  } else found.push({ verdict: 'good', about: 'Discord', told: 'is off, since DISCORD_TOKEN is not set.' })
  const tokens = found.every(({ verdict }) => verdict === 'good')

  found.push(await examineHub(parts))
  found.push(...(await examineStandIns(parts)))
  const { HF_ENDPOINT, SLACK_API_URL, DISCORD_API_URL } = settings
  const tellTime = [
    HF_ENDPOINT,
    ...(slackIsOn(settings) ? [SLACK_API_URL] : []),
    ...(discordIsOn(settings) ? [DISCORD_API_URL] : []),
  ]
  found.push(await examineClock(parts, tellTime))
  found.push(...(await examineModel(parts)))

  const platforms = await platformsOf({
    settings,
    serve: () => () => undefined,
    log,
    metrics: createMetrics(),
    fatal: sentence => log('error', 'platform lost', { sentence }),
    now: parts.now,
  })
  const adapters = new Map<string, Adapter>(platforms.map(adapter => [adapter.name, adapter]))
  // Every channel would be refused for a token that is.
  found.push(
    ...(await examineStore(parts, async database => (tokens ? examineChannels(database, adapters) : []))),
  )
  if (onPlatforms(settings)) found.push(await examineAddress(settings))
  return found
}

/** Whether the address is free, or Paperboy's already. */
async function examineAddress({ HOST: host, PORT: port }: Settings): Promise<Finding> {
  const address = `${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
  const running = await fetch(`http://${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  )
  const said = await running?.text().catch(() => '')
  if (said?.startsWith('{"ready":true'))
    return { verdict: 'good', about: 'PORT', told: `Paperboy runs at ${address} and is ready.` }
  if (said?.startsWith('{"ready":false'))
    return {
      verdict: 'mend',
      about: 'PORT',
      told: `Paperboy runs at ${address} and is not ready: ${said.trim()}`,
    }
  try {
    const server = await openServer({ host, port, log: () => undefined })
    await server.close()
    return { verdict: 'good', about: 'PORT', told: `${port} is free at ${host}.` }
  } catch (error) {
    return { verdict: 'mend', about: 'PORT', told: sentenceOf(error) }
  }
}
