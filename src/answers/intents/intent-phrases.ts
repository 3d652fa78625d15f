import { phrases, says } from '../phrases.ts'
import type { Intent } from './intents.ts'

/** The intents that need no reading beyond their label. */
type Label = Exclude<
  Intent['label'],
  'silent' | 'define' | 'which_paper' | 'search' | 'filter' | 'sort' | 'more' | 'feedback'
>

const many = 'them|these|those|all|each|everything|both|papers'

/** What people say for an intent; the first that fits is meant, so the narrow stand before the wide. */
const said = {
  popularity: phrases(`
    (how) (many) upvotes|votes|likes|comments|people_like
    … upvotes|upvoted|upvote
    … anyone|people|anybody|someone|they comment*
    how popular is|are
  `),
  code: phrases(`
    how many (github) stars
    … github|repo|repos|repository|implementation|checkpoint|checkpoints|source_code
    … the|any|its|their|find|get|release|released|publish|published|share|shared|open|open-source|have|has code .|for|of|available|public|online|link|anywhere
    … is_there|find|get|release|released|share|where_is (the|any|its|their) code
    code .|for|of|available|public|online|link|and
    (model) weights
    … is|are|were IT|the_models|the_weights|weights public|publicly|available|released|open|downloadable
    is|did|do|are|have|has IT open_source|open-source|opensource|open-sourced|open_sourced
  `),
  compare: phrases(`
    … compare|contrast ${many}|the_two
    compare # (and|with|to|vs|versus) #
    … # … compare|compares|differ|differs|relate|relates|better|different|vs|versus … #
    how do|does|are # … # … differ|relate|compare|different
    … difference|differences between|of (the) ${many}|#|two
    how do|are ${many} … differ|relate|compare|different
  `),
  question: phrases(`
    how many|much
    is|are|does|do … similar|related
    … compared|comparison|compare to|with|between … .
    … limitation*|weakness*|drawback*|problem* of|with earlier|previous|current|existing|prior|other
  `),
  help: phrases(`
    (#) help .|me|with
    commands|usage .
    how do|can|should i use this|you|it|the_bot
    how does this|the bot work
    what commands|can_you_do|can_i_ask|can_i_say|can_this_bot_do|do_you_do
    (can) (you) search by author|authors|date|title|topic .
  `),
  save: phrases(`
    save|bookmark|remember .|IT|paper
  `),
  cite: phrases(`
    cite|citation|bibtex
    … cite|bibtex|bib|reference .|IT|entry
    … citation .
  `),
  similar: phrases(`
    (anything|something|papers) similar|related .|paper*|work|ones|#
    … similar|related|close paper*|work|works|ones|to
    … more|anything|something|papers|others|ones like IT
  `),
  overview: phrases(`
    (quick) overview .
    … overview of (the) ${many}|today|todays|today's|list|thread
    … one|a line|sentence|liner each|per|for_each
    … summar*|sumar*|tldr|gist|line (of|for|per) (the) (whole|entire|full) ${many}|list|thread|today|todays|today's
  `),
  explain_simple: phrases(`
    explain|describe|put|say|summar* … simple|simply|simpler|non|non-expert|layman*|plain|beginner|kid|child|five|5|dummies|dumb
    … in simple|plain|everyday|easy terms|words|english|language
    … eli5|layman*
    … simpler|easier .
    … do_not|dont get|understand it|this|#
  `),
  summarize: phrases(`
    … summar*|sumary|tldr|gist|nutshell|takeaway*|overview
    … in one|a|two sentence*|line|lines
    … main|key|core|big idea|point|points|message|picture .
    what is|are|does|do|did IT (actually|really|all|mainly|basically) .|about|say|do .
    (more) about IT .
    explain|describe|introduce IT .
    (and) # .
  `),
  abstract: phrases(`
    … abstract|abstracts .|of|for|from|to
    # abstract
  `),
  date: phrases(`
    when was|is|were|did|has … publish*|releas*|post*|submit*|out|upload*|appear*|written .
    how old|new|recent is|are
    what|which date|day|year|month
    … publication|release|submission date
    date|published|publication .|of|for
  `),
  link: phrases(`
    (the) link|links|url|arxiv|pdf|website|homepage
    … link|links|url|pdf|website|homepage|arxiv .
    … link|url|pdf|website|page to|for|of #|it|this|the
    … project|home|arxiv|paper page|site|pdf|link
    where can|do|could i|we|one read|find|get|see|download IT|the_full
    where is # .
  `),
  authors: phrases(`
    author|authors|affiliation|who_are_the_authors
    … author|authors|affiliation|affiliations .|of|on|for
    who wrote|made|did|published|developed|created|built|proposed|is_behind|are_they
    which|what lab|labs|university|company|institut*|group|team|org*
    is|are IT|the_authors from|by|made_by
    where is|are IT from
  `),
  limitation: phrases(`
    … limitation|limitations|drawback|drawbacks|weakness|weaknesses|shortcoming*|downside*|caveat*
    … failure cases|modes
    where|when|how does|do IT fail|break|struggle .
    what can_not|cannot|does_not IT
  `),
  novelty: phrases(`
    … novel|novelty|contribution|contributions|innovation|innovations
    what is new|special|different|original
    … different|differ from previous|prior|earlier|existing|other|related
    what do|does|did IT propose|introduce|present|contribute
  `),
  motivation: phrases(`
    … motivat*
    why do|does|did|is|was IT matter|exist|important|needed|useful|relevant|interesting|done|do
    why should|would|do|does i|we|anyone|one care|read
    what|which gap|gaps|problem|problems|challenge|challenges are|is|do|does|did IT
  `),
  dataset: phrases(`
    … what|which|wich|any|on|releas*|publish|introduce|provide (a) (new|training|test) dataset*|benchmark*|data|corpus|corpora
    (training|test) dataset*|benchmark*|data
    (on) what is|was|are|were|did|do IT … trained|tested|evaluated|test|train|evaluate (on) .
  `),
  results: phrases(`
    … result|results|performance|improvement|improvements
    how good|well|strong|accurate is|are|does|do|did
    … beat|beats|outperform|outperforms|better (than) (the) sota|state*|baseline*|prior|previous|others
    what numbers|number|score|scores|accuracy
  `),
  method: phrases(`
    how does|do|did IT (actually|really) work|do
    how is|are|was IT done|built|made|implemented|trained
    what|which|explain|describe … method|methods|approach|architecture|technique|algorithm|pipeline
    method|methods|approach|architecture
  `),
} satisfies Record<Label, readonly RegExp[]>

const labels = Object.keys(said).filter((key): key is Label => key in said)

/** The intent whose phrases plain text begins with. */
export function phrasedIntent(text: string): Label | undefined {
  return labels.find(label => says(text, said[label]))
}
