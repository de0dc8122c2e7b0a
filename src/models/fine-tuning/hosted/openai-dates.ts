/** As OpenAI announced on 7 May 2026. */
export const NO_NEW_JOBS = "2027-01-06";
export const NO_MODELS = "2027-01-14";
export const CLOSING = `OpenAI's fine-tuning is closing: organisations new to it are refused since 2026-05-07, everybody from ${NO_NEW_JOBS} on, and what was tuned on gpt-4o and gpt-4.1 ends on ${NO_MODELS}.`;
