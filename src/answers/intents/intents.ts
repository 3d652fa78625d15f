import type { Day } from '../../papers.ts'
import { oneEdit } from '../one-edit.ts'
import { kept, phrases, plain, says } from '../phrases.ts'
import { phrasedIntent } from './intent-phrases.ts'
import { type Period, readPeriod } from './period.ts'
import { type Condition, type Order, readCondition, readOrder } from './selection.ts'

/** What an abstract may tell about its paper. */
export type Aspect = 'method' | 'results' | 'dataset' | 'limitation' | 'novelty' | 'motivation'
/** What the record of a paper tells. */
export type Fact = 'authors' | 'date' | 'link' | 'code' | 'popularity' | 'cite' | 'abstract'

/** What an utterance wants, under the labels of the judged set and `save`, which is our own. */
export type Intent =
  | { readonly label: Aspect | 'question' }
  | { readonly label: Fact }
  | { readonly label: 'summarize' | 'explain_simple' | 'overview' | 'compare' | 'help' | 'silent' }
  | { readonly label: 'similar' | 'save' }
  | { readonly label: 'define'; readonly term: string }
  | { readonly label: 'which_paper'; readonly topic: string }
  | { readonly label: 'search'; readonly query: string; readonly period?: Period }
  | { readonly label: 'filter'; readonly keep: Condition }
  | { readonly label: 'sort'; readonly order: Order }
  | { readonly label: 'more'; readonly count?: number }
  | { readonly label: 'feedback'; readonly says: 'wrong' | 'quiet' }

const politeness = phrases(`
  ok|okay|so|and|but|well|hey|hi|hello|now|then|please|pls|also|hm|yes|sure|cool|great|thanks
  can|could|would|will you|i|we (please) (tell|give|get|have|see|show) (me|us)
  i want|need|would_like (to) (see|have|know)
  tell|give|show|get|let me (see|know|have)
  do you know
  list|paste
`)
const afterthought = /(?: (?:please|pls|plz|instead|again|thanks|thank you))+$/i

const quiet = phrases(`
  stop|quiet|silence|enough|mute|shut|go_away|nevermind
  … be quiet|silent
`)
const wrong = phrases(`
  no|nope|nah #|not|i_mean|i_meant|the_other|wrong
  … i meant|mean #|the
  that|this|it is wrong|incorrect|false|not_right|not_true|not_correct|not_what
  wrong|incorrect
  not what|that_one|the_right|#
`)
const more = phrases(`
  (show|see|get|list|load|any|some) (the|me) (1|2|3|4|5|6|7|8|9|10|15|20|two|three|four|five|ten|twenty|some|a_few) more|mroe|other|others|further|next (results|papers|hits|ones|page|of_them|of_these) .
  (the) next (page|ones|papers|results) .
  what else .
`)
const counts: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, ten: 10, twenty: 20 }
const sorting = phrases(`
  (re) sort|order|rank|reorder|arrange|sorted
  put … on_top|first|top|last .
  (the) newest|oldest|latest|most_popular|most_upvoted|most_recent … first|on_top .
  what|which … most|fewest|highest upvotes|upvoted|popular|votes|likes|recent
`)
const filtering = phrases(`
  (show|give|list) (me) only|just
  filter|hide|remove|drop|exclude|without|keep
  those|ones|the_ones|any|papers|anything with|from|without|by code|repo|github|a_repo|more_than
  which|what|how_many|any|are_any|do_any|are_there_any … have|has|with|come|comes_with (a|any|the|their) code|github|repo|implementation
`)
const timed = phrases(`
  (the) (ones|those|papers|which) (of) (these|them) (are) from|since|after|before|newer_than|older_than
`)

const search = phrases(`
  (new) search (again) (for) <words> .
  look up|for <words> .
  (find|get|list|is_there|are_there) (some|any|all|the) (more|other|new|recent|latest) papers|paper|research|articles|work|anything|something (new|recent|else) on|about|regarding|using <words> .
  any|more|new|recent|latest (new|recent) on|about <words> .
`)
const loosely = phrases('find (me) <words> .')
const pointsAtPaper = /#|\b(?:it|its|similar|related|like|code|link|repo)\b/i
const define = phrases(`
  what_is|what_are|define|definition_of|meaning_of|explain (a|an) (the_term|the_word|the_concept|the_notion) (of) <words> (in|for|according_to) (#) .
  what do they|you|the_authors|# mean by|with <words> (in) (#) .
  what does <words> mean|stand_for (in) (#) .
`)
const noTerm =
  /(?:^| )(?:is|are|was|were|does|do|did|of|between|under|with|used|new|novel|for|in|on|from|by|than|about|wrong|it|its|this|that|they|their|the|there|your|my|up|#)(?: |$)/i
const whichPaper = phrases(`
  which|what of (these|those|them|the_papers) <words> .
  which|what one|ones|paper|papers <words> .
  do|does|did|is|are|was|were|has|have|can|could any (one|paper|papers) (of|in|from) (these|those|them|the_papers|the_list) <words> .
  any of these|those|them <words> .
  any papers that|which|with|using <words> .
`)
const topicVerbs =
  /^(?:(?:is|are|was|were|would|will|could|can|does|do|did|to|that|which|helps?|deals?|works?|talks?|uses?|using|stud(?:y|ies)|evaluates?|have|has|mentions?|about|with|on|the|an?|any) )+/i

/** Words of the phrases that people misspell; only long ones, since short ones are a letter away from others. */
const spelled = (
  'summarize summary abstract authors similar related relevance dataset datasets benchmark limitations drawbacks contribution ' +
  'motivation improvement improvements published github repository upvotes compare difference differences results method popular search explain overview bibtex'
).split(' ')

/**
 * Reads what an utterance wants; the papers it points at stand as `#` in it, see `mention.ts`. What no
 * phrase knows is a question, and where no word is left it is silent. `today` gives "last week" its meaning.
 */
export function readIntent(utterance: string, today: Day): Intent {
  const whole = plain(utterance).split(' ').map(mended).join(' ')
  let text = whole.replace(afterthought, '')
  for (let at = 0; at < politeness.length * 2; at += 1) {
    const courtesy = politeness[at % politeness.length]?.exec(`${text} `)?.[0] ?? ''
    text = text.slice(courtesy.length)
  }
  if (text === '') return { label: 'silent' }
  const label = phrasedIntent(text)
  if (label === 'help') return { label }
  return toldBot(whole) ?? ofList(text, today) ?? asked(text, today) ?? (label ? { label } : defined(text))
}

function toldBot(text: string): Intent | undefined {
  if (says(text, quiet)) return { label: 'feedback', says: 'quiet' }
  return says(text, wrong) ? { label: 'feedback', says: 'wrong' } : undefined
}

function ofList(text: string, today: Day): Intent | undefined {
  if (says(text, more)) {
    const count = text
      .split(' ')
      .map(word => counts[word.toLowerCase()] ?? Number.parseInt(word, 10))
      .find(each => each > 0)
    return count === undefined ? { label: 'more' } : { label: 'more', count }
  }
  if (says(text, sorting)) return { label: 'sort', order: readOrder(text) }
  const fromTime = says(text, timed) && readPeriod(text, today) !== undefined
  const keep = fromTime || says(text, filtering) ? readCondition(text, today) : undefined
  return keep && { label: 'filter', keep }
}

function asked(text: string, today: Day): Intent | undefined {
  const query = kept(text, search) ?? (pointsAtPaper.test(text) ? undefined : kept(text, loosely))
  if (query !== undefined) {
    const time = readPeriod(query, today)
    if (time === undefined || time.words === '') return { label: 'search', query }
    return { label: 'search', query: time.words, period: time.period }
  }
  const topic = kept(text, whichPaper)?.replace(topicVerbs, '')
  return topic ? { label: 'which_paper', topic } : undefined
}

function defined(text: string): Intent {
  const term = kept(text, define)
  return term && term.split(' ').length <= 5 && !noTerm.test(term)
    ? { label: 'define', term }
    : { label: 'question' }
}

/** A word with its misspelling mended; another ending is no misspelling. */
function mended(word: string): string {
  const small = word.toLowerCase()
  const inflects = (known: string) => known.startsWith(small.slice(0, -1)) || small.startsWith(known)
  if (small.length < 5 || spelled.some(inflects)) return word
  return spelled.find(known => oneEdit(small, known)) ?? word
}
