import { type Phrased, phrases } from '../phrases.ts'

const many =
  'them|these|those|all|each|every|everything|everyone|both|papers|list|today|todays|batch|lot|thread'

/** What people say for several papers at once, for the bot itself, and for a paper as a whole. */
export const ofPapers = [
  [
    'compare',
    phrases(`
      … compare|contrast|compares ${many}|the_two|the_three|# .|side_by_side|please|for_me|in|on|by
      … compare|contrast (#) (and|with|to|vs|versus|against) #
      … # … compare*|differ|differs|relate|relates|better|different|vs|versus|distinguish*|contrast* … #
      do|does|are|is|have|has # and # … same|similar|overlap*|agree|alike|related|different
      … read|choose|pick|prefer|recommend|use|try # or #
      how do|does # and|to|with # compare*|differ|relate
      how do|does|did # compare|stack_up .|here|then
      compare|contrast IT (paper) with|to|and|against|vs #
      IT vs|versus|or # .
      is|was|are IT (much|any|really|actually) better|worse|faster|stronger|newer|cheaper|more_accurate|slower than #
      how … IT … differ*|different|compare* from|to|with #
      … # (and|or|vs|versus|against) # … better|faster|stronger|differ*|relate|compare|different|common|similar*
      … better|faster|stronger|cheaper|newer|more_accurate|prefer … # (and|or|vs|versus) #
      is|are|does|do # … than|over|beat|outperform|same_as|similar_to|related_to #
      … # (and|or|vs|versus|against) # side_by_side|next_to_each
      # (and|or|vs|versus|against) # (please|compared) .
      # (and|or|vs|versus) # which|what|who|how … better|best|differ*|stronger|faster|compare*|newer|cheaper
      put|place|hold|set # next_to|beside|against|alongside|side_by_side #
      … similarities|similarity|overlap|commonalities|relation|relationship between|of|in # … #
      how … # … against|to|with|vs|versus|and #
      … difference|differences|distinction from|to|of|between|with|in # (and|to|vs|versus|with|from) #
      … in common .|here
      (and) (what|where) is|are (the) difference|differences to|from|with # .
      … difference|differences btw # (and|to|vs) #
      … difference|differences|distinction between|of (the) ${many}|#|two
      … what distinguishes|separates|sets # … #
      … which (one|of_them|of_these|of_the_two) is|would_be|performs|works better|best|stronger|faster|preferable .
      how do|are ${many} … differ|relate|compare|different
      … have|has # … in_common
      … do|does # and # have_in_common|overlap|agree
    `),
  ],
  [
    'results',
    phrases(`
      how well|good|strong|fast|accurate do|does|did|is|are|was|were IT|they|the_model|their_method (do|perform|work|fare|actually|really) (really|actually) compared|in_comparison|against|relative|versus|vs
      (by) how much do|does|did|is|are|was|were (it|#|they|this|the) … improve*|better|gain*|boost*|outperform* .|things|over|on|upon|the|results|performance|than
    `),
  ],
  [
    'method',
    phrases(`
      how do|does|did they|the_authors|#|one get|make|bring it|this|that (to) work|run|do_that (in) (#) .
      explain|describe|outline|present (to) (me|us) (the|this|their|its) (main|proposed|whole|new) method|approach|technique|procedure|algorithm|architecture|pipeline|idea_behind
    `),
  ],
  [
    'popularity',
    phrases(`
      how many people|users|folks|readers|others (have|has|did) (already) like*|upvot*|vot*|comment*|star*|discuss*
    `),
  ],
  [
    'motivation',
    phrases(`
      what can|could|would|do i|we|one|people|you do|achieve|build|use (with|for) it|that|them|#|this_paper|this_method|this_model|this_dataset .|in|for
    `),
  ],
  [
    'question',
    phrases(`
      how many
      how much .|of|data|more|time|memory|compute|do|does|did|is|are|was|were|it|training|money|human|faster|less|can
      … compared|comparison|compare to|with|between … .
      … limitation*|weakness*|drawback*|problem* of|with earlier|previous|current|existing|prior|other
      does|do|did|can|could|will|would|is|are|has|have IT|model|the_model (also|actually|even|really|still|able_to|been) work|run|scale|generali*|handle|support|cope|parse|process|extend|transfer|apply|be_used|be_applied|be_run|be_extended|be_trained|read|require|need|use|used|rely|assume|cover|include|contain|consider with|to|for|on|in|at|over|a|an|any|of|beyond|across|outside|under|without|when|as|human|real|text|multi*|labelled|labeled|synthetic|external|additional|private|public|unlabeled|unlabelled|image*|video*|audio
      how is|are|was|were … measured|computed|defined|calculated|estimated|chosen|selected|scored|collected|annotated|labelled|labeled
      how do|does|did they|the_authors (actually) filter|clean|collect|gather|select|choose|label|annotate|generate|curate|sample|split|measure|compute|encode|obtain|get|prevent|avoid|handle|keep|stop|make|ensure|control|deal|prepare|build_the|create_the
      (in) (#) who label*|annotat*|collect*|rated|wrote_the|judged|graded|evaluated
      what do|does|did|can|is # … say|tell|mention|claim|show about|on|regarding
      what|which gpu|gpus|hardware|optimizer|language|languages|tokenizer|loss|licence|license|model|models
    `),
  ],
  [
    'help',
    phrases(`
      (#) help .|please|me_please|me_out|us|with_commands
      help me .
      commands|usage|instructions|manual|options .
      … how can|could|do|should|to (i|we|one|you|people) (best) use|talk_to|ask|query|control|work_with|operate (this|you|it|the_bot|this_bot) (bot|thing|tool|bot_for) .
      how do|does you|this_bot|the_bot|this_thing|this_tool work
      … what|which commands|can_you_do|can_i_ask|can_i_say|can_this_bot_do|can_the_bot_do|do_you_do|are_you|else_can_you_do|are_your|is_this_bot|can_i_do|features|things_can|kind_of_questions|kinds_of_questions|sort_of_questions|type_of_questions|types_of_questions|questions_can
      who|what are you .
      are you (just) (a|an) (real) bot|robot|human|ai|llm|person|machine|chatbot .|or
      how do|can|could i search|sort|filter|subscribe|unsubscribe
      (can) (you) search by author|authors|date|title|topic .
      (what_are|which|list|show|all) (of|are|me) (the|all|your|available|possible) (available|possible) commands|features .
    `),
  ],
  [
    'overview',
    phrases(`
      (a|the|quick|brief|short|general|full) overview|roundup|rundown|run-down .|please|of_the_list|of_the_papers
      what is|are each|every|everyone|everything … about|say|do
      … description|descriptions|blurb|blurbs|overview|roundup|rundown|recap|digest|outline|gist|summar*|sumar*|tldr|tldrs|tour|sum_up|idea|essence|highlights … ${many}
      brief|fill|catch|update me|us (in|up|quickly) (in|up) on ${many}
      each|every|all (one) (of) them|these|those|papers (papers) .|in|please
      … one|a|single|two|1|2 line|sentence|liner|lines|sentences|phrase each|per|for_each|for_every|for_all|about_each|about_every|on_each
      … one-liner|one-liners|oneliner|oneliners each|per|for|about|please|.
      … summar*|sumar*|tldr|gist|line (of|for|per) (the) (whole|entire|full) ${many}
      what are|is|do these|those|all|they_all|the_papers|the_list|on_the_list|in_the_list|today (of|papers|ones|articles|all|the) … about|list|today|here|cover|say .
      what is|are on|in the|this|today|today's|todays list|thread|batch|digest|menu
      what do|have we have|got (for) .|today|here|in|on
      what is|are there|everything|all_this|all_of_this|all_of_these (about|today|here) .
      (is_there|do_we_have|do_you_have|got|was_there) anything|something (really) interesting|good|exciting|cool|noteworthy|worth_reading|worth_a_look (in|on|for) (the|this) today|here|list|thread|batch|digest|post .
      what|which papers are in|on the|this|that|your|today post|list|thread|batch|digest|message .
      which|what papers are these|those|they|listed|shown|there|here .
      (can) (you) (go|walk|run|take) (me|us) through them|these|those|all|today|today's|todays|the_list|the_papers|each|every
    `),
  ],
  [
    'explain_simple',
    phrases(`
      … explain*|describe|put|say|summar*|break|tell|make|rephrase|reword|write|repeat|translate|talk|speak … simple|simply|simpler|simplified|non|non-expert|nonexpert|non-technical|nontechnical|layman*|laymen*|lay|layperson|plain|beginner*|kid|child|dummies|dumb|everyday|easy|easier|easily|understandable|accessible|newbie|noob|novice|outsider
      … explain|describe|break|put … to|for … grand*|mom|mum|mother|dad|father|boss|manager|wife|husband|kid|kids|child|children|friend|parents|student|teenager|freshman|layperson|layman|dog|who|outside|not
      … explain|describe|summar*|put|break|make … to|for someone|somebody|anyone|anybody|people|those|folks|readers|a_person|a_reader|an_audience|newcomers|non-specialists who|without|that|with|not|new|outside|unfamiliar|from|.
      what do|does|did|would IT mean for|to a|an|me|us|normal|ordinary|people|somebody|someone|non
      … explain|describe … as|like if|though|to|i
      … in|using (more|very) simple|simpler|plain|everyday|easy|normal|lay|layman*|laymen*|basic|non-technical|human|less_technical (human|english) terms|words|english|language
      … in (plain) english
      … eli5|eli|layman*|laymen*
      … over my head
      … more easy|simple|basic|plain|understandable|readable .|please|words|terms|for_me|version
      … simpler|easier|simplify|dumb_down|dumbed|dumb_it_down|dumb_that_down|dumb .|version|please|terms|words|it|this|that|#|down
      … too technical|complicated|complex|hard|dense|difficult|much_jargon|academic|many_buzzwords|many_terms|many_technical_terms|many_big_words
      pretend|imagine|suppose i|we am|m|are|know|have (only|just) nothing|no|new|little|a|an|not_a|not_an|never|stupid|dumb|5|6|7|8|10|12|five|six|seven|eight|ten|twelve
      … like|as_if|as_though i|he|she (am|m|was|were) 5|6|7|8|10|12|five|ten|twelve|a|an|only|just|stupid|dumb|new
      … less|without|no|fewer (the|all|all_the|much) jargon|technical|math|maths|buzzwords
      … do_not|dont|did_not|didnt|can_not|cannot|not|hard_to (really|quite|fully) get|understand|follow|understanding (it|this|that|#|a_word|any|anything|what) .|at_all|of|simpl*|it_means|this_means
      … no|not a|an expert|phd|specialist
      … i am|m lost|confused
    `),
  ],
  [
    'details',
    phrases(`
      (some|any|a_few|give|further|additional) (me|us) (some|a_few|any|the) (more|further|additional) detail|details|info|information|background (about|on|of|for|from) (the) (paper) .|IT|please|possible
      (please) elaborate|expand|expound (a_bit|a_little|further|more|please) (on) (IT|please|.|further|more|a_bit|a_little)
      … go|goes|dig|dive|drill (a|a_bit|a_little|much|way|bit|in|into|even) (bit|it|#|that|this) deeper|in_depth|into_detail|into_more_detail|further
      deeper|longer|more_detailed|in_more_detail|in_detail|in_depth .|please|version|summary|explanation|description|answer|into|on|about
      (tell|say|know|hear|learn|read) (me|us) (a_bit|a_little|even|some|something) more (about|on|of) (the) # .|please|paper|one
      (tell|say|know|hear) (me|us) (a_bit|a_little|a_lot|even|some|something) more (about|on|of) (it|this|that|the_paper|this_paper|this_one|that_one|them) .|please
      … explain|describe|summar*|tell … in (more|greater|full|some) detail|depth
      (a|the) longer|long|detailed|fuller|full|extended|thorough (and) (detailed) summary|version|explanation|description|overview|answer|abstract_summary
      what else do|does|did IT|they|the_authors say|tell|write|show|find|report (in) (#) .|about
    `),
  ],
  [
    'summarize',
    phrases(`
      … cliff_notes|cliffnotes|crux|upshot|jist
      … summar*|sumary|tldr|gist|nutshell|takeaway|takeaways|take-away*|take-home|overview|synopsis|recap|bottom_line|highlights|essence|rundown
      … sum|wrap IT up
      break|boil IT down (a_bit|please) .
      make|keep IT (a_bit|very|a_little) short|shorter|brief|briefer|concise
      … second|seconds|sec|minute|minutes|elevator version|summary|pitch
      explain|describe|present (to) me|us IT .
      … IT (really|actually) trying to say|tell|convey|communicate|argue
      … sum_up|summed_up|boil
      … short|condensed|quick|executive|brief version|resume|description|explanation|introduction|intro
      … in one|a|two|three|1|2|3|few|a_few|a_couple_of sentence*|line|lines|word|words|bullets
      … main|big|core|central|basic|important|most_important|essential idea|ideas|point|points|message|picture|thing|things|argument|claim|theme
      … key|main points|message|messages|facts|thing|things
      what is|are|does|do|did IT (actually|really|all|mainly|basically|exactly|again) .|about|say|do|cover|in_short|briefly|in_a_nutshell|all_about (then|again|exactly|in_short|briefly|anyway) .
      what is|are|does|do|did this|that|the|your|their (new|first|last|whole) paper|article|work|research|study|project|# (all|really|mainly|actually) about|say .
      about IT .
      what is|are IT talking|writing (about) .
      what is going_on|happening in IT .
      what do|does|did they|the_authors|people (actually|really) do|study|cover|present|say in|with # .
      … short|short_story|long_and_short of #|it|this|that .
      something (about|of|on) # (please) .
      … know (more) about # .
      explain|describe|introduce|present IT (to_me|to_us|please|briefly|for_me|for_us|again) .
      IT is|does|says|means|claims|shows (basically|actually|exactly|just|really|essentially) (about|on) what (exactly|again|now) .
      (and) # .
      (and|so|but) what_about|how_about # .
      what|how about # (#) (#) .
      what|how about # and|or # .
      … bullet|bullets points
      (a) (brief|short|quick) resume (of) IT
    `),
  ],
] as const satisfies readonly Phrased[]
