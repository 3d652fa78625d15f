import { assertMutatedRecordsAreRead } from '../fuzz/mutated-records.ts'
import { archiveOf } from './feed-archive.ts'
import { backfillFigures } from './feed-backfill.ts'
import { sampleFigures } from './feed-samples.ts'
import { allowanceFigures, dayFigures } from './feed-time.ts'
import { trendFigures } from './feed-trends.ts'
import { print, type Row } from './table.ts'

export interface FeedBench {
  /** Daily Papers as JSON lines; made-up ones unless told. */
  readonly papers: string | undefined
  /** A folder of real responses, if there is one. */
  readonly samples: string | undefined
  readonly records: number
}

/** Every batch since 2023 from an emulated hub, whatever goes wrong; a day of keeping fresh; what rises; and bad records. */
export async function benchFeed({ papers, samples, records }: FeedBench): Promise<void> {
  const archive = archiveOf(papers)
  const all = [...archive.values()].flat().length
  const plain = await backfillFigures(archive, {})
  const killed = await backfillFigures(archive, { killEachMs: 2_000 })
  const faulty = await backfillFigures(archive, { faults: 0.2 })
  const limited = await backfillFigures(archive, { allowed: 500 })
  const bare = await allowanceFigures(archive)
  const day = await dayFigures()
  const trends = await trendFigures(archive)
  const mutated = assertMutatedRecordsAreRead(records)
  const real = samples === undefined ? undefined : sampleFigures(samples)

  const row = (measure: string, figure: string | number, aim: string): Row => ({ measure, figure, aim })
  const same = `${all} papers`
  const outcome = ({ papers: kept, missing, twice, wrong }: typeof plain): string =>
    `${kept} papers, ${missing} missing, ${twice} twice, ${wrong} on another day`
  print(
    [
      row(`backfill of ${archive.size} batches`, outcome(plain), same),
      row('time', `${plain.seconds} s`, '60 s'),
      row('most memory', `${plain.peakMb} MB`, '250 MB'),
      row('requests', plain.requests, 'under 500'),
      row(`killed every 2 s (${killed.kills} times)`, outcome(killed), same),
      row('time', `${killed.seconds} s`, ''),
      row('with 20 % faults', outcome(faulty), same),
      row('time', `${faulty.seconds} s`, '60 s'),
      row('500 requests in 5 minutes allowed: refused', limited.refused, '0'),
      row(`${bare.requests} requests, limit unsaid, ${bare.minutes} minutes: refused`, bare.refused, '0'),
      row('new paper to found', `${day.longestMinutes} min`, '10 min'),
      row('requests a day', day.requests, 'under 100'),
      ...(['month', 'year'] as const).flatMap(span => [
        row(`trends of the ${span}, ${trends[span].topics} topics`, `${trends[span].totalMs} ms`, ''),
        row('longest stall meanwhile', `${trends[span].longestStallMs} ms`, '20 ms'),
      ]),
      row(
        `${records} mutated records`,
        `0 threw, ${mutated.fault} named as bad, ${mutated.withdrawn} withdrawn`,
        '0 throw',
      ),
      ...(real
        ? [row(`${real.records} real records, ${real.fields} fields`, `${real.lost.length} lost`, '0 lost')]
        : []),
    ],
    { plain, killed, faulty, limited, bare, day, trends, mutated, ...(real && { samples: real }) },
  )
}
