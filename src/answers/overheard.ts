import type { Paper } from '../papers.ts'
import { sentences } from '../sentences.ts'
import { readMention } from './mention.ts'
import { phrases, plain, says } from './phrases.ts'
import { reading } from './reading.ts'

const courtesy =
  /^(?:(?:(?:hi|hey|hello|yo|thanks|thank you|thx|ty|cheers|good (?:morning|evening|night))(?: (?:there|all|everyone|folks|guys|again|so much|a lot|very much))*|yes|yeah|yep|no problem|ok|okay|k|sure|please|great|nice|cool|wow|whoa|lol|haha+|hm+|interesting|awesome|amazing|perfect|exactly|right|good (?:point|one|stuff|find)|sounds good|will do|done|brb|congrats|neat|indeed|welcome|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|:[a-z_+-]+\d?:)(?![\p{L}\d'’-])[\s,.!…:)-]*)+/iu

const namesBot = /(?:^|\s)@(?:bot|paperboy)\b[,:]?\s*/i
const atSomeone = /(?<![\p{L}\d.@/])@[\p{L}\d]|<@/u
const calling =
  /^(?:(?:hey|hi|hello|ok|thanks) )?(?<caller>\p{Lu}\p{Ll}+)(?:,? (?:can|could|would|will|did|do|have|are|what do) you\b|\s*[,:] )|, (?<called>\p{Lu}\p{Ll}+)\s*[?!.]*$/u
/** Words that stand before a comma like a name does. */
const noName =
  /^(?:So|Also|And|But|Or|Now|Then|Well|Ok|Okay|Yes|No|Please|However|Actually|Interesting|Just|Finally|Paperboy|Bot|Thanks|Question|Quick|Cool|Nice|Great|Right|Sorry|Hm+)$/

const amongPeople = phrases(`
  … we|our|ours|my|mine|your|yours|y’all|anybody|anyone|everybody|everyone|somebody|someone|lunch|dinner|coffee|beer|meeting|standup|slides|deadline|pr|vacation
  … for|with|to|of|on|than us
  … you (guys|all) look|see|think|have|get|send|review|read|check|know|want|coming|going|up|free|mean|try|tried|run|ever|merge|join|come|finish|remember
  who is|are presenting|coming|going|in|up|free|around|there|joining
  how are|is you|everyone|it_going|life
  is|are it|this|that|they ok|okay|fine|done|true|you|me .
  really|seriously|what|why|right|huh|and|who|when|where|how .
`)
/** What speaks to people in form only. */
const toBot = phrases(`
  … anyone|people|somebody comment*
  can|could|may we see|get|have
  … give|tell|show us
  search|find|show|summar*|compare|explain|list my|our
`)

const opinion = phrases(`
  … i think|guess|bet|feel|agree|doubt|love|like|hate|wonder|was|am|will|would|have|had|read|saw|tried|use|used|know|believe|suppose|hope|buy|m|ll|d|ve
  … i do not|never|also|really|just|still|once think|buy|like|agree|believe|know|see|trust|use
  … imo|imho|tbh|fyi|afaik|iirc|btw|brb|lgtm|wfh|ooo
  … we should|could|can|need|have|use|used|tried|will|are|might
  agree|agreed|same|me|my|our|your|his|her|he|she|we|maybe|probably|not|merged|pushed|fixed|see_you
`)

const toldToDo = phrases(`
  (now|then|and|so|also|ok) summar*|sumary|tldr|explain|describe|define|compare|contrast|show|list|give|tell|find|search|look_up|look_for|sort|order|rank|filter|hide|remove|drop|exclude|only|just|keep|cite|link|links|paste|print|save|bookmark|more|next|help|commands|simpler|eli5
  (a|an|the|any|some|short|brief|quick|main|full|one) summar*|sumary|gist|overview|abstract|abstracts|author|authors|date|code|repo|github|arxiv|pdf|upvotes|stars|comments|bibtex|citation|limitation*|drawback*|weakness*|contribution*|result|results|method|methods|approach|architecture|motivation|novelty|dataset|datasets|benchmarks|difference|differences|similar|similiar|related|project_page|paper_link|takeaways|others|most_popular|newest|papers .|of|for|on|about|from|to|between|behind|with|please|one|paper|papers|link|each|first
  (and|but|so|what_about|how_about) #
  … please .
  put # on|first
  any|anything more|other|others|similar|new|newer|like|on|about|papers|with|code|improvement*|limitation*|result*
  more|others|mroe|stop|quiet|github|authors|code
`)

/** What is said to the bot although it asks nothing: that the last answer was wrong, that it be quiet. */
const complaint = phrases(`
  … wrong|other paper|one
  no|nope # .
  no i mean|meant
  … i meant
  that is wrong|incorrect|not_right|false
  stop|quiet .
  … simpler|easier please
`)

const opensQuestion =
  /^(?:(?:and|but|so|ok|also|or|in|on|with|for) )?(?:one\b.*\bwhat|wh(?:at|ich|o|y|en|ere|ose)|wich|how|is|are|was|were|does|do|did|has|have|can|could|would|will|any)\b/i

/**
 * What of an utterance is meant for the bot, without greetings and thanks; undefined when people talk
 * among themselves, and whenever it is unsure. What is addressed to the bot is always meant, though
 * nothing may be left of it. Words of the papers are not taken for names of people.
 */
export function meantForBot(said: string, addressed: boolean, papers: readonly Paper[]): string | undefined {
  const text = said.replace(namesBot, ' ').trim()
  if (addressed || namesBot.test(said)) return text.replace(courtesy, '')
  const { caller, called } = calling.exec(text)?.groups ?? {}
  const name = caller ?? called
  const isTerm = (word: string) => papers.some(paper => reading(paper).words.has(word.toLowerCase()))
  if (atSomeone.test(text) || (name !== undefined && !noName.test(name) && !isTerm(name))) return undefined
  for (const sentence of sentences(text)) {
    const rest = sentence.text.replace(courtesy, '')
    const words = plain(readMention(rest).rest)
    const from = text.slice(sentence.end - rest.length)
    if (words === '') continue
    if (says(words, complaint)) return from
    if (rest.endsWith('?') || opensQuestion.test(words)) {
      return says(words, amongPeople) && !says(words, toBot) ? undefined : from
    }
    if (!says(words, opinion) && says(words, toldToDo)) return from
  }
  return undefined
}
