/**
 * What people ask and abstracts seldom tell: its name after "gives no", the question, and what an abstract
 * that tells it shows. Where it shows none, nothing is stated, however many other words the two share.
 */
const seldomTold = String.raw`
  licence => licen[cs]e\w*|commercial(?:ly)? use => licen[cs]e|apache|mit license|cc-by|open[- ]source
  price => price|pricing|costs?|expensive|how much .*(?:cost|pay)|dollars? => cost|price|\$\d|dollars?|usd|cheap|budget
  number of GPUs => (?:how many|number of) (?:\w+ )?(?:[gt]pus?|accelerators?)|gpu hours => [gt]pus?|[ahvb][12]00|rtx|blackwell
  hardware details => (?:what|which) (?:\w+ )?(?:[gt]pus?|accelerators?)|hardware|nvidia|hopper|[ahvb][12]00|what .*trained with => [gt]pus?|[ahvb][12]00|rtx|blackwell
  memory need => vram|(?:gpu|how much) memory|memory (?:footprint|usage|need\w*) => vram|memory (?:footprint|usage|cost|overhead|by)|gb\b
  learning rate => learning rate|lr => (?:and|with|of|at|high|higher|low|small|large|initial) learning rate|learning rate (?:of|is)|lr\b
  optimizer => optimi[sz]er => optimi[sz]er|adamw?|sgd|muon
  batch size => batch size => batch sizes? (?:of|is|from|up)|\d\S* batch
training time => how (?:long|many (?:hours|days|weeks)(?! of)) .*(?:train\w*|fine-?tun\w*)|(?:train\w*|fine-?tun\w*) time => \d+\s?(?:h|hrs?|hours?|days?|weeks?|min\w*)\b|hours?|days?
model size => how (?:big|large) (?:is|are|was|were) (?:the|their|its)? ?(?:\w+ )?(?:models?|networks?|backbones?|encoders?|polic(?:y|ies))|how many (?:trainable )?param\w*|param\w* count|number of param\w*|model size => \d[\d.]*\s?[bmk]\b|param\w*|[bm]illion|trillion
model name => (?:which|what|what is the|whats the|what's the) (?:(?!(?:do|does|did|is|are|was|were|the)\b)\w+ ){0,2}(?:llms?|vlms?|mllms?|backbones?|encoders?|apis?|(?:base|language|teacher|student|foundation|pretrained|pre-trained|underlying) (?:models?|networks?))|(?:which|what) models? (?:was|were|is|are|did they|do they|does it) (?:\w+ )?(?:us|test|train|fine-?tun|evaluat|align|eras|compar|built|based)\w* => gpt|llama|qwen|gemini|claude|mi[sx]tral|bert|t5|vit\b|resnet|clip|wan\s?2|sd3|sdxl|deepseek|phi-|gemma|internvl|llava|opt\b|stable diffusion|o[1-4]\b|o[1-4]-|whisper|flux|dino|\p{L}+-\d+\S*|\p{Lu}?\p{L}+\d\S*|backbone
embedding size => (?:embedding|hidden|latent|feature) (?:dim\w*|size)|dimensionality|attention heads => dimension\w*|\d+-?d\b|heads
frame rate => frame ?rate|frames per second => fps|frames? per|frame ?rate
annotator agreement => inter-?annotator|annotator agreement|kappa => agreement|kappa|consisten\w+
  hyperparameters => hyper-?parameters?|temperature|dropout|weight decay|epochs? => hyper-?parameters?|temperature|dropout|weight decay|epochs?
  resolution => resolution|pixels? => resolution|\d{3,4}p\b|\d{3,4}\s?[x×]\s?\d{3,4}|pixels?
  human evaluation => user stud\w+|human (?:eval\w*|stud\w+|raters?|judges?) => user stud\w+|human (?:eval\w*|stud\w+|preference|raters?|judg\w+)
  number of participants => how many (?:subjects|participants|people|volunteers|annotators) => \d+ (?:subjects|participants|people|volunteers|annotators|experts)|n\s?=\s?\d
  tokenizer => tokeni[sz]er|vocabulary size => tokeni[sz]er|vocabular\w+
  leaderboard => leader ?board => leader ?board
  source of funding => fund(?:ed|ing|s)?|sponsor\w*|paid for|grants? => fund(?:ed|ing)|sponsor\w*|grants?
  venue or award => venue|conference|journal|accepted|peer.review\w*|award|neurips|icml|iclr|cvpr|iccv|eccv|acl|emnlp => accepted|neurips|icml|iclr|cvpr|iccv|eccv|acl\b|emnlp|award|journal|conference
  languages => (?:which|what|how many) languages?|multilingual|low.resource|(?:in|support|speak) (?:german|french|spanish|chinese|arabic|hindi|japanese) => languages\b(?! models?)|multilingual|english|chinese|bilingual|low[- ]resource
  context length => context (?:length|window|size)|max\w* (?:length|tokens) => context (?:length|window)|\d+k (?:tokens|context)|long[- ]context|tokens
  number of layers => how many layers|number of layers|how deep => \d+[- ]layers?
  speed-up => how (?:much|many times) (?:faster|quicker)|how much .* speed up|speed-?ups? => speed-?ups?|speeds? up|faster|accelerat\w+|fps|latency|throughput|[\d.]+\\?\s?(?:[x×]|times)(?! the)
  running time => latency|inference time|how long does|seconds|how long .*(?:take|run)|time to => latency|seconds?|minutes?|\d+\s?ms|hours?|days?|weeks?|fps|real[- ]time|faster|speed-?up
  token count => (?:how many|cost in) tokens|token (?:cost|usage|budget) => \d\S* tokens|token (?:cost|usage|consumption)
  energy use => energy|carbon|co2|electricity|watts?|power consumption => energy|carbon|co2|watts?|power consumption
  number of hours => how many hours => hours?
  API => api => api
  demo => (?:a|the|any|live|online|have|has) demo|playground|try it (?:out|online) => demo|playground
  target device => apple silicon|macbook|mac|jetson|raspberry pi|iphone|android|phone|cpu|laptop|edge devices?|on.device|consumer (?:gpu|hardware)|rtx ?\d*|4090|3090 => apple|jetson|raspberry|mobile|phone|cpu|laptop|edge devices?|on[- ]device|consumer|rtx
  vendor => vendor|manufacturer => vendor|manufacturer
  error bars => seeds?|significance|standard deviation|error bars?|confidence intervals?|p-values? => seeds?|significan\w+|standard deviation|confidence
  limitations => limitations?|drawbacks?|downsides?|caveats?|shortcomings? => limitations?|drawbacks?|limited to|however|fails?|fall(?:ing)? short|future work|challenging|remains?|but\b
  word on ethics or risks => ethic\w*|bias(?:es)?|misuse|privacy|risks?|dangers? => ethic\w*|bias\w*|misuse|privacy|risks?|harm\w*|safety
`
  .trim()
  .split('\n')
  .map(line => {
    const [name = '', asks, shows] = line.trim().split(' => ')
    return {
      name,
      asks: new RegExp(`\\b(?:${asks})s?\\b`, 'i'),
      shows: new RegExp(`(?<![\\p{L}\\d])(?:${shows})`, 'iu'),
    }
  })

/** Measures and benchmarks as people type them: one that a text lacks it gives no number for. */
const measures =
  /\b(?:fid|fvd|bleu|rouge|psnr|ssim|lpips|m?ap|miou|iou|wer|cer|mos|f1|auroc|auc|perplexity|mmlu|mmmu|gsm8k|humaneval|mbpp|math-?500|aime|gpqa|elo|recall|pass@\d+)\b/gi

/** Whether a question asks for something that abstracts seldom tell. */
export function asksSeldomTold(question: string): boolean {
  return seldomTold.some(({ asks }) => asks.test(question))
}

/** The name of what a question asks for and a text does not show; undefined where nothing is known to be missing. */
export function missingFrom(text: string, question: string): string | undefined {
  const measure = question.match(measures)?.find(each => !text.toLowerCase().includes(each.toLowerCase()))
  return measure ?? seldomTold.find(({ asks, shows }) => asks.test(question) && !shows.test(text))?.name
}
