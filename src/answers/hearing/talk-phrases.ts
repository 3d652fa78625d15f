import { phrases } from '../phrases.ts'

/** Words of papers and of what is done in them; with none of these a question may be about anything. */
export const ofResearch =
  /#|\b(?:it|its|they|their|this|these|those|them|authors?|papers?|articles?|models?|llms?|methods?|approach\w*|techniques?|experiment\w*|results?|findings?|data ?sets?|data|train\w*|pre-?train\w*|fine-?tun\w*|tun\w+|annotat\w*|label\w*|gpus?|tokens?|tokeni\w*|optimi\w*|reward\w*|retriev\w*|learn\w*|loss|layers?|param\w*|encod\w*|decod\w*|prompt\w*|agents?|inference|latency|memory|benchmark\w*|evaluat\w*|tests?|tested|ablation\w*|baseline\w*|human|languages?|images?|video\w*|robot\w*|network\w*|neural|algorithm\w*|architecture\w*|embedding\w*|attention|transformer\w*|diffusion|reasoning|task|tasks|domains?|knowledge|generaliz\w*|generalis\w*|scal\w+|metrics?|measur\w*|accura\w*|perform\w*|seeds?|hyperparam\w*|gains?|improve\w*|sizes?|users?|humans?|handles?|handled|samples?|noise|noisy|features?|supervis\w*|reinforcement|rl|sft|classif\w*|predict\w*|generat\w*|dialog\w*|question answering|text|word|words|speech|audio|vision|licen[cs]e\w*|abstract|title|introduction|section|appendix|definition|example|examples|details?)\b/i

/** Questions and remarks that people make to each other. */
export const amongPeople = phrases(`
  … we|our|ours|us|mine|anybody|anyone|everybody|everyone|somebody|someone|y'all
  … my|your|yours
  … he|she|his|him
  … boss|manager|hr|room|hire|hires|ci|prod|staging|outage|wifi|badge|charger|invite|email|mail|agenda|flight|hotel|taxi|visa|poster|workshop|pizza|cake|sick|weather|raining|snowing|traffic|parking|movie|football|keys|phone_number|travel|trip|password|login|duty|1on1
  … 1pm|2pm|3pm|4pm|5pm|6pm|8am|9am|10am|11am|12pm|noon|o'clock
  how|why|what|where|when|which|who do|did|are|would|were|have|will you
  … lunch|dinner|coffee|beer|beers|meeting|meet|meetings|standup|slides|deadline|pr|prs|vacation|weekend|holiday|holidays|office|ticket|tickets|call|zoom|calendar|birthday|budget|sprint|retro|jira|rebuttal|camera-ready|reviewer|reviewers|journal_club|reading_group|on_call|minutes|laptop|deploy|deployed|merge|merged|rebase|intern|interns|thesis|defense|defence|advisor|supervisor|party|drinks|notes|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday
  … for|with|to|of|on|than us
  … the|another|new server|cluster|job|printer|draft|doc|interview|build|pipeline_is
  has|have|did … been|get submitted|rejected
  what time|day|room|floor
  what a
  … you (guys|all|still|already|ever|both|two|folks|have|also|really) look|looked|see|saw|seen|think|have|get|got|send|sent|review|reviewed|read|check|checked|know|want|coming|going|up|free|try|tried|run|ran|ever|merge|join|come|finish|finished|remember|fix|fixed|close|closed|forget|push|pushed|open|opened|around|there|here|add|invite|ping|pinged|book|booked|hear|heard|plan|planning|feel|feeling|ok|okay|in|working|bring|delete|update|updated|broke|assign
  … you mean .
  … of you|y'all
  … you guys|all|folks
  who is|are|was (not|still|also) presenting|coming|going|in|up|free|around|there|joining|taking|driving|bringing|leading|chairing|responsible|available|here|next|hosting|attending
  who is|are on (the)
  … free|available now|today|at|later|right_now
  who broke|took|has|wants|takes|else_wants|else_is|left|moved|deleted|pushed|ate|will|would|can|could|did_you|should|turned
  how are|is you|everyone|life .|doing|all|today
  how is|was it|everything|life|the|that going|trip|flight|talk|interview
  is|are it|this|that|they ok|okay|fine|done|true|you|me|real|serious|still_on|urgent|on_purpose .
  is|are|was|has|will|did he|she|his|her .|in|here|coming|back|ok|sick|still|there|know|say|said|reply|already
  really|seriously|what|right|huh|and|who|when|where .
  where are|is|do|did you|everybody|he|she|lunch|everyone
`)
/** What only looks as if it were asked of people. */
export const askedOfBot = phrases(`
  … anyone|people|somebody comment*|discuss*|talk*
  (please) (can|could|would|will) you (please|also|just|quickly) send|share|drop|post|paste|add (me|us) (the|a|its|their) (full|arxiv|project) link|links|pdf|url|paper|abstract|bibtex|citation|code|repo|doi|reference
  (please) (can|could|would|will) you (please|quickly|just) go|run|walk|take (me|us) through|over
  what else do|have|did|can you got|have|find|found|show|know
  (please) (can|could|would) (you) (please) explain|describe|summar*|put|break|rephrase|simplify … to|for someone|somebody|anyone|anybody|people|those|folks
  (list|name|show|give|who) (is|are|me|us) everyone|everybody (listed|named|credited|involved) on|behind|of #
  who else is|has|are … papers|paper|research|topic|problem|area|groups|labs|field|literature
  who has|have (actually|originally) written|made|published|developed|created|built|proposed|authored|invented|released it|this|that|#|the_paper
  can|could|may|would|do|should we|i see|get|have|read|find|use|ask|know|search|sort|filter|cite|care
  (do|can|could|would|will) you|i have|know|give|show|tell|share|provide|see|find|get|explain|describe|like_to|please|name (a|an|the|any|more|some|me) (more) detail*|information|info|link|links|pdf|url|code|repo|abstract|more|what|why|how|example*|sort|kind|definition*|else|papers|paper|me
  (do|can|could|would|will) you (please|also|maybe|quickly|briefly|perhaps|just) give|show|tell|explain|describe|summar*|sum|define|compare|find|search|list|paste|sort|order|filter|name|elaborate|recommend|suggest|put|get|rank|check|look
  … give|tell|show|explain|get|send|help|walk|let|share (it|this|that) (to) us|me
  (please) search|find|show|summar*|compare|explain|list|my|give|tell my|our|us
  … your|the answer|answers|reply|commands
  … you approach|method|model|technique|paper|system|framework|algorithm|propose|dataset|data|annotation|task
  … your (own|proposed|new|main) approach|method|model|technique|paper|system|framework|algorithm|experiment*|result*|dataset|study|article|work|evaluation
  … did|do|does|are|were|have|why|how|which|what|would you (also|only|then|actually|first|just|even) use|used|train*|evaluat*|measur*|test*|apply|compar*|assess|assume|extract|select|choose|experiment*|inject*|add|encode|collect*|annotat*|observe*|determine|handle|build|design*|propose|deal|need|ensemble|defin*|obtain*|reduc*|explain
  … if we … does|do|is|would (not) it|this|that|they|the
  what do|have|did we have|got
  … you got|are|were|have (got) it|that|this|me|my|the|all|totally|completely wrong|mistaken
  … not answer|understand|answering my|the|me
  how do|does you work|function
  are you (just) (a|an) (real) bot|robot|human|ai|llm|person|machine|chatbot
  what do you mean|recommend|suggest|know
  … what we had|have|knew|know (before|already)
  … over my head
  can|could|would someone|anyone|anybody|somebody … sum|summar*|explain|dumb|simplify|tell|remind|define|translate|describe|compare
  why should|would|do|does anyone|anybody|people|we|someone|somebody care|need|use|want|read|bother
  why should|would anyone|anybody|someone|somebody do|build|make it|this|that|# .
  does|do|can|could|would|will it|#|this|that|they|the_model (even|also|still) run|work|fit on|in (a|an|one|my|our) (single|normal|consumer|standard|old|small|cheap) laptop|laptops|gpu|gpus|cpu|cpus|phone|phones|colab|desktop|device*
  … your (main) features|abilities|capabilities|skills|functions
  … explain|rephrase|to (it|this|#) … my|our
  what|why|how … we|one|i should|can|would|could care|learn|conclude
  why should|would we care|bother|read
  … should|could|can i|we read|cite|reference
  … how should|can|do|could we|i cite|reference|read|find|get|use
  what can|could|should i|we do|ask|say|read|search
`)
/** Wishes to know that have no form of a question. */
export const wondering = phrases(`
  … i|we|just am|was|were|m wondering|curious|interested if|whether|how|what|why|which|in|about
  (i) wonder if|whether|how|what|why|which
  … i would|d like|love|be_interested to|is|in know|learn|understand|how|what|see
  (but|and|so|yet) (i) (am|m) not sure if|whether|how it|this|that|they|the|#
  … do you think
`)
/** Remarks, also where they begin like an order. */
export const remark = phrases(`
  … i think|guess|bet|feel|agree|doubt|love|like|hate|wonder|was|am|will|would|have|had|read|saw|tried|use|used|know|believe|suppose|hope|buy|m|ll|d|ve|need_to|should|can_not|liked|did|found|forgot|finished|missed|got|just|prefer
  … i do_not|never|also|really|just|still|once think|buy|like|agree|believe|know|see|trust|use
  (i) (am|m) new here|around|to_this|to_the_team|to_the_channel
  … imo|imho|tbh|tbf|fyi|afaik|iirc|btw|brb|lgtm|wfh|ooo|ngl|ptal|ship_it|nvm|asap|eod|reminder|rip
  … we should|could|can|need|have|use|used|tried|will|are|might|did
  agree|agreed|same|me|my|our|your|his|her|he|she|we|maybe|probably|merged|pushed|fixed|see_you|see|forgot|running|hope|let's|never_mind|not_sure|not_convinced|reminder|happy|welcome|congratulations|looking_forward|on_it|good_luck|well_done|heads_up|yeah|apparently|turns_out|basically|lots|too_bad|poor|typical|classic|who_knows
  … http*|www*|github.com*|arxiv.org*
`)
/** A word of judgement and a noun: `cool paper`, `solid results`, `what a title`. */
const praising =
  '(such|what|very|really|so|pretty|quite) (a|an) (very|really|pretty|quite) great|nice|cool|impressive|amazing|awesome|solid|interesting|good|crazy|wild|insane|weak|strong|bad|beautiful|neat|sick|dope|weird|funny|clever|smart|huge|terrible|boring|lovely|wonderful|excellent|weird|sweet|fun paper|papers|work|results|result|idea|ideas|stuff|title|titles|method|approach|abstract|summary|dataset|benchmark|find|read|list|pick|picks|numbers|plot|plots|figure|figures|demo|code|repo|article|overview|trick|one|job'
export const praise = phrases(`
  ${praising}
  (such|what) a|an
  love|loving|loved|like|liked|hate
`)
/** Nothing but that: `great find` tells nobody to find. */
export const onlyPraise = phrases(`${praising} .`)
/** Orders that ask for an answer, whatever it is about. */
export const asksInOrder = phrases(`
  (please|now|then|and|so|also|ok|just|but|maybe) (can|could|would|will) (you) (please) tell|show|give|teach me|us
  (please|now|then|and|so|also|ok|just|but|maybe) (can|could|would|will) (you) (please) explain|elaborate|describe|clarify
`)
/** Orders that nobody gives to colleagues in passing, whatever else is said with them. */
export const plainOrder = phrases(`
  (i|we) am|are|m|re (also|now|just) looking|searching|hunting|after (for) … papers|work|research|something|anything|articles|literature
  (please|now|then|and|so|also|ok|just|but|can|could) (you|u) (please) explain|summar*|describe|compare|define|list|show|sort|filter|search|find|hide|tldr|eli5
`)
/** How orders open. */
export const opensOrder = phrases(`
  (please|now|then|and|so|also|ok|just|only|kindly|first|can_you|could_you|can_u|but) show|list|give|tell|print|save|bookmark|keep|remove|drop|look|summar*|sum|tldr|eli5|explain|brief|fill|catch|describe|define|compare|contrast|search|find|sort|order|rank|reorder|filter|hide|exclude|cite|paste|help|send|open|walk|let|put|bring|boil|break|dumb|get|need|want|share|post|recommend|suggest|talk|go|take|move|read|say|remind|clarify|only|just|recap|outline|skip|narrow|limit|restrict|discard|continue|load|more|another|next|new|simplify|rephrase|translate|elaborate|tell_me|can|could|would|will|looking_for|in|who|drop
  … please .
  i would|want|need|am|m|d like|love|to|interested|looking|after|papers|stuff|something|anything|work|works|research|literature|articles|studies|the|more|a|some
`)
