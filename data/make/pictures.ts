/**
 * Draws data/pictures from what is really sent: the whole of Paperboy plays a short story on each platform,
 * and a browser draws the messages it posts: `npm run pictures`. Every clock is fixed, so that a rerun with
 * the same browser and fonts (Lato, Noto Sans, JetBrains Mono) gives the same pictures.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createTerminalAdapter } from '../../adapters/terminal/adapter.ts'
import { createBot } from '../../src/bot/bot.ts'
import { openHouse } from '../../src/bot/open-house.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import { APP, type Message } from '../../test/emulators/discord-world.ts'
import type { HubPaper } from '../../test/emulators/hub.ts'
import { BOT } from '../../test/emulators/slack-world.ts'
import { createDiscordRig } from '../../test/rigs/discord.ts'
import { startPaperboy } from '../../test/rigs/paperboy.ts'
import { createSlackRig } from '../../test/rigs/slack.ts'
import { containersDrawn, discordPage } from './discord-page.ts'
import { type Drawn, html, type Markup, PAPERBOY, type Page, READER } from './page.ts'
import { blocksDrawn, slackPage } from './slack-page.ts'
import { type Chunk, terminalPage } from './terminal-page.ts'

const DAY = '2025-07-31'
/** The morning after. */
const NINE_IN_BERLIN = '2025-08-01T07:00:00Z'
/** So that the README loads at once. */
const LARGEST_BYTES = 150_000
/** Enough for text on plain ground: between its colours lie only the steps of its edges. */
const COLOURS = '32'

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const QUANTIZER = process.env.PNGQUANT ?? '/usr/bin/pngquant'
const BROWSER_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--force-device-scale-factor=2',
]
const run = promisify(execFile)

/** The hub knows papers by their arXiv ids, which the sample page does not say; these, and the authors, are as on arXiv. */
const ON_ARXIV: readonly (readonly [beginning: string, id: string, authors: string])[] = [
  [
    'EAQuant',
    '2506.13329',
    'Zhongqian Fu, Ning Ding, Kai Han, Xianzhi Yu, Xiaosong Li, Xinghao Chen, Yehui Tang, Yunhe Wang',
  ],
  ['FlashKAT', '2505.13813', 'Matthew Raffel, Lizhong Chen'],
  [
    'MoMa',
    '2407.21770',
    'Xi Victoria Lin, Akshat Shrivastava, Liang Luo, Srinivasan Iyer, Mike Lewis, Gargi Gosh, Luke Zettlemoyer, Armen Aghajanyan',
  ],
  [
    'Low-Precision Training',
    '2505.01043',
    'Zhiwei Hao, Jianyuan Guo, Li Shen, Yong Luo, Han Hu, Guoxia Wang, Dianhai Yu, Yonggang Wen, Dacheng Tao',
  ],
  [
    'h-calibration',
    '2506.17968',
    'Wenjian Huang, Guiping Cao, Jiahao Xia, Jingkun Chen, Hao Wang, Jianguo Zhang',
  ],
]

function batch(): readonly HubPaper[] {
  const { papers } = loadSample()
  return ON_ARXIV.map(([beginning, key, authors]) => {
    const paper = papers.find(({ title }) => title.startsWith(beginning))
    if (!paper) throw new Error(`the sample has no paper that begins with ${beginning}`)
    return { ...paper, key, authors: authors.split(', ') }
  })
}

/** A search with a slip of the finger, and in the thread under it a question that the papers answer and one that they do not. */
async function onSlack(): Promise<Page> {
  const rig = await createSlackRig()
  const paperboy = await startPaperboy(() => rig, { batches: { [DAY]: batch() }, time: NINE_IN_BERLIN })
  await paperboy.read(DAY)
  const search = 'search quantizaton since:30d has:code'
  const found = await rig.slash('manager', search)
  await rig.reply('manager', 'how much does #1 improve?', found)
  await rig.reply('manager', 'what licence does #2 have?', found)
  await paperboy.stop()
  const line = (text: string): Markup => html`<div class="line">${text}</div>`
  // What is typed is no message and goes to nobody; a reader of the picture needs it.
  const typed: Drawn = { by: READER, at: '9:12 AM', body: line(`/papers ${search}`) }
  const minutes = ['9:12 AM', '9:14 AM', '9:14 AM', '9:15 AM', '9:15 AM']
  const [root, ...thread] = rig.emulator.messages.map(({ user, text, blocks }, index): Drawn => {
    const at = minutes[index] ?? ''
    return user === BOT
      ? { by: PAPERBOY, at, body: blocksDrawn(blocks) }
      : { by: READER, at, body: line(text) }
  })
  if (!root) throw new Error('nothing was found')
  return slackPage('papers', [typed, root], thread)
}

/** The daily post, the rest of the day in its thread, and a question there. */
async function onDiscord(): Promise<Page> {
  const rig = await createDiscordRig({ messageContent: true })
  const batches = { [DAY]: batch() }
  const paperboy = await startPaperboy(() => rig, { batches, time: '2025-07-31T07:30:00Z' })
  const agreed = await rig.slash(
    'manager',
    'subscribe at:09:00 timezone:Europe/Berlin days:mon-fri top:3 about:quantization',
  )
  paperboy.setTime(NINE_IN_BERLIN)
  await paperboy.read(DAY)
  await paperboy.house.tick.run()
  const post = (await rig.seen()).find(({ id }) => id !== agreed.id)
  if (!post) throw new Error('nothing was posted')
  await rig.reply('manager', 'how much faster is FlashKAT?', post)
  await paperboy.stop()
  const { channels, messages } = rig.emulator.world
  const drawn = ({ author, content, components }: Message, at: string): Drawn =>
    author === APP
      ? { by: PAPERBOY, at, body: containersDrawn(components) }
      : { by: READER, at, body: html`<p>${content}</p>` }
  const root = messages.filter(({ id }) => id === post.id)
  const thread = messages.filter(({ channel }) => channel === post.id)
  return discordPage(
    'papers',
    root.map(message => drawn(message, '09:00')),
    channels.get(post.id)?.name ?? '',
    thread.map((message, index) => drawn(message, index === 0 ? '09:00' : '09:14')),
  )
}

/** The same as on a first morning: no account, no network, the bundled papers. */
async function onTerminal(): Promise<Page> {
  const columns = 96
  const chunks: Chunk[] = []
  let type = (_line: string): void => undefined
  let answered = Promise.withResolvers<void>()
  let now = Temporal.Instant.from(NINE_IN_BERLIN).epochMilliseconds
  const adapter = createTerminalAdapter({
    console: {
      interactive: true,
      open: heard => {
        type = heard
      },
      write: wrote => {
        chunks.push({ wrote })
        answered.resolve()
      },
      close: () => undefined,
    },
    page: () => ({ columns, styled: true }),
    now: () => now++,
    ended: () => undefined,
  })
  const house = await openHouse({
    settings: {
      DATABASE_URL: 'sqlite::memory:',
      HF_ENDPOINT: 'https://huggingface.co',
      ARXIV_ENDPOINT: 'https://export.arxiv.org',
    },
    version: '0.0.0',
    adapters: new Map([[adapter.name, adapter]]),
    fetch: async () => Promise.reject(new Error('there is no network in this picture')),
    now: () => now++,
    newKey: () => 'key00001',
    log: () => undefined,
  })
  await adapter.start(createBot(house, adapter))
  for (const typed of ['search kolmogorv arnold', '> how much faster is FlashKAT?']) {
    chunks.push({ wrote: 'papers> ' }, { typed })
    answered = Promise.withResolvers()
    type(typed)
    await answered.promise
  }
  chunks.push({ wrote: 'papers> ' })
  await adapter.stop()
  await house.close()
  return terminalPage(columns, chunks)
}

/** Draws in two runs of the browser, one to learn how high the page is and one to take its picture, and spares colours. */
async function draw(name: string, { width, markup }: Page): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
  const file = join(folder, 'page.html')
  const picture = fileURLToPath(new URL(`../pictures/${name}.png`, import.meta.url))
  const browse = (...flags: readonly string[]) =>
    run(BROWSER, [...BROWSER_FLAGS, `--user-data-dir=${join(folder, 'profile')}`, ...flags, `file://${file}`])
  await writeFile(file, `${markup}<script>document.title = Math.ceil(document.body.offsetHeight)</script>`)
  const { stdout } = await browse('--dump-dom', `--window-size=${width},800`)
  const height = /<title>(\d+)<\/title>/.exec(stdout)?.[1]
  if (height === undefined) throw new Error(`${BROWSER} did not say how high ${name} is`)
  await writeFile(file, markup)
  await browse(`--screenshot=${picture}`, `--window-size=${width},${height}`)
  await run(QUANTIZER, ['--nofs', '--speed=1', '--strip', '--force', `--output=${picture}`, COLOURS, picture])
  await rm(folder, { recursive: true })
  const { size } = await stat(picture)
  console.log(`${name}.png: ${width} × ${height} at 2x, ${Math.round(size / 1_000)} kB`)
  if (size > LARGEST_BYTES) throw new Error(`${name}.png has ${size} bytes, at most ${LARGEST_BYTES}`)
}

const missing = [BROWSER, QUANTIZER].filter(tool => !existsSync(tool))
if (missing.length > 0) {
  console.error(
    `Missing: ${missing.join(', ')}. Install chromium and pngquant, or set CHROMIUM and PNGQUANT.`,
  )
  process.exit(1)
}
for (const [name, story] of Object.entries({ slack: onSlack, discord: onDiscord, terminal: onTerminal })) {
  await draw(name, await story())
}
