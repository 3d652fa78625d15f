import type { App, Context, webApi } from '@slack/bolt'
import type { Bot, Log } from '../../src/chat.ts'
import type { Answering } from './answering.ts'
import { FORM, formView, PRESSED } from './buttons.ts'
import { spellPlace } from './places.ts'
import { type Asked, type Press, readMessage, readPress, readSlash, readSubmission } from './requests.ts'

export interface ListeningParts {
  readonly bot: Bot
  /** The bot's own user, and the workspace of its token. */
  readonly me: { readonly id: string; readonly team: string }
  readonly web: webApi.WebClient
  readonly answering: Answering
  readonly mayManage: (asked: Asked) => Promise<boolean>
  readonly log: Log
  /** What is being answered right now. */
  readonly running: Set<Promise<void>>
}

/** Hears everything that Slack sends and passes it to the bot as requests. Each is acknowledged at once: Slack waits 3 s. */
export function listen(app: App, parts: ListeningParts): void {
  const { bot, me, web, answering, mayManage, log, running } = parts

  // The workspace in which the app is installed; in an installation across an organisation it may be left out.
  const teamOf = ({ teamId, enterpriseId }: Context): string => teamId ?? enterpriseId ?? me.team

  const pass = async (asked: Asked): Promise<void> => {
    const { id, input, author, team: tenant, channel, thread, addressed, begins } = asked
    const place = thread === undefined ? {} : { place: spellPlace({ team: tenant, channel, ts: thread }) }
    const request = { id, input, author, tenant, channel, addressed, mayManage: await mayManage(asked) }
    await bot.receive({ ...request, ...place, ...(begins && { begins }) }, answering.deliver(asked))
  }

  /** A form can only be opened within 3 s of the press, so that goes first. */
  const openForm = async ({ asked, ...form }: Extract<Press, { kind: 'asks' }>): Promise<void> => {
    try {
      await web.views.open({ trigger_id: form.trigger, view: formView(form.title, form.label, form.memory) })
    } catch (error) {
      log('warn', 'form not opened', { id: asked.id, error })
      await answering.tell(asked, 'The form did not open. Press the button again.')
    }
  }

  /** Never rejects; a stop waits for it. */
  const during = (what: string, work: () => Promise<void>): Promise<void> => {
    const run = work()
      .catch(error => log('error', 'request not understood', { what, error }))
      .finally(() => running.delete(run))
    running.add(run)
    return run
  }
  const acknowledged = (ack: () => Promise<void>): Promise<void> =>
    ack().catch(error => log('warn', 'request not acknowledged', { error }))

  app.command(/./, ({ ack, body, context }) =>
    during('command', async () => {
      await acknowledged(ack)
      await pass(readSlash(body, teamOf(context)))
    }),
  )
  app.action(PRESSED, ({ ack, body, context }) =>
    during('press', async () => {
      const press = readPress(body, teamOf(context))
      if (press.kind === 'says') {
        await acknowledged(ack)
        await pass(press.asked)
      } else {
        await Promise.all([openForm(press), acknowledged(ack)])
      }
    }),
  )
  app.view(FORM, ({ ack, body, context }) =>
    during('form', async () => {
      await acknowledged(ack)
      await pass(readSubmission(body, teamOf(context)))
    }),
  )
  const hear = ({ event, context }: { event: unknown; context: Context }) =>
    during('message', async () => {
      const asked = readMessage(event, teamOf(context), me.id)
      if (asked) await pass(asked)
    })
  app.event('app_mention', hear)
  app.event('message', hear)
}
