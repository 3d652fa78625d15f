import type { Paper } from '../papers.ts'

/** Hosts whose pages are repositories: `owner/name` and, for some, a folder in it. */
const REPOSITORY =
  /(?<![\w.-])(?:www\.)?(?:(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)\/[\w-][\w.-]*|anonymous\.4open\.science\/r)(?:\/[\w.~-]+)+/i
/** A repository of the hub, which may hold a model only: code where its sentence says so. */
const HUB_REPOSITORY =
  /(?<![\w.-])(?:huggingface\.co|hf\.co)\/(?!(?:datasets|papers|collections|docs|blog|buckets)\/)(?:spaces\/)?[\w-][\w.-]*\/[\w.-]+/i
const SPEAKS_OF_CODE = /\b(?:codes?|codebase|implementation|repository)\b[^.!?]*$/i
/** A page of its own host, so that a repository which is named like one does not count. */
const PROJECT_PAGE = /(?<=https?:\/\/|[\s({]|^)[\w-]+\.(?:github|gitlab)\.io(?:\/[\w.~-]+)*\/?/i

/** Where an abstract says that the code and the project's page are. What it does not say is absent. */
export function linksIn(abstract: string): Pick<Paper, 'codeUrl' | 'projectUrl'> {
  const text = abstract.replaceAll('\\_', '_')
  const code = REPOSITORY.exec(text) ?? spokenOf(HUB_REPOSITORY.exec(text))
  const project = PROJECT_PAGE.exec(text)
  return {
    ...(code && { codeUrl: address(code[0]).replace(/\.git$/i, '') }),
    ...(project && { projectUrl: address(project[0]) }),
  }
}

/** The text as a link that is safe to show, or undefined: absolute, http or https, without credentials. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text.trim())
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return
  return url.href
}

function spokenOf(link: RegExpExecArray | null): RegExpExecArray | null {
  return link && SPEAKS_OF_CODE.test(link.input.slice(0, link.index)) ? link : null
}

/** Links end before the full stop of their sentence, and work without `www`. */
function address(found: string): string {
  return `https://${found.replace(/^www\./i, '').replace(/[.~-]+$/, '')}`
}
