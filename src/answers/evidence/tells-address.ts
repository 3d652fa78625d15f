/** What a sentence of an abstract says where code, weights or a page are to be had. */
export const tellsAddress =
  /https?:|\b(?:code|repository|repo|weights|checkpoints|project page)\b.*\b(?:available|released?|public\w*|at)\b|\bopen[- ]sourced?\b/i
