import { describe, expect, it } from 'vitest'
import { read, readInThread } from '../src/commands/read.ts'

const knowsNothing = () => false

describe('what is typed', () => {
  it.each([
    ['grokking', { do: 'search', words: 'grokking', private: false }],
    ['search sparse moe since:30d', { do: 'search', words: 'sparse moe since:30d', private: false }],
    ['/papers grokking', { do: 'search', words: 'grokking', private: false }],
    [
      'search "mixture of experts" -survey private:yes',
      { do: 'search', words: '"mixture of experts" -survey', private: true },
    ],
    ['', { do: 'help' }],
    ['/papers', { do: 'help' }],
    ['Today', { do: 'today' }],
    ['/today page:2', { do: 'today', page: 2 }],
    ['day 2026-07-31', { do: 'day', said: '2026-07-31' }],
    ['day jul 31', { do: 'day', said: 'jul 31' }],
    ['show 2405.14906', { do: 'show', paper: '2405.14906' }],
    ['similar #2', { do: 'similar', paper: '#2' }],
    ['/ask in:k1 what is at:09:00 for?', { do: 'ask', question: 'what is at:09:00 for?', in: 'k1' }],
    ['settings off', { do: 'settings', followups: 'off' }],
    ['/again k1', { do: 'again', key: 'k1' }],
    ['/found_unhelpful k1', { do: 'judge', key: 'k1', verdict: 'unhelpful' }],
    ['forget', { do: 'forget' }],
    ['/papers forget this thread', { do: 'forget' }],
    ['forget gates of an lstm', { do: 'search', words: 'forget gates of an lstm', private: false }],
    ['helpful assistants', { do: 'search', words: 'helpful assistants', private: false }],
  ])('%j is a wish', (typed, wish) => {
    expect(read(typed, knowsNothing)).toEqual(wish)
  })

  it('reads the options of a subscription under any of their names', () => {
    const typed =
      'subscribe at:09:00 tz:Europe/Berlin days:mon-fri top:5 about:“quantization, moe” -survey min:10 has:code'
    expect(read(typed, knowsNothing)).toEqual({
      do: 'subscribe',
      asked: {
        at: '09:00',
        timezone: 'Europe/Berlin',
        days: 'mon-fri',
        top: '5',
        about: 'quantization, moe',
        exclude: 'survey',
        min_upvotes: '10',
        has_code: 'yes',
      },
    })
  })

  it('suggests the nearest command for a misspelt one, unless the word is one of the library’s', () => {
    expect(read('subscrbe at:09:00', knowsNothing)).toMatchObject({
      do: 'mistake',
      mistake: { kind: 'unknown_command', said: 'subscrbe', nearest: 'subscribe', rest: 'at:09:00' },
    })
    expect(read('trendin', knowsNothing)).toMatchObject({ mistake: { nearest: 'trending' } })
    expect(read('simlar #2', knowsNothing)).toMatchObject({ mistake: { nearest: 'similar', rest: '#2' } })
    expect(read('shwo 2405.14906', knowsNothing)).toMatchObject({ mistake: { nearest: 'show' } })
    expect(read('subscrbe at:9 about:"sparse moe"', knowsNothing)).toMatchObject({
      mistake: { nearest: 'subscribe' },
    })
    expect(read('serach moe', knowsNothing)).toMatchObject({ mistake: { nearest: 'search', rest: 'moe' } })
    expect(read('shwo sparse moe', knowsNothing)).toMatchObject({ mistake: { nearest: 'show' } })
    expect(read('serach moe', () => true)).toMatchObject({ do: 'search', words: 'serach moe' })
    for (const [typed, said, rest] of [
      ['post now', 'post now', ''],
      ['Pots now every:week', 'Pots now', 'every:week'],
    ])
      expect(read(typed ?? '', () => true)).toMatchObject({
        mistake: { kind: 'unknown_command', said, nearest: 'post_now', rest },
      })
    expect(read('post training now', () => true)).toMatchObject({ do: 'search' })
    expect(read('help me', knowsNothing)).toEqual({ do: 'help' })
    expect(read('weak', () => true)).toMatchObject({ do: 'search', words: 'weak' })
    expect(read('similarity of papers', knowsNothing)).toMatchObject({ do: 'search' })
  })

  it.each(['-', '"', '“”', '🙂🙂', '/papers ?!', 'search …', 'private:yes'])(
    '%j has no word to look for',
    typed => {
      expect(read(typed, knowsNothing)).toMatchObject({
        mistake: { kind: 'missing_option', option: 'query' },
      })
    },
  )

  it('says what is missing or left over', () => {
    expect(read('show', knowsNothing)).toMatchObject({ mistake: { kind: 'missing_option', option: 'paper' } })
    expect(read('search', knowsNothing)).toMatchObject({
      mistake: { kind: 'missing_option', option: 'query' },
    })
    expect(read('subscribe tomorrow', knowsNothing)).toMatchObject({
      mistake: { kind: 'stray_words', said: 'tomorrow' },
    })
    expect(read('settings loud', knowsNothing)).toMatchObject({
      mistake: { kind: 'not_one_of', said: 'loud' },
    })
  })
})

describe('what is filled into a form', () => {
  it('means the same as when it is typed', () => {
    const form = {
      command: 'search',
      options: { query: 'sparse moe', author: 'Tri Dao', has_code: 'yes', private: 'no' },
    }
    expect(read(form, knowsNothing)).toEqual(
      read('search sparse moe author:"Tri Dao" has_code:yes', knowsNothing),
    )
  })
})

describe('what is said in a thread', () => {
  it('is a command only if it can be nothing else', () => {
    expect(readInThread('help', true)).toEqual({ do: 'help' })
    expect(readInThread('save #2', true)).toEqual({ do: 'save', paper: '#2' })
    expect(readInThread('/search moe', true)).toMatchObject({ do: 'search' })
    expect(readInThread('show me the results of 2', true)).toBeUndefined()
    expect(readInThread('search for diffusion', true)).toBeUndefined()
    expect(readInThread('today it fails, why?', true)).toBeUndefined()
    expect(readInThread('help', false)).toBeUndefined()
  })

  it.each([
    'Forget this thread!',
    'please forget this conversation',
    'could you delete our whole discussion, thanks',
    'forget everything in this thread',
    'forget',
    'forget this',
    'Forget this.',
    'please forget this',
    'Paperboy, forget this',
    '@paperboy please forget this, thank you',
    'forget this, Paperboy',
    '> forget this',
    'Forget everything.',
    'ok, forget what we said here',
  ])('%j has the thread forgotten, whoever hears it', words => {
    expect(readInThread(words, false)).toEqual({ do: 'forget' })
    expect(readInThread(words, true)).toEqual({ do: 'forget' })
  })

  it('forgets by the command, which nobody overhears', () => {
    expect(readInThread('/forget', true)).toEqual({ do: 'forget' })
    expect(readInThread('/forget', false)).toBeUndefined()
  })

  it.each([
    'forget it',
    'Jan, forget about the meeting',
    'forget this paper',
    'forget #2',
    'do they forget this?',
    'does the forget gate matter here?',
  ])('%j forgets nothing', words => {
    expect(readInThread(words, true)).not.toEqual({ do: 'forget' })
    expect(readInThread(words, false)).toBeUndefined()
  })
})

describe('reading', () => {
  it('is instant for 10,000 characters', () => {
    const wish = read(`search ${'a:'.repeat(5_000)}`, knowsNothing)
    expect(wish.do === 'search' && wish.words.length).toBeLessThanOrEqual(4_000)
  })
})
