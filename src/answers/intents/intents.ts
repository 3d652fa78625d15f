import type { Day } from '../../papers.ts'
import { mended } from '../mended.ts'
import { phrases, plain, says, without } from '../phrases.ts'
import { cuedIntent } from './cues.ts'
import { type PhrasedLabel, phrasedIntent } from './intent-phrases.ts'
import { type ListIntent, ofList } from './list-intents.ts'
import { definedTerm, searchedFor, type TopicIntent } from './topic-intents.ts'

/** What the record of a paper tells. */
export type Fact = 'authors' | 'date' | 'link' | 'code' | 'popularity' | 'cite' | 'abstract'

/** What an utterance wants, under the labels of the judged set and `save`, which is our own. */
export type Intent =
  | { readonly label: PhrasedLabel | 'silent' }
  | ListIntent
  | TopicIntent
  | { readonly label: 'feedback'; readonly says: 'wrong' | 'quiet' }

const politeness = phrases(`
  shortly|briefly|quickly|kindly
  ok|okay|so|and|but|well|hey|hi|hello|now|then|please|also|hm|hmm|yes|sure|cool|great|thanks|oh|ah|um|erm|or|actually|sorry|right|quick_question|one_more|alright|maybe|perhaps
  (sorry|a|this|just|maybe|probably|quick|one) (a|may|is|might) (be) (a|more|last) (stupid|dumb|silly|quick|noob|newb|beginner|trivial|naive|basic|newbie|last|another) question|q (here|maybe|probably|though|about_#|i_know) (but)
  (sorry) to|for bother|bothering|ask|asking (again|you)
  can|could|would|will|may|might you|u|i|we|someone (please|maybe|also|just|kindly|possibly|quickly|perhaps|briefly|shortly) (tell|give|get|have|see|show|send|let|help) (me|us|know) (with|understand)
  i|we would|want|need|like|d|m|am|was|would_like|will (also|really|just|rather|still) (to|like|love|need|want) (to) (see|have|know|wondering|curious|ask|get|read|understand|learn|be_told) (if|about)
  i am|was|were|m (just|also) wondering|curious|interested|asking (if|about|in)
  help me|us (to) understand|see|get|find
  would you mind|be_so_kind_to|be_able_to
  would it be possible to|for_you_to
  is it possible to
  (just) tell|give|show|get|let|send|share me|us (please) (see|know|have|understand|read) (with)
  (do|would) you (happen_to) know|remember
  any idea|chance|clue (of|about|on|what|for)
  list|paste|post|display|print
`)
const afterthought =
  /(?: (?:please|instead|again|thanks|thank you|thx|though|then|maybe|for me|for us|by the way|btw|anyway|if possible|if you can|to me|quickly|briefly|roughly|right now|somehow|lol|lmao|haha|tia|ty|tysm|cheers))+$/i

/** How long or how plain an answer shall be, said after what it shall be about: `limitations in one line`. */
const manner =
  /(?: (?:in (?:just |only )?(?:one|a|1|two|2|three|3|a few|few|a couple of) (?:short |single )?(?:sentences?|lines?|words?|bullets?|bullet points?)|in (?:short|brief|a nutshell)|(?:only|just) (?:the )?(?:essentials?|basics|gist|main points?|key points?|short version)|(?:keep it|be|make it|but|very) (?:short|brief|concise)))+$/i

/** Why somebody asks, before what is asked: `I only have a minute, what is #3 about`. */
const preface =
  /^(?:i(?:['’]?m| am|['’]?ve| have| only have)|no time|in a (?:hurry|rush)|on mobile)\b[^,?]{2,40},\s+(?!what (?:is|are) (?:it|they|that|this|those)\b)(?=(?:what|how|who|when|where|why|which|is|are|does|do|did|summar\p{L}*|tl;?dr|give|show)\b)/iu

/** The paper named before what is asked of it: `the second: how does it work`. */
const ofOne =
  /^(?:(?:re|regarding|concerning|about|for|in|on|as for) )?# (?=(?:what|how|why|when|where|who|(?:is|are|was|were|does|do|did|has|have|can) (?:it|they|there|this|the authors))\b)/i

const quiet = phrases(`
  stop|quiet|silence|enough|mute|shut|go_away|nevermind|hush|shush|shh|stfu .|it|please|that|now|talking|replying|answering|posting|messaging|up|spamming|responding|bot
  … be quiet|silent
  (can|could|will|would|i_want|just|ok|now|bot|paperboy) (you) (to|just|please|should|can) stop|quit|pause (talking|replying|answering|posting|messaging|spamming|responding|commenting|it) (in|here|to|this|now|us|me|every|all) .|this|here|thread|everything|every|every_message|all|now|to_us|for_now
  … do_not|dont|no_need_to|please_do_not|no_more reply|answer|respond|talk|post|replies|answers|messages .|here|in|to|anymore|please|this|every
  … leave us|me|this alone|thread
  … shut up
`)
const wrong = phrases(`
  no|nope|nah|nono|no_no #|not|i_mean|i_meant|the_other|wrong|that|this|it_is_not|you_are|i_wanted|i_asked|i_said|sorry
  … i meant|mean #|the
  … i was|am|m talking|asking|thinking|referring (about|of|to|for) #|the|another
  … that|this|it|which|answer|your_answer|you is|was|are|got|looks|seems (so|just|completely|totally|clearly|really|plain|this|that|it|the) (all) wrong|incorrect|false|bad|useless|unhelpful|nonsense|rubbish|garbage|irrelevant|not_right|not_true|not_correct|not_what|not_helpful|not_the|not_an_answer|not_my_question|mistaken|off|off_topic|inaccurate|not_useful|not_good|not_answering
  (that|this|you) (is|are) wrong|incorrect .|answer|paper|one|#|bot|again|it|that
  not what|that_one|that|the_right|#|this_one|helpful|this|useful|correct|quite_what|really_what|quite .|i|one|paper|what|#|this|that|it|at_all
  bad|wrong|useless|terrible|poor|stupid|silly bot|answer|reply|response
  … does_not|did_not|do_not (really|even|quite) answer it|this|that .|at_all|though
  … that|this|it|answer|reply has nothing to_do with my|the|what question|i|we .|asked
  … you misunderstood|misread|got_it_wrong|mixed|confused|got_that_wrong|mis-read|made_that_up|are_mistaken
  … i did_not ask|mean|want (for) (that|this|about_that|that_one|about_this) .
  … did_not|does_not|do_not|not answer|understand|get|answering my|the|me (question) .|at_all|again
  (no|nope|sorry|wait|not_that) (i) (meant|mean|want) (the) other paper|one .|please|instead
  no|nope|nono|no_no|sorry|wait|oops|oh|hm (no|sorry|wait) (the) other|different|another paper|one #
  … that|this|the|your quote|quotation|sentence|passage|excerpt|answer|text|line is|was|comes|came (taken) (from) (a|the|an) different|another|wrong|other paper|one|abstract .
  … that|this|the|your quote|quotation|sentence|passage|excerpt|answer|text|line is_not|was_not (taken) from|about|in #|this|that|it|the_right
  … wrong paper|one .
`)
/** What `that is not the …` may also begin. */
const noFeedback = phrases(`
  (show|find|any|are|is|the|what|how|which|compare|give|does|do|summar*|see) (me) (the) other|others|rest
  what|how|why|is|does|do|which|who|where|when|are|show|compare|summar*
`)
const narrowing = phrases('(please|can_you|could_you) just|only show|give|list me|us the|those|papers')
/** More is shown of a list and told of a paper. */
const tellMore = phrases(`
  … tell|telling me|us (a_bit|a_little|some|even) more .|please|pls|then
`)
const languages =
  'language|languages|german|french|spanish|portuguese|italian|english|chinese|mandarin|japanese|korean|russian|arabic|hindi|dutch|polish|turkish|deutsch|français|español'
/** "Can you filter by date?" asks what can be done; "filter by Nvidia" says what shall be. */
const abilities = phrases(`
  can|could|do|does|are|is you|it|this|i|we|this_bot|the_bot|one|paperboy (able_to|also|only) search|sort|filter|find|look_up|group|order|look_for|subscribe|summarize|translate|alert (papers|things|results|them|the_list|a_list) .|by|for|me|papers (a|the|author|authors|date|dates|title|topic|year|venue|name|organization|keyword|month|institution|conference|lab) (name|names) (or|and) (author|date|title|topic|year) .|somehow|too|here|as_well|at_all
  is_there|is_it|any (a|any) way|option|possible to search|sort|filter|find|look_up|group|order|subscribe (papers|things|results|them|the_list|a_list) by|for (a|the) author|authors|date|dates|title|topic|year|venue|name|organization|keyword|month|institution|conference|lab .|somehow|too|here|or|and
  (do|can|could|may) you|i (also|even|only) speak|understand|read|answer|write|reply|talk|know|ask (you) (in) (any|other|another) ${languages} .|or|and|too|as_well
  what|which languages do|can you speak|understand|know|read|support .
  what can i|we|you do|ask|say|answer|search .|here|for|you|else|today|about|with_you|with_this_bot|with_the_bot
`)

/**
 * Reads what an utterance wants; the papers it points at stand as `#` in it, see `mention.ts`. What no
 * phrase knows is a question, and where no word is left it is silent. `today` gives "last week" its meaning.
 */
export function readIntent(utterance: string, today: Day): Intent {
  const whole = mended(plain(utterance.replace(preface, '')))
  const text = without(whole.replace(afterthought, ''), politeness).replace(ofOne, '')
  if (text === '') return says(whole, wrong) ? { label: 'feedback', says: 'wrong' } : { label: 'silent' }
  if (says(whole, tellMore)) return { label: 'details' }
  const label = phrasedIntent(text.replace(manner, '')) ?? phrasedIntent(text)
  if (label === 'help' || says(whole, abilities)) return { label: 'help' }
  return (
    toldBot(whole) ??
    ofList(text, today) ??
    // "Just show me the ones on video": "just" is no courtesy.
    (says(whole, narrowing) ? ofList(whole, today) : undefined) ??
    (label === 'overview' ? { label } : undefined) ??
    searchedFor(text, today) ??
    (label ? { label } : undefined) ??
    definedTerm(text) ?? { label: cuedIntent(text) ?? 'question' }
  )
}

/** That its answer was wrong, or that it be quiet: what is said to the bot of itself. */
export function toldBot(text: string): Intent | undefined {
  if (says(text, quiet)) return { label: 'feedback', says: 'quiet' }
  return says(text, wrong) && !says(text, noFeedback) ? { label: 'feedback', says: 'wrong' } : undefined
}
