import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The rooms of src, lowest first: a room may look into its own folder and into lower ones. Nobody is exempt. */
const FLOORS = [
  ['chat', 'papers', 'sentences', 'config', 'progress', 'exposition', 'response', 'shipped-table'],
  ['log', 'metrics', 'store', 'search'],
  ['feed', 'answers'],
  ['delivery'],
  ['commands'],
  ['present'],
  ['bot'],
] as const

const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:ts|js)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))

const read = (file: string): string => readFileSync(file, 'utf8')

/** What a file imports, types included: paths from the top for our own, names for packages. */
const imports = (file: string): readonly string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
  )

const roomOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
const floorOf = (path: string): number => FLOORS.findIndex(rooms => rooms.some(room => room === roomOf(path)))

/** The floors within a room, lowest first; what is not named stands on top. */
const FLOORS_WITHIN = {
  store: [['database', 'rows'], ['engines']],
  feed: [
    ['feed-day', 'oldest', 'patience', 'titles', 'references', 'links', 'rest'],
    ['hub', 'elsewhere', 'files', 'full-text'],
  ],
  search: [['text', 'days', 'filters'], ['index'], ['spelling', 'acronyms', 'meaning']],
  answers: [
    ['later', 'phrases', 'one-edit', 'names', 'pieces'],
    ['roles'],
    ['mended', 'reading'],
    ['hearing', 'intents', 'evidence', 'summary', 'hosted'],
  ],
} as const

describe('the house', () => {
  it.each(files('src'))('%s stands on lower floors only', file => {
    expect(floorOf(file), 'a room that no floor lists').toBeGreaterThanOrEqual(0)
    const upward = imports(file)
      .filter(path => /^(?:src|adapters|test|data)\//.test(path))
      .filter(path => !path.startsWith('data/'))
      .filter(
        path =>
          !(roomOf(path) === roomOf(file) || (path.startsWith('src/') && floorOf(path) < floorOf(file))),
      )
    expect(upward).toEqual([])
  })

  describe.each(Object.entries(FLOORS_WITHIN))('%s', (room, floors) => {
    const floorWithin = (path: string): number => {
      const name = path.split('/')[2]?.replace(/\.ts$/, '') ?? ''
      const floor = floors.findIndex(rooms => rooms.some(one => one === name))
      return floor < 0 ? floors.length : floor
    }
    it.each(files(`src/${room}`))('%s stands on lower floors within it only', file => {
      const upward = imports(file).filter(
        path => path.startsWith(`src/${room}/`) && floorWithin(path) > floorWithin(file),
      )
      expect(upward).toEqual([])
    })
  })

  it.each(files('data'))('%s is learned from what is read, and knows nothing of how it is judged', file => {
    const judging = imports(file).filter(path => /^test\/(?:eval|bench)\//.test(path))
    const upward = imports(file).filter(
      path => file.startsWith('data/read/') && path.startsWith('data/make/'),
    )
    expect([...judging, ...upward]).toEqual([])
  })

  it.each(files('src'))('%s names no platform', file => {
    expect(read(file)).not.toMatch(/slack|discord/i)
  })

  it.each(files('adapters').filter(file => file.split('/').length > 2))(
    '%s knows the border and its own platform only',
    file => {
      const [, platform = ''] = file.split('/')
      const own = join('adapters', platform)
      const foreign = imports(file)
        .filter(path => path.startsWith('src/') || path.startsWith('adapters/') || path.startsWith('test/'))
        .filter(path => path !== 'src/chat.ts' && !path.startsWith(own))
      expect(foreign).toEqual([])
    },
  )

  it.each(['src', 'adapters', 'data', 'test'].flatMap(files))(
    '%s holds one idea: at most 300 lines',
    file => {
      expect(read(file).split('\n').length).toBeLessThanOrEqual(301)
    },
  )
})
