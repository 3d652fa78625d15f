/**
 * What people ask and abstracts seldom tell: its name after "gives no", the question, and what an abstract
 * that tells it shows. Where it shows none, nothing is stated, however many other words the two share.
 */
const seldomTold = String.raw`
  licence => licen[cs]e\w*|commercial(?:ly)? use => licen[cs]e|apache|mit license|cc-by|open[- ]source
  price => price|pricing|costs?|expensive|how much .*(?:cost|pay)|dollars? => cost|price|\$\d|dollars?|usd|cheap|budget
  number of GPUs => how many gpus?|(?:what|which) gpus?|gpu hours|hardware|nvidia|what .*trained with => gpus?|tpus?|[ahv][12]00
  memory need => vram|(?:gpu|how much) memory|memory (?:footprint|usage|need\w*) => vram|memory (?:footprint|usage|cost|overhead|by)|gb\b
  learning rate => learning rate|lr => learning rate
  optimizer => optimi[sz]er => optimi[sz]er|adamw?|sgd|muon
  batch size => batch size => batch size
  hyperparameters => hyper-?parameters?|temperature|dropout|weight decay|epochs? => hyper-?parameters?|temperature|dropout|weight decay|epochs?
  resolution => resolution|pixels? => resolution|\d{3,4}p\b|\d{3,4}\s?[x×]\s?\d{3,4}|pixels?
  human evaluation => user stud\w+|human (?:eval\w*|stud\w+|raters?|judges?) => user stud\w+|human (?:eval\w*|stud\w+|preference|raters?|judg\w+)
  number of participants => how many (?:subjects|participants|people|volunteers|annotators) => \d+ (?:subjects|participants|people|volunteers|annotators|experts)
  tokenizer => tokeni[sz]er|vocabulary size => tokeni[sz]er|vocabular\w+
  leaderboard => leader ?board => leader ?board
  funding => fund(?:ed|ing|s)?|sponsor\w*|paid for|grants? => fund(?:ed|ing)|sponsor\w*|grants?
  venue or award => venue|conference|journal|accepted|peer.review\w*|award|neurips|icml|iclr|cvpr|iccv|eccv|acl|emnlp => accepted|neurips|icml|iclr|cvpr|iccv|eccv|acl\b|emnlp|award|journal|conference
  languages => (?:which|what|how many) languages?|multilingual|low.resource|(?:in|support|speak) (?:german|french|spanish|chinese|arabic|hindi|japanese) => languages\b(?! models?)|multilingual|english|chinese|bilingual|low[- ]resource
  context length => context (?:length|window|size)|max\w* (?:length|tokens) => context (?:length|window)|\d+k (?:tokens|context)|long[- ]context|tokens
  number of layers => how many layers|number of layers|how deep => \d+[- ]layers?
  running time => latency|inference time|how long does|seconds|how long .*(?:take|run)|time to => latency|seconds?|minutes?|\d+\s?ms|hours?|fps|real[- ]time|faster|speed-?up
  token count => (?:how many|cost in) tokens|token (?:cost|usage|budget) => \d\S* tokens|token (?:cost|usage|consumption)
  energy use => energy|carbon|co2|electricity|watts?|power consumption => energy|carbon|co2|watts?|power consumption
  number of hours => how many hours => hours?
  API => api => api
  demo => demo|playground|try it (?:out|online) => demo|playground
  device it runs on => apple silicon|macbook|mac|jetson|raspberry pi|iphone|android|phone|cpu|laptop|edge devices?|on.device|consumer (?:gpu|hardware)|rtx ?\d*|4090|3090 => apple|jetson|raspberry|mobile|phone|cpu|laptop|edge devices?|on[- ]device|consumer|rtx
  vendor => vendor|manufacturer => vendor|manufacturer
  error bars => seeds?|significance|standard deviation|error bars?|confidence intervals?|p-values? => seeds?|significan\w+|standard deviation|confidence
  limitations => limitations?|drawbacks?|downsides?|caveats?|shortcomings? => limitations?|drawbacks?|limited to|however|fails?|fall(?:ing)? short|future work|challenging|remains?|but\b
  ethics or risks => ethic\w*|bias(?:es)?|misuse|privacy|risks?|dangers? => ethic\w*|bias\w*|misuse|privacy|risks?|harm\w*|safety
`
  .trim()
  .split('\n')
  .map(line => {
    const [name = '', asks, shows] = line.trim().split(' => ')
    return {
      name,
      asks: new RegExp(`\\b(?:${asks})\\b`, 'i'),
      shows: new RegExp(`(?<![\\p{L}\\d])(?:${shows})`, 'iu'),
    }
  })

/** Whether a question asks for something that abstracts seldom tell. */
export function asksSeldomTold(question: string): boolean {
  return seldomTold.some(({ asks }) => asks.test(question))
}

/** The name of what a question asks for and a text does not show; undefined where nothing is known to be missing. */
export function missingFrom(text: string, question: string): string | undefined {
  return seldomTold.find(({ asks, shows }) => asks.test(question) && !shows.test(text))?.name
}
