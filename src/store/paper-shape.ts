import { z } from 'zod'
import { type Paper, SOURCES } from '../papers.ts'

const text = z.string()
const strings = z.array(text).readonly()

/** A paper as it is kept, and as it is exported. */
export const paperShape = z.object({
  key: text,
  title: text,
  abstract: text,
  source: z.enum(SOURCES),
  arxivId: text.exactOptional(),
  authors: strings.exactOptional(),
  organization: text.exactOptional(),
  publishedOn: text.exactOptional(),
  feedDay: text.exactOptional(),
  upvotes: z.number().exactOptional(),
  comments: z.number().exactOptional(),
  codeUrl: text.exactOptional(),
  codeStars: z.number().exactOptional(),
  projectUrl: text.exactOptional(),
  keywords: strings.exactOptional(),
  hubSummary: text.exactOptional(),
  imageUrl: text.exactOptional(),
  withdrawn: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Paper>
