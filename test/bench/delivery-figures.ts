import { z } from 'zod'

/** A Sunday's last minute of UTC, so that a whole working day comes. */
export const EVE_MS = Date.UTC(2026, 10, 22, 23, 59)

/** What the process that is measured tells of itself. */
export const tickFigures = z.object({
  tickP50Ms: z.number(),
  tickP99Ms: z.number(),
  allAtOnceMs: z.number(),
  /** Of the process, user and system; without the time that others kept the processor. */
  allAtOnceCpuMs: z.number(),
  longestStallMs: z.number(),
  residentMb: z.number(),
  residentAtOnceMb: z.number(),
})
export type TickFigures = z.infer<typeof tickFigures>
