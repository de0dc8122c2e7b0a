/** What of a request lets it in, whatever it was made of; tried within a long word, it goes only so far. */
export const CREDENTIALS =
  /\b(?:Basic|Bearer)\s+[\w+/=.~-]{16,}|\bya29\.[\w.-]{8,}|(?<![\w-])eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?|\beyJ[\w-]{8,1000}\.[\w-]+(?:\.[\w-]+)?/gi;

/** What vendors give out that lets somebody in, told by its form, wherever it stands. */
const SECRET_SHAPES: readonly RegExp[] = [
  CREDENTIALS,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----BEGIN )[\s\S])*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?=-----BEGIN )|$)/g,
  // Notion
  /\b(?:ntn_|secret_)[A-Za-z0-9]{10,}/g,
  // Slack
  /\bxox[a-z](?:\.[a-z]+)?-[\w-]{8,}|\bxapp-[\w-]{8,}/g,
  /(?:\bhttps?:\/\/|\b)hooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,}/g,
  // Atlassian
  /\bAT[AC]TT[\w=-]{10,}/g,
  // Google
  /\bGOCSPX-[\w-]{8,}|\bAIza[\w-]{20,}|\b1\/\/0[\w-]{20,}/g,
  // Microsoft Entra
  /(?<![\w.~-])[\w.~-]{3}8Q~[\w.~-]{30,40}/g,
  // OpenAI and those who took its form, Pinecone, AWS
  /\bsk-[\w-]{16,}|\bpcsk_\w{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  // GitHub, GitLab, npm, Hugging Face, Stripe, SendGrid
  /\b(?:gh[oprsu]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{20,})/g,
  /\b(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9]{16,}|\bSG\.[\w-]{16,32}\.[\w-]{16,64}/g,
  // The password in an address
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]{0,100}:)[^\s/@]+(?=@)/gi,
  // A field of a request or of its answer, by its name; quotes are escaped where it stands in another
  /(?<=\b(?:client_secret|refresh_token|access_token|id_token|code_verifier|api_?key|password)=)[^\s&"'\\]+/gi,
  // What a browser brings back from signing in or granting; the codes of errors are shorter
  /(?<=\bcode=)[\w.%~-]{20,}|(?<="code\\?"\s*:\s*\\?")[\w.%~-]{20,}/gi,
  /(?<="(?:client_?secret|refresh_?token|access_?token|id_?token|private_?key|api_?key|password)\\?"\s*:\s*\\?")[^"\\]+/gi,
];

/** Where something has the form of a secret; one may lie within another. */
export function findShapes(text: string): { start: number; end: number }[] {
  return SECRET_SHAPES.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
    })),
  );
}

/** The text with `mark` where something has the form of a secret. */
export function redactShapes(text: string, mark: string): string {
  return SECRET_SHAPES.reduce((rest, shape) => rest.replace(shape, mark), text);
}
