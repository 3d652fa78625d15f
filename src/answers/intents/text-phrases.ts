import { type Phrased, phrases } from '../phrases.ts'

/** What people say for what the text of a paper may tell. */
export const ofTexts = [
  [
    'novelty',
    phrases(`
      … novel|novelty|contribution|contributions|innovation|innovations|innovative|originality|unique|groundbreaking|breakthrough .|of|in|for|about|here|with|idea|insight|point|part|aspect|and|is|are|do|does|this|please|compared|over|then
      what sets|makes|distinguishes IT|this_paper|this_work (so|from) apart|special|different|unique|novel|new|stand_out|interesting|others|other|previous|prior|existing|the_rest
      what do|does|did IT|they bring (new) (to) .|the_table|new
      what brings|brought IT (new) .
      what is (so|actually|really|even|particularly|the|it|genuinely) new|special|different|original|clever|unique|interesting .|here|about|in|with|on|compared|that|this|to|from|thing
      what (do|does|did) IT do (that_is) differently|different|new
      … different|differ|differs|difference|distinguish*|differently|new|compare|compares|improve|stand|stands|better (from|to|than|with|compared|against|over|between|out) (it|this|#|the|what|and) (from|to|with|and) (the|what|all|has|is) previous|prior|earlier|existing|other|others|related|older|past|before|been|already|exists|was|state|rest|competitors|alternatives (work|works|methods|approaches|papers|done|there|out|ones|has|been|research|literature) .|done|there|before|on|in|known|works|methods|already
      … different|differ|differs from|to|than what|previous|prior|earlier|existing|others
      … go|goes|improve|improves|build|builds beyond|further|on|upon|over (than) (the) prior|previous|existing|earlier|others|what|past
      … been_done|was_done|done|seen|known (this|it|that) before|already|earlier|elsewhere
      (and|so) (the) new|novel thing|part|bit|aspect|piece in|of|about|with|here IT|.|is
      … key|main|real|core insight|insights|innovation
      … key idea|ideas
      what does|do|did IT|the_authors|they (actually|really|newly) propose|introduce|present|contribute|bring|offer|add|invent
      what is|are (being) (the) (main) proposed|introduced|presented|proposal
    `),
  ],
  [
    'motivation',
    phrases(`
      … motivat*
      why do|does|did|is|are|was|were|would|has IT|the_authors (even|really|actually|so|such|a|all|want|choose|bother|to) matter|exist|important|needed|necessary|useful|relevant|interesting|worth|done|do|big|write|build|make|care|bother|significant|study|work|written|made|created|required|develop|create (this|it|deal) (on) .|at|for|to|this|it|that|in
      what are|is|were|was IT|they|the_authors trying|aiming|attempting|hoping|looking|wanting to
      what do|does|did IT|they|the_authors try|want|aim|hope|attempt to
      why did|do|does they|the_authors|he|she write|make|build|create|do|publish|develop|start|bother #|it|this|that|with
      why do|does|did IT matter|exist|important|do_this|do_it|do_that
      why (do|does|should|would|must) (i|we|you|one|anyone|people|the_world|somebody) care|read|bother|need|want|be_interested
      why should|would anyone|someone|somebody|people|one (even|ever) do|build|make|use this|that|it|# .|with|for
      why is|are (this|that|it|#) (problem|topic|work|paper|research|task) .|important|relevant|hard|interesting|necessary|needed|useful
      why .
      why is|are|was|were IT (a|an|such_a|even_a|really_a) (big|hard|real|open) problem|issue|challenge|thing|topic
      why this|it|#|bother|now|care .|paper|work|problem|and
      (and) so what .
      what|which (exact|specific|open|real|research|core|main|actual|kind_of|kinds_of|sort_of|big|practical|the) problem|problems|gap|gaps|challenge|challenges|issue|issues|need|pain_point (is|are|do|does|did|was|were) (being) IT|they|addressed|solved|tackled|solve|solves|address|addresses|tackle|tackles
      what|which (is|are|was|the) (the|their|its) (main|core|exact|research|underlying|real|actual|open|whole|basic|big|bigger|biggest|original|general|overall) problem|gap|challenge|point|purpose|goal|goals|aim|aims|objective|rationale|reason|reasons|context|background|need|use|issue|pain_point|idea_behind|research_question .|IT|of|for|in|behind|here|with|they|being|that|addressed|to|they_are
      what is it|this|#|that (even) (good|useful|needed|for) for .
      … reason|reasons|motive|motives (why|that) IT|they|the_authors|anyone|someone|somebody|people
      … reason|reasons|rationale|idea|thinking|story|inspiration behind|for (doing|building|making|writing|creating|developing|proposing) (this|it|that|#|doing) .|work|paper|research|study|one
      for what is|are|would IT (be) good|useful|needed|used .
      who needs|benefits|cares|would_need|would_use
      … is|are IT (even|really|actually) important|relevant|useful|significant|needed|necessary|worth_reading|worth_it
    `),
  ],
  [
    'limitation',
    phrases(`
      … limitation|limitations|drawback|drawbacks|weakness|weaknesses|shortcoming*|downside|downsides|caveat|caveats|flaw|flaws|pitfall|pitfalls|disadvantage*|cons|criticism*|trade-off*|tradeoff*
      … the|a|any|some catch|limits
      … the limits .|of
      … failure|fail cases|modes|case|mode
      … where|when|how|in_which_cases|under_what_conditions does|do|would|might|could|can|will|did IT|they|the_method|the_model (typically|usually|still|most|not) fail|fails|break|breaks|break_down|struggle|struggles|fall_short|work_well|not_work|work_badly|underperform
      where|when|how does|do IT fail|break|struggle .
      what can|does|could|did|do (not) (IT) (not) (do|handle|work|solve|cover|address) .|well|here
      what can|can_not|cannot|does_not|could_not IT (not) (do|handle|solve) .|#
      what can|does|could|did IT not do|handle|solve|cover|address|support .|well|#
      … what|anything|something|where|much (can|could|might|may|would|will) go|goes|went|going wrong
      what is|anything|something|whats (still|not) wrong|missing|bad|weak|problematic|lacking|not_working|unsolved (with|about|in|from) (#|it|this|that) .
      anything|something|what (that|which) (still) (is|are|does|do|did) not work|scale|working|solved|covered|handled
      … any|some|what|the|known|open (are|the|open|remaining) problems|issues|concerns (with|in|of|about|remain*) #|it|this|that|.|the_method|their|left
    `),
  ],
  [
    'results',
    phrases(`
      how much better|worse|improvement|faster (is|are|does|do|did) IT|they|the (perform|do|get) … than|over|compared|vs|.
      do|does|did|can|is|are|has|have IT|they|the_model|the_results (actually|really|even|also) beat|beats|outperform*|surpass*|match|better|superior|competitive|exceed*
      how (well) do|does|did|is|are … do|doing|fare|perform|score|stack_up|hold_up on|in|against|with|at|across|overall|compared|vs|.
      … any good .|at|though
      … is|are IT worth_it|worth_reading|worth_the_hype
    `),
  ],
  [
    'dataset',
    phrases(`
      … what|which|wich|any|on|releas*|publish|introduce|provide|the|their|used|of|for (a|is|are|was|the) (new|training|train|test|evaluation|public|main|own|data) dataset*|benchmark*|corpus|corpora|testbed*|evals|test_set|testset
      … what|which|any|the|their|training|train|test|evaluation|whose|where (is|was|does|of|did|kind|kinds|sort|type|sources|the|their|training|train) (of|the|their) (training|train|test|source|labelled) data (of|for|is|are|was|were|did|do|does|used|came|come|comes|from|they|it|#|behind|in|to|set|sources|get) .|from|for|of|is|are|was|were|did|do|does|used|they|it|#|in|come
      what|which (tasks|kind|kinds|sort|types|public|standard|existing|other|models|metrics) (of|and|or|public|standard|existing) (tasks|kind|public|standard|existing|the) dataset*|benchmark*|corpus|corpora|evals
      … data .|sources|source|sets|set
      (what|which) (is|are|was|were) (the|their|its) training|test|train|eval|evaluation|validation|dev set|sets|split|suite .|of|for|in|used
      (training|test|train|the|any) dataset*|benchmark*|data|corpus|corpora|evals|evaluation .|for|of|in|used|behind|please|#
      (on|with) (what|which) (is|was|are|were|did|do|does|has|have) IT|they|the_model|the_models|the_authors (been|it|this|that|all|their|use|using) (actually) pretrained|finetuned|fine-tuned|trained|tested|evaluated|test|train|evaluate|validate|validated|benchmark|benchmarked|learn|learned (it|this|on|with|against|#|their) (on|with|against|method|approach) .
      … trained|tested|evaluated|validated|benchmarked|train|test|evaluate|pretrained (it|this|that|them|#) on|with|against|using what|which
      how do|does|did|is|was|are IT|they (it|get) evaluated|tested|evaluate|benchmarked|test|validated (it|this|that) .
    `),
  ],
  [
    'question',
    phrases(`
      why
      does|do|did|is|are|can|could|was|were … affect|influence|depend*|hurt|correlate|drop
    `),
  ],
  [
    'results',
    phrases(`
      … result|results|finding|findings|outcome|outcomes|conclusion|conclusions|performance|improvement|improvements|improvments|metrics|gains .|of|in|for|on|are|do|does|did|they|were|over|and|like|compared|this|is|from|against|here|please|look|reported|with|than
      (by) how much (better|faster) (is|are|does|do|did|can) IT|they|performance better|improve*|gain*|outperform*|beat*|increase|faster|than
      what came|comes|resulted|results|emerged (out) of|from IT|all_this
      how big|large is|are|was the|their gain*|improvement*|speed*|difference|effect
      how good|well|strong|accurate|effective|successful|bad|impressive|competitive (is|are|does|do|did|was|were) (the|their) IT|gain*|improvement*|performance|they|results|method|scores
      how … perform|performs|fare|fares|stack_up|stacks_up|do (compared|against|in|on|overall|here|well) .|with|to|baseline*|benchmarks|sota
      … beat|beats|outperform|outperforms|outperformed|surpass*|exceed*|better|improve|improves|improved|gain (than|on|over|upon|against) (the) (previous|existing|current|strong|other|all|prior) sota|state|state-of-the-art|baseline*|prior|previous|others|everything|competition|competitors|existing|rest|methods|other_methods
      … sota|state-of-the-art|state_of_the_art
      is|was IT (any|actually|really|so|very) good|better|effective|successful|accurate|competitive (than) .|at_all|enough
      did|does|do IT (actually|really|even|all) work|succeed|help|pay_off|improve|improve_anything (well|out|at_all|in_practice) .
      what|which|wich (kind_of|the|are|is|were|do|does) (the|their|its|main|reported|final|exact) number|numbers|score|scores|accuracy|f1|auc|bleu|metric|speedup|gains
      … what did|do|does IT|they|the_authors|the_experiments|experiments (actually|really|finally) find|show|achieve|conclude|observe|discover|report|learn|demonstrate (out) .|in|overall|at|with|about
      scores|score|accuracy|numbers|benchmarks .|for|of|please
      the|main|key|any numbers .|for|of|in
    `),
  ],
  [
    'method',
    phrases(`
      how does|do|did|is|are IT|they|the_method|the_model (actually|really|all|even|exactly) work|works|function|operate|do|done (it|this|that|so|the_trick|together) (under_the_hood|in_practice|exactly|internally|technically|in|in_detail|then|inside|there|here) .|#
      how does|do|did IT (actually|really) work|do .|this|that|it|in|under
      how do|does|did|is their|the|its pipeline|method|approach|architecture|training|model|system|framework|setup|algorithm|idea|technique of|in|from|behind # (actually|really) look|looks|work|works|function|functions|operate
      how do|does|did|is their|the|its (training|whole|overall) pipeline|method|approach|architecture|training|model|system|framework|setup|algorithm (actually) look|looks|work|works|function|structured|built (like) .
      … explain|describe|tell|show (to) (me|us) how IT works|does|do|did|achieves (it|this|that) .
      how have|has IT|they|the_authors (actually) realised|realized|done|achieved|solved|built|implemented|managed|approached|made|accomplished
      how is|are|was|were IT (actually|being) done|built|made|implemented|trained|designed|constructed|structured|achieved
      how did|do|does they|the_authors|#|it (actually|manage|achieve) (to) do|achieve|pull|accomplish|solve|approach|implement|build|make this|it|that|off
      what|which|explain|describe|walk|talk|outline|their|its|the|understand|detail*|about … method|methods|methodology|approach|approaches|architecture|technique|techniques|algorithm|algorithms|pipeline|mechanism|procedure|framework|recipe|backbone|trick|under_the_hood|strategy|workflow|training_setup|model_design
      (explain|describe|outline) (the|their) training|learning procedure|process|pipeline|recipe|method|algorithm|setup .|of|for|in|#|please
      method|methods|methodology|approach|architecture|technique|algorithm|pipeline|backbone (section|part) .|of|for|in|used|behind|details|#|please
      … under_the_hood|inner_workings|secret_sauce|step_by_step|technical_details|works_internally
      (and) how (exactly|so|come|then|though) .
      … explain|describe|understand|tell|show|walk|through|over how IT works|is_done|they_did
      how IT works|functions|is_done|was_done .|in|under|exactly
      what is|are (the|their|its) (main|core|basic) trick|secret|mechanism|method|approach|idea_behind
    `),
  ],
] as const satisfies readonly Phrased[]
