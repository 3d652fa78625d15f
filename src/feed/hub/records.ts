import { z } from 'zod'
import type { Day, FeedDay, Paper } from '../../papers.ts'
import type { Span } from '../feed-day.ts'
import { LONGEST, titleWords, toldDay, words } from '../files/told-text.ts'
import { linksIn, webAddress } from '../links.ts'
import { arxivId } from '../references.ts'

/** One record of the hub: a paper, or what is wrong with it (`fault`) and which one it is, as far as it says. */
export type HubRecord =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | { readonly kind: 'fault'; readonly id: string; readonly fault: string }

const count = z.int().nonnegative()
const link = z.string().transform(webAddress).pipe(z.string())
const id = z.string().transform(arxivId).pipe(z.string('is no arXiv id'))
const author = z.object({ name: words, hidden: z.boolean().nullish() })

/** A field that may drift, vanish or be null: read where it makes sense, else absent. */
const loose = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined)
/** The members of a list that make sense. */
const some = <T>(shape: z.ZodType<T>) =>
  loose(
    z
      .array(z.unknown())
      .max(LONGEST.list)
      .transform(members => members.flatMap(member => shape.safeParse(member).data ?? [])),
  )

const toldShape = z.object({
  id,
  title: titleWords,
  summary: words,
  withdrawnAt: loose(words),
  authors: some(author),
  organization: loose(z.object({ fullname: loose(words), name: loose(words) })),
  publishedAt: loose(toldDay),
  submittedOnDailyAt: loose(toldDay),
  upvotes: loose(count),
  numComments: loose(count),
  githubRepo: loose(link),
  githubStars: loose(count),
  projectPage: loose(link),
  ai_keywords: some(words),
  aiKeywords: some(words),
  ai_summary: loose(words),
  aiSummary: loose(words),
  thumbnail: loose(link),
  mediaUrl: loose(link),
})

const fieldsShape = z.record(z.string(), z.unknown())

/**
 * Reads one record, whatever it is; never throws. `asked` is the day of the batch it came in, or the days whose batches
 * were listed, where only the record itself tells which; absent if it came in none.
 */
export function readHubRecord(record: unknown, asked?: FeedDay | Span): HubRecord {
  const wrapper = fieldsShape.safeParse(record).data
  if (!wrapper) return { kind: 'fault', id: 'unknown', fault: 'is no object' }
  const parsed = toldShape.safeParse(unwrapped(wrapper))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const named = z.object({ id: words }).safeParse(unwrapped(wrapper)).data?.id.slice(0, 40)
    return { kind: 'fault', id: named ?? 'unknown', fault: `${issue?.path.join('.')} ${issue?.message}` }
  }
  const told = parsed.data
  return { kind: 'paper', paper: paperOf(told, asked) }
}

function paperOf(told: z.infer<typeof toldShape>, asked: FeedDay | Span | undefined): Paper {
  const feedDay = feedDayOf(told.submittedOnDailyAt, asked)
  const authors = told.authors?.filter(({ hidden }) => !hidden).map(({ name }) => name) ?? []
  const organization = told.organization?.fullname ?? told.organization?.name
  const keywords = told.ai_keywords ?? told.aiKeywords ?? []
  const hubSummary = told.ai_summary ?? told.aiSummary
  const image = told.thumbnail ?? told.mediaUrl
  return {
    key: told.id,
    title: told.title,
    abstract: told.summary,
    source: 'hub',
    arxivId: told.id,
    ...(feedDay !== undefined && { feedDay }),
    ...linksIn(told.summary),
    ...(authors.length > 0 && { authors }),
    ...(organization !== undefined && { organization }),
    ...(told.publishedAt !== undefined && { publishedOn: told.publishedAt }),
    ...(told.upvotes !== undefined && { upvotes: told.upvotes }),
    ...(told.numComments !== undefined && { comments: told.numComments }),
    ...(told.githubRepo !== undefined && { codeUrl: told.githubRepo }),
    ...(told.githubRepo !== undefined && told.githubStars !== undefined && { codeStars: told.githubStars }),
    ...(told.projectPage !== undefined && { projectUrl: told.projectPage }),
    ...(keywords.length > 0 && { keywords }),
    ...(hubSummary !== undefined && { hubSummary }),
    ...(image !== undefined && { imageUrl: image }),
    ...(told.withdrawnAt !== undefined && { withdrawn: true }),
  }
}

function feedDayOf(submitted: Day | undefined, asked: FeedDay | Span | undefined): FeedDay | undefined {
  if (typeof asked !== 'object') {
    // A batch cannot hold papers of days to come.
    return submitted !== undefined && asked !== undefined && submitted < asked ? submitted : asked
  }
  return submitted !== undefined && asked.from <= submitted && submitted <= asked.to ? submitted : undefined
}

/**
 * The paper's own fields over those of its wrapper, or the record itself where it is not wrapped. The
 * wrapper's `publishedAt` is left out: it is the paper's, shifted by the offset of New York.
 */
function unwrapped({
  paper,
  ...wrapper
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const nested = fieldsShape.safeParse(paper).data
  if (!nested) return wrapper
  const said = Object.entries(nested).filter(([, value]) => value !== null && value !== undefined)
  const { publishedAt: _shifted, ...around } = wrapper
  return { ...around, ...Object.fromEntries(said) }
}
