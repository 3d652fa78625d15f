import { parseArgs } from 'node:util'
import { benchAnswers } from './answers.ts'
import { benchCommands } from './commands.ts'
import { benchDelivery } from './delivery.ts'
import { benchFeed } from './feed.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'

const USAGE = `npm run bench -- search --papers F.jsonl[.gz|.zst]    our search and its peers
npm run bench -- commands --papers F.jsonl[.gz|.zst]  a slash command, end to end
npm run bench -- answers --papers F.jsonl[.gz|.zst]   an answer in a thread of eight papers
npm run bench -- delivery [--subscriptions 100000]    the daily posts of many channels
npm run bench -- feed [--papers F] [--samples DIR] [--records 1000000]  every batch, fresh batches, trends, bad records
npm run bench -- start                                the first answer after a start`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    papers: { type: 'string' },
    samples: { type: 'string' },
    records: { type: 'string', default: '1000000' },
    subscriptions: { type: 'string', default: '100000' },
  },
})
const [what] = positionals

if (what === 'search' && values.papers !== undefined) benchSearch(values.papers)
else if (what === 'commands' && values.papers !== undefined) await benchCommands(values.papers)
else if (what === 'answers' && values.papers !== undefined) benchAnswers(values.papers)
else if (what === 'delivery') await benchDelivery(Number(values.subscriptions))
else if (what === 'feed')
  await benchFeed({ papers: values.papers, samples: values.samples, records: Number(values.records) })
else if (what === 'start') await benchStart()
else {
  console.error(USAGE)
  process.exitCode = 1
}
