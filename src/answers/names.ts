/** What looks like a name and belongs to everybody: `On-Policy`, `MLLMs`, `3D`. */
export const ofTheField =
  /^(?:(?:\p{Lu}\p{Ll}*-)+\p{Lu}?\p{Ll}+|\d?[A-Z]?LLMs?|VL[AM]s?|ViTs?|RL\w{0,2}|[GTC]PUs?|A[GP]?I|NLP|f?MRI|CT|K[LV]|SOTA|SoTA|SFT|[GDP]PO|OCR|V?QA|RAG|MoE|CoT|GUIs?|\dD|LoRA|LaTeX)$/u
