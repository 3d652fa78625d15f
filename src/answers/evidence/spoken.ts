import { stem } from '../../search/text.ts'

/**
 * Words of everyday talk that papers hardly write, so that they look rare and mean little: "what happens if I throw more
 * searches at it?" is about searches. Verbs, measures of more and less, and what else frames a question; no name of a thing,
 * since whoever asks for phones wants to read of phones.
 */
const spoken = new Set(
  `
  allow appear arrive ask avoid beat beaten become begin believe belong break bring buy call care carry catch change check choose claim come complain
  continue count cut decide deliver depend deserve differ disappear do drop end exist expect explain fall feel figure fill find
  finish fit fix follow get give go grab grow guess handle hang happen hate have hear help hide hit hold hope hurt imagine include insist involve join
  keep kick know land last laugh lead learn leave let lie like live look love manage match matter mean meet mention mind miss move notice offer
  open own pass pay pick place point prefer promise prove pull push put raise reach react read realize refer refuse remain 
  remind remove repeat reply require rest rise roll save say scrape see seem sell send shift shine shout show shrink shut slip 
  spend split spread stand start state stay steal stick stop suggest suit support suppose take teach tell tend thank think
  throw treat try turn understand wait wake want warn waste win wish wonder work worry write
  began begun brought bought came chose come done drew driven fell felt found gave given gone went gotten grew held heard kept knew known led left made meant met paid
  ran said sat saw seen sent shown sold spent stood stuck taken taught thought threw thrown told took tried understood wanted woke won worn wrote written
  bad badly big bigger biggest bit cheap cheaper cheapest clear clever close cool crazy deep easier easiest easy enough exact exactly extra fair fast faster fastest few fewer
  fine free funny great hard harder hardest heavy huge important interesting kinda less little long longer longest lot lots main mainly mostly nearly neat new newer nice odd
  ok okay old older older oldest other plain possible pretty proper quick quickly ready real really right roughly sad same serious short shorter shortest similar simple
  simply slow slower slowest small smaller smallest sort special strange strong stronger strongest sure surprising tiny tough true typical usual useful weird whole
  worse worst worth wrong yet young biggest largest highest lowest best better good higher lower
  actually again ago ahead almost alone already also although always anybody anymore anyone anyway apart around aside away back basically before behind below besides
  between beyond both certain certainly completely currently definitely directly down easily either else entirely especially ever every everybody everyone everything
  far finally first forever frankly further generally hardly hence honestly however indeed instead just lately later least likely literally maybe merely much myself
  near necessarily neither never next nobody none nor normally nothing now nowhere obviously off often once only otherwise ought outside over overall perhaps plus please
  possibly practically probably quite rarely rather regularly respectively seldom since so some somebody somehow someone something sometimes somewhat somewhere soon
  still straight such suddenly then there therefore though through thus together too totally toward truly twice under unless unlike until up upon usually versus via
  way well whatever whenever whereas wherever whether while whoever within without
  guy guys folk folks stuff thing things everybody nobody people ppl somebody reason argument idea point case kind lot bunch pair acc according btw wrt regarding concerning
  `
    .trim()
    .split(/\s+/)
    .map(stem),
)

/** Whether a stem is a word of everyday talk. */
export const isSpoken = (word: string): boolean => spoken.has(word)
