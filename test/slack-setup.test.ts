import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSlackAdapter } from '../adapters/slack/adapter.ts'
import manifest from '../adapters/slack/manifest.json' with { type: 'json' }
import { slackIsOn, slackSettings } from '../adapters/slack/settings.ts'
import { readSettings } from '../src/config.ts'
import { startSlackEmulator } from './emulators/slack.ts'
import { TOKENS } from './emulators/slack-world.ts'
import { answering } from './rigs/answering.ts'

describe('a start that cannot succeed', () => {
  const refusal = async (given: Readonly<Record<string, string>>): Promise<unknown> => {
    const emulator = await startSlackEmulator()
    const settings = slackSettings.parse({ SLACK_API_URL: emulator.apiUrl, ...given })
    if (!slackIsOn(settings)) throw new Error('off')
    const parts = { settings, log: () => undefined, fatal: () => undefined, now: Date.now }
    const { promise, reject, resolve } = Promise.withResolvers<void>()
    await createSlackAdapter({ ...parts, serve: () => () => undefined })
      .start(answering().bot)
      .then(resolve, reject)
    await emulator.close()
    return promise
  }

  it.each([
    [
      { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: TOKENS.app },
      /^Slack refused SLACK_BOT_TOKEN \(invalid_auth\): copy .*\.$/,
    ],
    [
      { SLACK_BOT_TOKEN: TOKENS.bot, SLACK_APP_TOKEN: 'xapp-wrong' },
      /^Slack refused SLACK_APP_TOKEN \(invalid_auth\): make .*\.$/,
    ],
  ])('says why in one sentence: %j', async (given, sentence) => {
    await expect(refusal(given)).rejects.toThrow(sentence)
  })
})

describe('the settings of Slack', () => {
  const mistakes = (environment: Readonly<Record<string, string>>) => {
    const read = readSettings(slackSettings, environment)
    return 'mistakes' in read ? read.mistakes : []
  }

  it('turn it on with a bot token and a way to hear', () => {
    const on = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }
    expect(slackIsOn(slackSettings.parse(on))).toBe(true)
    expect(slackIsOn(slackSettings.parse({ SLACK_SIGNING_SECRET: 's' }))).toBe(false)
    expect(slackSettings.parse({})).toEqual({ SLACK_API_URL: 'https://slack.com/api/' })
  })

  it('are told by name when they are wrong, all at once, and never shown', () => {
    const wrong = { SLACK_BOT_TOKEN: 'xoxp-hush', SLACK_APP_TOKEN: 'hush', SLACK_API_URL: 'slack' }
    expect(mistakes(wrong)).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN .*OAuth & Permissions/),
      expect.stringMatching(/^SLACK_APP_TOKEN .*connections:write/),
      expect.stringMatching(/^SLACK_API_URL .*leave it out/),
    ])
    expect(mistakes(wrong).join(' ')).not.toContain('hush')
    expect(mistakes({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(
        /^SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN .* nor SLACK_SIGNING_SECRET/,
      ),
    ])
  })
})

describe('the app manifest', () => {
  const scopes = manifest.oauth_config.scopes.bot
  const kinds = ['channels', 'groups', 'im', 'mpim']
  /** The scopes that each method needs (docs.slack.dev/reference/methods); one for each kind of conversation where they are many. */
  const METHODS: Readonly<Record<string, readonly string[]>> = {
    'auth.test': [],
    'views.open': [],
    'users.info': ['users:read'],
    'chat.postMessage': ['chat:write'],
    'chat.delete': ['chat:write'],
    'chat.postEphemeral': ['chat:write'],
    'chat.update': ['chat:write'],
    'conversations.open': ['im:write'],
    'conversations.info': kinds.map(kind => `${kind}:read`),
    'conversations.history': kinds.map(kind => `${kind}:history`),
    'conversations.replies': kinds.map(kind => `${kind}:history`),
  }

  it('asks for the scopes of the methods that are called, of the events and of the command, and for no other', () => {
    const folder = new URL('../adapters/slack/', import.meta.url)
    const sources = readdirSync(folder).filter(name => name.endsWith('.ts'))
    const text = sources.map(name => readFileSync(new URL(name, folder), 'utf8')).join('\n')
    const called = [...text.matchAll(/\bweb\.(?:paginate\('([\w.]+)'|(\w+\.\w+)\()/g)].map(
      found => found[1] ?? found[2] ?? '',
    )
    expect(new Set(called)).toEqual(new Set(Object.keys(METHODS)))
    const events = manifest.settings.event_subscriptions.bot_events
    const needed = [
      'commands',
      'app_mentions:read',
      ...events.flatMap(event => (event.startsWith('message.') ? `${event.split('.')[1]}:history` : [])),
      ...called.flatMap(method => METHODS[method] ?? []),
    ]
    expect(scopes.toSorted()).toEqual([...new Set(needed)].toSorted())
    expect(events.toSorted()).toEqual(['app_mention', ...kinds.map(kind => `message.${kind}`)])
  })

  it('has what the adapter relies on', () => {
    expect(manifest.settings).toMatchObject({
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    })
    expect(manifest.features).toMatchObject({
      app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Paperboy' },
      slash_commands: [{ command: '/papers', should_escape: false, usage_hint: expect.any(String) }],
    })
  })
})
