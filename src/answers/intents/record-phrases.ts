import { type Phrased, phrases } from '../phrases.ts'

/** What people say for what the record of a paper tells, and for what the bot does with a paper. */
export const ofRecords = [
  [
    'popularity',
    phrases(`
      (how) (many) upvotes|votes|likes|comments|people_like
      … upvotes|upvoted|upvote
      … vote|like|comment count|counts
      … anyone|people|anybody|someone|somebody|they commented|commenting|comment|discuss|discussing|talking
      … any|many|much|the|of|see|read comments|commentary|discussion|discussions|buzz|hype
      how popular|hyped|well-received|well_received is|are|was
      how much attention|hype|buzz
      … get|gets|got|getting|receive|received|receiving (a|any|much|the|lot|lots|so) (lot|of) (of) attention|traction|love|buzz|hype|upvotes|likes
      … what are|do|did people|others|folks|readers saying|say|think|thinking
      is|are IT popular|trending|hyped|hot
      … community|public reaction|reception|response|feedback
      what do|does the|other (whole|wider|research) community|people|readers|researchers|others (actually) say|think
      how is|was|were IT (being) received|perceived|accepted|rated
      popularity|comments|likes|votes
    `),
  ],
  [
    'code',
    phrases(`
      … github|gitlab|repo|repos|repository|implementation|implementations|checkpoint|checkpoints|codebase|colab|source_code|code_base
      … open_source|open-source|opensource|open_sourced|open-sourced|opensourced|open_weights|open-weights|open-weight
      … the|any|its|their|official|find|get|got|grab|release|released|publish|published|share|shared|open|have|has|where|provide|public code .|for|of|to|available|public|publicly|online|link|anywhere|somewhere|yet|already|out|on|and|or
      … is_there|are_there|exists|find|get|release|released|share|where_is|where_are|provide|with|has|have (also|already|maybe|even) (a|an|the|any|some|its|their|official|public|open) (official|public) code|weights
      code|weights .|for|of|available|public|link|and|or|released|on
      … upload|uploaded|release|released|publish|published|share|shared (the|their|its|any|a) (trained|final) model|models|weights|checkpoint|checkpoints
      try|test|play_with|run it|this|that|# .|somewhere|online|out|anywhere|myself|locally
      (model|pretrained|trained|are_there|any) weights .|for|of|available|public|online|anywhere|please|on|released|out
      … pretrained|trained|the|any|their|its|model weights|checkpoint|checkpoints
      … hugging_face|huggingface|hf model|models|checkpoint*|weights|space|repo|hub|page|link|demo
      … model|models|weights|it on hugging_face|huggingface|hf|the_hub
      … anything|everything|something open|public|released|available
      … is|are|were|did|have|has IT|the_models|the_weights|weights|the_code|models (be|been) public|publicly|available|released|open|downloadable|them|it|anything
      … download the|its|their model|models|weights
      (where|how) can|could|do|would|may (i|we|one|you) try|run|install|play_with|test it|this|that|#|the_model
    `),
  ],
  [
    'cite',
    phrases(`
      … bibtex|bib|bibliography|bibitem
      (the|a|full|proper) cite|citation|citations .|of|for|this|it|that|#|entry|please|info*
      … cite .|#|this|it|that|them
      … citation|reference .|for|entry|of #|it|this|that
      how … i|one|we|you reference #|it|this|that
    `),
  ],
  [
    'abstract',
    phrases(`
      … abstract|abstracts .|of|for|from|to|in|here|and|please|say|says
      … abstract # .|here|please
      # abstract
    `),
  ],
  [
    'date',
    phrases(`
      when was|is|were|did|has|have … publish*|releas*|post*|submi*|out|upload*|appear*|written|put|from|announced|presented
      when is|was IT (from) .
      is|are|was|were IT (from) this|last|2*|1* .|year|month|week
      when did|was|were|has|does|do IT|they (first|get|go|hit|land|make|appear|drop|come|came|surface|arrive|show_up) .|it|out|this|public|live|online|arxiv|on|to|up|out
      how old|new|recent|fresh|long_ago
      (from) what|which date|day|year|month
      … publication|publishing|release|submission|upload date|day|year
      is|are|was IT (really|very|quite|fairly|still) new|old|recent|fresh|current (or|and|enough) .|old|new|not
      date|year|published|publication .|of|for|when|please
      since when
      how long is|are|has|have|was IT (already|been) (already|been) out|online|published|around|on|available|public
      is|are|was IT (really|even) (a|an) (very|fairly|quite) new|recent|fresh|old one|paper|article .
      … came|come|went out when .
    `),
  ],
  [
    'link',
    phrases(`
      (the) (a) link|links|url|urls|arxiv|pdf|website|webpage|homepage|doi .|to|for|of|please|#|and|link|page|version
      … the|a|any|its|their|project|paper|arxiv|share|send|have|got|post|drop|need|get|to|as|me link|links|url|pdf|website|homepage|webpage|doi .|to|for|of|please|#|and|or|here|version
      … project|home|arxiv|paper|web|demo page|site|pdf|link
      … full|whole|entire|actual|original|complete paper|text|article|thing|pdf|version
      … on|from|the|its arxiv .|for|of|#|page|version|link|id|number
      where|how can|could|do|does|would i|we|one|you (go_to|go_and) read|find|get|see|access|view|open IT|the_full|the_paper|more|them
      where is # .
      where is|are|can IT|they (itself|actually|available|online|published|hosted|be) (online|available|found|published|hosted) .
      how can|could|do|does|would i|we|one get|find|access|open|reach (to) it|this|#|the_paper|the_full
      … id|identifier .|of|for #|it|this|that
      read|access|view IT|the_full|more .|somewhere|online|anywhere|in|on
      open # (for_me) .
      … website|homepage|webpage .
    `),
  ],
  [
    'authors',
    phrases(`
      author|authors|affiliation|affiliations|who_are_the_authors
      (who|list|name|names|show|what|which|all|full|please|any|their|its) (is|are|was|were) (the|all) (full|list|names) (of|list) (the) author|authors|affiliation|affiliations|names|authorship .|of|on|for|list|names|please|and
      … affiliation|affiliations
      … authors|author .|please
      … is|are|was the|its|their (first|last|lead|senior|main|corresponding) author|authors
      … first|last|lead|senior|corresponding author
      who wrote|made|did|published|developed|created|built|proposed|authored|invented|is_behind|are_they|are_these|are_the|is_the|was_behind|came_up|is_it|did_this|released|posted
      who is|are|was|were … author|authors|behind
      (who|name) (is|are) everyone|everybody|all_people|all_the_people|the_people|people|all_names|the_names|contributors (listed|named|credited|involved) on|behind|of #
      (from) (at|in) (which|what) (the) lab|labs|university|universities|uni|company|companies|institut*|group|groups|team|teams|organi*|school|country|affiliation*|people
      by|from who|whom
      whose
      who has|have (actually|originally|all) written|made|published|developed|created|built|proposed|authored|invented|done|released IT|them|the
      who|whom|which_people|which_group|which_team stands|stand|worked|works|sits behind|on IT
      is|are|was|were IT|the_authors|they (a|an|another|work) (paper|work) (made|written|done|published|come|coming) from|by|out_of|at|made_by
      where is|are|does|do IT (come) from
    `),
  ],
  [
    'question',
    phrases(`
      is|are|does|do IT|they|the_authors|the_results … similar|related
    `),
  ],
  [
    'newer',
    phrases(`
      … any|anything|something|some|find|show|get|see|is_there|are_there|there|are|list|know|want|need (me|us|there|of|any|anything|some|the) (papers|works|work|research|articles|ones|studies|stuff) newer|more_recent|later|fresher|more_up-to-date .|paper*|work*|ones|stuff|research|article*|studies|publications|than|on|about|like|along|available|out
      (any|some|the|show|see|find|list|and|what_about|how_about) (me|us) newer|more_recent|later|newest paper*|work|works|ones|stuff|research|studies|article* .|please|on|about|like|in|than
      newer|more_recent .|please|ones|on
      did|has|have|is|was|are anything|something|anyone|there|somebody (anything|something) newer|more_recent|later (come|came|appear*|been|out|publish*|release*|done)
      what|anything|something (has|have|is) (been) (come|came|happened|appeared|published|changed|done|new) (out|done) since (then|this|it|that|#)
      … follow-up|followup|follow_up|successor|successors (work|works|paper|papers|study|studies) .|on|to|of|for|by|since|out
      (what_is) (the) latest|newest|most_recent (work|works|papers|research|stuff) on|in|about IT|topic .|topic
    `),
  ],
  [
    'similar',
    phrases(`
      (is|are) (there) (any|some|anything|something|papers|other|more|what) (other|else|works|papers) (that) (is|are) (most|very) similar|related|comparable|adjacent .|paper*|work|works|ones|#|to|studies|articles|research|in
      … similar|related|close|comparable|adjacent|neighbouring paper*|work .|on|to|as|for|of|please
      … find|show|get|list|see|recommend|suggest|want|need|know|other|more|any|some|anything|something … similar|related|comparable paper*|work|works|ones|to|#
      … more|anything|something|papers|others|ones|stuff|another|else|work|works|one (out_there) like|resembling|akin_to|close_to|similar_to|along_the_lines_of|in_the_spirit_of|in_the_style_of|in_the_vein_of IT
      what|which else|others|other is|are|comes (there) close|near|similar|related|comparable (to) IT
      … what else|other is|are|exists|work|papers … like|on|in IT
      … papers|work|works|ones|anything|something|others|more in|along the|a (same|general|similar) direction|direction|vein|spirit|style|area|field|line|lines of #|it|this|that
      … papers|work|works|ones|anything|something|others|more … in|on|along|about this|that|these|the_same|a_similar|similar (same) direction|vein|area|topic|line|lines|subject|theme|spirit|problem|task|question|idea
      … papers|work|works|anything|something|others (that) resembl*
      like # .
      # like .
      what (else|other_papers|papers) should|could|can|do|would|might|to (i|one|we|you) read|look_at|check_out|recommend next|after|besides|on|about|in|if|along
      (is|are|do|does|has|have) (there) (any) other|more groups|labs|people|teams|researchers|authors|companies (also|who) work|working|doing|do|tried|study|studying|tackle|tackling (on) IT|the_same
      who else works|worked|is_working|does|did|has|studies
      what else should|could|can|do i|one|we|you read|look_at|check_out|recommend
      more of this|that|the_same|these|it .|kind|sort|type|style
      neighbours|neighbors .|of
    `),
  ],
  [
    'save',
    phrases(`
      save|bookmark|remember .|IT|paper|all|both|each|everything|them|those
    `),
  ],
] as const satisfies readonly Phrased[]
