import { z } from 'zod'
import type { Database } from './database.ts'

/**
 * The schema, step by step. A step that has been released is never changed: a new one follows it.
 * Snowflakes and message timestamps are text, since they do not fit a double; for fractions `double precision`,
 * which is exact in every engine; each table has a primary key, by which it is moved to another database.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    'create table paper (key text primary key, feed_day text, told text not null, read_ms bigint not null)',
    'create index paper_by_feed_day on paper (feed_day)',
    'create table batch (day text primary key, read_ms bigint not null, settled integer not null)',

    'create table inbound (id text primary key, author text not null, at_ms bigint not null)',
    'create index inbound_by_author on inbound (author, at_ms)',
    'create index inbound_by_age on inbound (at_ms)',
    'create table kept_words (key text primary key, adapter text not null, tenant text not null, channel text not null, says text not null, at_ms bigint not null)',

    'create table talk (key text primary key, adapter text not null, tenant text not null, channel text not null, papers text not null, focus text, next text, quiet integer not null, seen_by text, at_ms bigint not null)',
    'create index talk_by_channel on talk (adapter, tenant, channel, at_ms)',
    'create table talk_place (adapter text not null, place text not null, talk text not null references talk (key) on delete cascade, primary key (adapter, place))',
    'create table saved_paper (adapter text not null, tenant text not null, author text not null, paper text not null, at_ms bigint not null, primary key (adapter, tenant, author, paper))',
    'create table setting (adapter text not null, tenant text not null, channel text not null, name text not null, value text not null, primary key (adapter, tenant, channel, name))',

    `create table subscription (id text primary key, adapter text not null, tenant text not null, channel text not null, author text not null,
      every text not null, terms text not null, paused text, next_due_ms bigint not null, made_ms bigint not null, unique (adapter, tenant, channel, every))`,
    'create index subscription_due on subscription (next_due_ms) where paused is null',
    `create table delivery (key text primary key, subscription text not null references subscription (id) on delete cascade, local_day text not null, part integer not null,
      state text not null check (state in ('due', 'sending', 'sent', 'unknown', 'skipped', 'failed')),
      due_ms bigint not null, not_before_ms bigint not null, attempts integer not null default 0, feed_day text, papers text, payload text, tried_ms bigint, place text, message text, why text,
      unique (subscription, local_day, part))`,
    "create index delivery_open on delivery (not_before_ms) where state in ('due', 'sending', 'unknown')",
    'create table had_paper (adapter text not null, tenant text not null, channel text not null, paper text not null, at_ms bigint not null, primary key (adapter, tenant, channel, paper))',
  ],
  [
    // Where a talk began, and whose words these are: what a thread forgets.
    'alter table talk add column thread text',
    'update talk set thread = (select min(place) from talk_place where talk_place.talk = talk.key)',
    'create index talk_by_thread on talk (adapter, thread)',
    'alter table kept_words add column talk text',
    'create index kept_words_by_talk on kept_words (talk)',
    `create table feedback (key text primary key, adapter text not null, tenant text not null, channel text not null,
      talk text, question text, verdict text check (verdict in ('helpful', 'unhelpful')), at_ms bigint not null)`,
    'create index feedback_by_channel on feedback (adapter, tenant, channel, verdict)',
    'create index feedback_by_talk on feedback (talk)',
  ],
  [
    'create table model_use (day text not null, who text not null, asked integer not null, primary key (day, who))',
  ],
  [
    'create table full_text (paper text primary key, read_ms bigint not null, size integer not null, sections text not null)',
    'create index full_text_by_age on full_text (read_ms desc, paper, size)',
  ],
  // How far a move into this database has come, see move.ts; empty when none is under way.
  ['create table moving (name text primary key, source text not null, after text not null)'],
  [
    // A weekly post looks back at what the daily ones brought; each kind remembers its own.
    'alter table had_paper rename to had_daily',
    `create table had_paper (adapter text not null, tenant text not null, channel text not null, every text not null, paper text not null, at_ms bigint not null,
      primary key (adapter, tenant, channel, every, paper))`,
    "insert into had_paper (adapter, tenant, channel, every, paper, at_ms) select adapter, tenant, channel, 'day', paper, at_ms from had_daily",
    'drop table had_daily',
  ],
  // Starts that have neither run well nor ended as they were asked to, see starts.ts.
  [
    'create table process_start (key text primary key, host text not null, at_ms bigint not null)',
    'create index process_start_by_host on process_start (host, at_ms)',
  ],
  [
    // Who holds a delivery until when, where it goes, and until when it is of use. A part that waits for the one
    // before it has a time that never comes.
    'alter table delivery rename to delivery_before',
    'drop index delivery_open',
    `create table delivery (key text primary key, subscription text not null references subscription (id) on delete cascade, local_day text not null, part integer not null,
      adapter text not null, tenant text not null, channel text not null, person text,
      state text not null check (state in ('due', 'leased', 'sending', 'sent', 'unknown', 'uncertain', 'skipped', 'failed')),
      due_ms bigint not null, deadline_ms bigint not null, not_before_ms bigint not null, attempts integer not null default 0,
      fence integer not null default 0, owner text, leased_until_ms bigint,
      feed_day text, papers text, payload text, tried_ms bigint, place text, message text, why text, unique (subscription, local_day, part))`,
    `insert into delivery (key, subscription, local_day, part, adapter, tenant, channel, state, due_ms, deadline_ms, not_before_ms, attempts, leased_until_ms, feed_day, papers, payload, tried_ms, place, message, why)
      select d.key, d.subscription, d.local_day, d.part, s.adapter, s.tenant, s.channel, d.state, d.due_ms, d.due_ms + 21600000,
        case when d.state = 'due' and d.part > 0 and before.state <> 'sent' then 9007199254740991 else d.not_before_ms end,
        d.attempts, d.tried_ms, d.feed_day, d.papers, d.payload, d.tried_ms, d.place, d.message, d.why
      from delivery_before d join subscription s on s.id = d.subscription
      left join delivery_before before on before.subscription = d.subscription and before.local_day = d.local_day and before.part = d.part - 1`,
    'drop table delivery_before',
    "create index delivery_due on delivery (adapter, not_before_ms) where state = 'due'",
    "create index delivery_lost on delivery (adapter, not_before_ms) where state = 'unknown'",
    "create index delivery_held on delivery (leased_until_ms) where state in ('leased', 'sending')",
    // From when on the next post may go to an adapter, a tenant or a channel, and from when on nobody waits for that.
    'create table lane (name text primary key, free_ms bigint not null, booked_ms bigint not null)',
    'create index lane_by_age on lane (free_ms)',
  ],
  // Which pages of a month's list the backfill has read, and how it goes on after each, see month-pages.ts.
  [
    'create table month_page (month text not null, page integer not null, read_ms bigint not null, next text not null, primary key (month, page))',
  ],
  // Links that have had their card, by the thread where it stands.
  [
    'create table link_card (adapter text not null, place text not null, paper text not null, at_ms bigint not null, primary key (adapter, place, paper))',
    'create index link_card_by_age on link_card (at_ms)',
  ],
  // Which process does what only one of them should, until when, see leases.ts.
  ['create table lease (name text primary key, owner text not null, until_ms bigint not null)'],
  // What several sources or readings told of a paper, where no one of them told all, see merging.ts.
  ['alter table paper add column tellings text'],
  // When a paper last changed here, so that every process can follow what others keep.
  [
    'alter table paper add column kept_ms bigint not null default 0',
    'create index paper_by_kept on paper (kept_ms)',
  ],
]

/** The newest schema that this program knows. */
export const NEWEST_SCHEMA = MIGRATIONS.length

/** The schema that a database has; 0 before the first step. Rejects where there is no table of them. */
export async function schemaReached(database: Database): Promise<number> {
  const [latest] = await database.rows(
    z.object({ number: z.number().nullable() }),
    'select max(number) as number from migration',
  )
  return latest?.number ?? 0
}

/**
 * Brings the schema up to date, all of it or nothing, however many processes start at once.
 * Rejects when the database is newer than this program, rather than guess at it.
 */
export function migrate(database: Database): Promise<void> {
  return database.alone(async inside => {
    await inside.run('create table if not exists migration (number integer primary key)')
    const reached = await schemaReached(inside)
    if (reached > MIGRATIONS.length) {
      throw new Error(
        `DATABASE_URL holds data of a newer Paperboy (schema ${reached}, this one knows ${MIGRATIONS.length}). Start the newer version, or name another database.`,
      )
    }
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < reached) continue
      for (const statement of statements) await inside.run(statement)
      await inside.run('insert into migration (number) values (?)', index + 1)
    }
  })
}
