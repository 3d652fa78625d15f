import type { Day } from '../../papers.ts'
import { phrases, says } from '../phrases.ts'
import { type Order, readOrder } from './order.ts'
import { readPeriod } from './period.ts'
import { type Conditions, readConditions } from './read-conditions.ts'

/** What is wanted of the list as a whole: more of it, another order, or only some of it. */
export type ListIntent =
  | ({ readonly label: 'filter' } & Conditions)
  | { readonly label: 'sort'; readonly order: Order }
  | { readonly label: 'more'; readonly count?: number }

const number = '1|2|3|4|5|6|7|8|9|10|15|20|25|30|50|two|three|four|five|six|ten|twenty'
const more = phrases(`
  (show|see|get|list|load|give|fetch|have|any|some|got|is_there|are_there|do_you_have|you_have|have_you_got|you_got) (me|us) (the|a) (${number}|some|any|a_few|few|another|many|couple) more|others|other|further|next|rest|remaining (${number}) (results|papers|hits|ones|page|of_them|of_these|stuff|entries) .
  (show|see|get|list|load|give|fetch|have|any|some) (me|us) another (${number}|few|batch|page|set|round|one) (results|papers|hits|ones|page|of_them|of_these) .
  (go_to|show) (the) next|following (${number}) (page|ones|one|papers|results|batch|few) .
  (and|is_there|are_there|got|anything|anyone) (anything|any) else|others (here|there|on_the_list|in_the_list|today|left) .
  what else (is_there|do_you_have|have_you_got|you_got|you_have|did_you_find|can_you_show_me|have_you|was_posted|got_posted|is_posted|was_published|came_out|came_in|is_new) (today|here) .
  is|are that|those|this|these|there|it|they (really) (all|it|everything|the_only_ones|more|others) (of_them|you_have|you_got|you_found|there_is|papers|results|left) .
  is|are that|those|this|these|there|it|they (really) all|everything|the_only_ones (of_them|you_have|you_got|you_found|there_is) anything_else|any_others|or_is_there_more|today|for_today|for_now
  what is|comes (up) next (on|in) (the|this|your) (list|page|batch) .
  keep going|scrolling|it_coming|them_coming
  continue|proceed|moar|go_on|carry_on|load_more|show_more .
  see|show (the) rest|remaining
`)
/** `is that`, `are those`: nobody asks for more without a word of quantity. */
const noMore = phrases(`
  is|are that|those|this|these|there|it|they .|only
`)
const counts: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twenty: 20,
}

const sorting = phrases(`
  (re) sort|re-sort|resort|order|rank|reorder|re-order|arrange|sorted|ordered|ranked|reorganize
  (the) top|best|most|highest|least voted|rated|upvoted|liked|popular|recent|relevant (ones|papers) first|on_top
  (put|show|arrange|give) (me) them|these|those|it|the_list|the_papers|papers|all|everything (in) (order) by|of date|upvotes|popularity|relevance|votes|likes|recency|title .
  put|bring|move|place|have … on_top|first|top|last|bottom|front .
  (the) fewest|least|lowest|most|highest upvotes|votes|likes first|on_top|last .
  (show|list|put|give|with) (me|us) (the) newest|oldest|latest|most_popular|most_upvoted|most_recent|most_liked|most_relevant|most_voted|recent|popular|least_popular … first|on_top|last .
  (from) newest|oldest|latest|highest|most|least|best|new|old (upvoted|popular) to
  by date|upvotes|popularity|relevance|votes|likes|recency|title .
  (in) (a|the) (reverse) chronological|chronologically|alphabetical|alphabetically|reverse (order) .|please
  what|which|show (one|ones|paper|papers|of_these|of_them) (is|are|has|have|got) (the) most|fewest|highest|more|newest|latest upvotes|upvoted|popular|votes|likes|recent|liked
  (what|which) (one|ones|paper|papers|of_these|of_them) (is|are) (the) newest|latest|oldest .
`)
const filtering = phrases(`
  (show|give|list|see|want|keep|display|get) (me|us) only|just
  only|just keep|show|list|see|want|give|display
  keep (only|just) the|those|papers|ones|with|from|what
  filter|hide|remove|drop|exclude|without|omit|ditch|discard|narrow|restrict|limit|skip|leave_out|get_rid_of|throw_out|take_out|no_more
  (show|give|list|keep|see|find) (me) (all) those|ones|the_ones|any|papers|anything|everything with|from|without|by|that_have|newer_than code|repo|github|a_repo|more_than|at_least|over|fewer_than|less_than|implementation|an_implementation
  which|what|how_many|any|are_any|do_any|are_there_any|show … have|has|with|come|comes_with|got|provide|release|released|include|includes|share|shared (a|any|the|their|its|public|released|official|open) code|github|repo|repository|implementation|implementations|source_code|weights
  which|what|any (of) (these|them|those|the|ones|one|papers|paper) (papers) (is|are|come|comes|was|were|has|have) (been) open_source|open-source|open_sourced|open-sourced|opensource|from|by|published_by|made_by|written_by
  which|what|any (of) (these|them|those|the|ones|papers) (papers) (is|are|have|has|got) (got) more_than|over|at_least|above|fewer_than|less_than|under|below
  … only .
  no <what> papers|ones|stuff|articles .
`)
const timed = phrases(`
  (show|list|give|see) (me) (the) (ones|those|papers|which|what) (of) (these|them) (are|were|came|published|posted|released) (out) from|since|after|before|newer_than|older_than|in|published|this|last
`)

/** One such condition may ask of a paper; two are put to a list. */
const conditional = phrases(`
  (the|those|all|any|anything|everything|and|but) (ones|those) (that_have|which_have) with|without|from|about|by|since|more_than|over|at_least
`)

/** Reads what is wanted of the list; undefined where it is about something else. */
export function ofList(text: string, today: Day): ListIntent | undefined {
  if (says(text, more) && !says(text, noMore)) {
    const count = text
      .split(' ')
      .map(word => counts[word.toLowerCase()] ?? Number.parseInt(word, 10))
      .find(each => each > 0)
    return count === undefined ? { label: 'more' } : { label: 'more', count }
  }
  if (says(text, sorting)) return { label: 'sort', order: readOrder(text) }
  const fromTime = says(text, timed) && readPeriod(text, today) !== undefined
  // What is asked of one paper is no condition of all.
  if (text.includes('#')) return undefined
  const asksForSome = fromTime || says(text, filtering)
  if (!asksForSome && !says(text, conditional)) return undefined
  const { keep, unread } = readConditions(text, today)
  const read = keep.reduce((sum, each) => sum + (each.by === 'either' ? each.either.length : 1), 0)
  const asks = asksForSome
    ? read > 0 || unread.length > 0
    : read > 1 && keep.some(({ by }) => by !== 'topic' && by !== 'organization')
  return asks ? { label: 'filter', keep, unread } : undefined
}
