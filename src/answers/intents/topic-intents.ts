import type { Day } from '../../papers.ts'
import { kept, phrases } from '../phrases.ts'
import { type Period, readPeriod } from './period.ts'

/** What has a topic of its own: a search, the paper that tells of it, or what a term means. */
export type TopicIntent =
  | { readonly label: 'define'; readonly term: string }
  | { readonly label: 'which_paper'; readonly topic: string }
  | { readonly label: 'search'; readonly query: string; readonly period?: Period }

const some =
  'some|any|all|the|me|us|a|an|other|more_recent|more|new|newer|recent|latest|good|interesting|newest|few|relevant'
const work =
  'papers|paper|research|articles|article|work|works|anything|something|stuff|literature|studies|publications|preprints|results|more'
const on = 'on|about|regarding|using|around|concerning|covering|dealing_with|related_to|with|for'
const search = phrases(`
  (new|another|different) search (again|the_hub|instead) (for) (${some}) (${some}) (${work}) (on|about|regarding|for) <words> .
  look up|for (${some}) (${some}) (${work}) (${on}) <words> .
  (find|get|list|show|see|give|fetch|recommend|suggest|want|need|bring) (${some}) (${some}) (${some}) papers|research|articles|work|works|anything|something|stuff|literature|studies|publications|preprints (new|recent|else|interesting|good) on|about|regarding|using|around|concerning|covering|dealing_with|related_to <words> .
  (i) (am|m) interested|looking in|for (${some}) (${some}) (${work}) (on|about|regarding|around) <words> .
  (i) (am|m) after|hunting|searching (for) (${some}) (${some}) papers|research|articles|work|works|something|anything|stuff|literature|studies on|about|regarding|around <words> .
  (is|are) there|got|have|has|seen|know (you) (got) (${some}) (${some}) (anyone|people) papers|research|articles|work|works|anything|something|stuff|literature|studies|publications|preprints|more (new|recent|else|interesting) on|about|regarding|using|around|in <words> .
  any|more|new|newer|recent|latest|something|anything (new|newer|recent|more_recent|else) on|about <words> .
  what is (the) new|latest|newest|recent|hot|happening|out_there|there (work|research|papers|stuff|things) on|in|about|with <words> .
  (the) latest|recent|newest|new (${work}) on|in|about <words> .
  (${some}) (${some}) papers|articles|literature|research|stuff|studies|publications on|about|regarding|around <words> .
  (what|how) about (${some}) (${some}) papers|articles|work|research|literature on|about|regarding|around <words> .
  (try|how_about|what_about) searching|a_search for <words> .
`)
const loosely = phrases('find (me) <words> .')
const pointsAtPaper = /#|\b(?:it|its|similar|related|like|code|link|repo)\b/i

const define = phrases(`
  (remind|explain|tell|know|clarify) (to) (me|us) what <words> is|means|are|was|stands_for (again|exactly) .
  what_exactly_is|what_exactly_are|what_actually_is|what_even_is|what_is_meant_by|what_is_even|what_is_exactly|define|definition_of|meaning_of|explain (the_term|the_word|the_concept_of|the_idea_of|the_notion_of|the_definition_of|the_meaning_of|the_meaning_behind|the_concept|the_notion|a|an|the) (of) <words> (exactly|again|actually|anyway|even) (in|for|according_to) (#) .
  what is|are <words> short|shorthand|an_abbreviation|the_abbreviation for .
  what_is|what_are (a|an|meant_by) <words> (exactly|again|actually|anyway|even|in_this_context|here) (in|for|according_to) (#) .
  wtf|wth|what_the_hell|what_the_heck|what_on_earth|what_the_fuck is|are (a|an|the) <words> .
  (the|a|your) definition|meaning|explanation of|for <words> .
  what do|does|did they|you|u|it|the_authors|#|people mean by|with <words> (in) (#) .
  what does (the) (term|word|abbreviation|acronym) <words> (actually|even|really) mean|stand_for|refer_to|stands_for|means (in) (#|here|exactly|again|in_this_context|please) .
  what means (the|a|an) <words> (here|in_this_context) .
  <words> stands_for|stand_for|means|mean|is_short_for (what) (exactly|again) .
  (i) (have) never|not heard of <words> what is|are it|that|they|this .
  <words> is what (exactly|again) .
  <words> meaning|definition|means (please) .
  … do_not|not|never|hard_to know|understand|get (what) <words> is|means|stands_for .
`)
const noTerm =
  /(?:^| )(?:is|are|was|were|does|do|did|between|under|with|used|new|novel|for|in|on|from|by|than|about|wrong|it|its|this|that|they|their|the|there|your|my|me|us|up|what|how|why|who|when|where|which|to|he|she|you|#)(?: |$)/i

const here =
  'of_these|of_those|of_them|of_the_papers|of_the_list|here|in_here|in_this_list|in_the_list|on_the_list|on_this_list|among_these|among_them|above|today'
const verbs =
  'is|are|was|were|would|should|could|can|does|do|did|uses|use|used|has|have|deals|deal|handles|handle|covers|cover|talks|talk|mentions|mention|studies|study|evaluates|evaluate|works|work|about|addresses|address|looks|look|tackles|tackle|trains|train|tests|compares|focuses|focus|discusses|discuss|proposes|propose|releases|introduces|that'
const whichPaper = phrases(`
  which|what|who (one|paper|ones|papers) ${here} <words> .
  which|what (one|paper) (should|would|do|can|could) (i|we) read for|on|about|if <words> .
  what|which (is|was) (the) number|place|position (of) (is|was|has|had) the <words> paper|one|article .
  what|which|where (number|place|position) is|was|has|had the paper|one|article about|on|with|from|that|which <words> .
  which|what one|ones|paper|papers <words> .
  which (${verbs}) (i|we|you) (read|recommend|pick|choose|look_at|use) for|on|about|if <words> .
  which is|are|was|would|uses|use|deals|handles|covers|talks|mentions|studies|evaluates|works|addresses|tackles|focuses|discusses|proposes <words> .
  do we|you have|got (a|any|anything|something|some|one) (paper|papers) on|about|for|that|which|with <words> ${here} .
  do|does|did|is|are|was|were|has|have|can|could any|one|some (one|paper|papers) (${here}) <words> .
  (is|are) there a|any|one|some paper|one|papers|ones (${here}) (on|about|for|that|which|with) <words> .
  (is|are) there one|any (${here}) on|about|that|which|with|for <words> .
  (is|are) there (anything|something|any|a|one|some) ${here} (on|about|for|that|which|with) <words> .
  (is|are) there (anything|something) (on|about|for|that|which|with) <words> ${here} .
  any|anything|one|something|none ${here} <words> .
  any (paper|papers|one|ones) that|which|with|using|on <words> .
  who|whoever does|uses|did|works_on <words> ${here} .
  where do|does they|someone|one talk|discuss|mention (about) <words> .
`)
const topicVerbs = new RegExp(
  `^(?:(?:${`${verbs}|to|which|helps?|using|on|with|the|an?|any|for|in|i|read|someone|${here}`.replaceAll('_', ' ')}) )+`,
  'i',
)

/** What points back at a paper is no matter to search for. */
const sameMatter = /#|^(?:the same|this|that|it|these|similar)\b/i

const amongThese =
  / (?:(?:in )?here|(?:of|among) (?:these|those|them)|(?:in|on) (?:this|the) (?:list|thread)|above)$/i
const trailing = / (?:papers?|articles|research|publications|please)$/i

/** Reads a search or the question which paper tells of something. */
export function searchedFor(text: string, today: Day): TopicIntent | undefined {
  const query = (kept(text, search) ?? (pointsAtPaper.test(text) ? undefined : kept(text, loosely)))?.replace(
    trailing,
    '',
  )
  // What is looked for "here" is one of these papers, and no search.
  const isHere = query !== undefined && amongThese.test(query)
  if (isHere) return { label: 'which_paper', topic: query.replace(amongThese, '') }
  if (query !== undefined && !sameMatter.test(query)) {
    const time = readPeriod(query, today)
    if (time === undefined || time.words === '') return { label: 'search', query }
    return { label: 'search', query: time.words, period: time.period }
  }
  const topic = (text.includes('#') ? undefined : kept(text, whichPaper))
    ?.replace(topicVerbs, '')
    .replace(amongThese, '')
  return topic ? { label: 'which_paper', topic } : undefined
}

/** Reads what a term means. */
export function definedTerm(text: string): TopicIntent | undefined {
  const term = kept(text, define)
  return term && term.split(' ').length <= 5 && !noTerm.test(term) ? { label: 'define', term } : undefined
}
