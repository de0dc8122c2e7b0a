/** What of a request lets it in, whatever it was made of. */
export const CREDENTIALS =
  /\b(?:Basic|Bearer)\s+[\w+/=.~-]{16,}|\bya29\.[\w.-]{8,}|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?/gi;

/** What vendors give out that lets somebody in, told by its form, wherever it stands. */
const SECRET_SHAPES: readonly RegExp[] = [
  CREDENTIALS,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // Notion
  /\b(?:ntn_|secret_)[A-Za-z0-9]{10,}/g,
  // Slack
  /\bxox[a-z](?:\.[a-z]+)?-[\w-]{8,}|\bxapp-[\w-]{8,}/g,
  /\bhooks\.slack\.com\/(?:services|workflows)\/[\w/]{20,}/g,
  // Atlassian
  /\bAT[AC]TT[\w=-]{10,}/g,
  // Google
  /\bGOCSPX-[\w-]{8,}|\bAIza[\w-]{20,}|\b1\/\/0[\w-]{20,}/g,
  // Microsoft Entra
  /(?<![\w.~-])[\w.~-]{3}8Q~[\w.~-]{30,40}/g,
  // OpenAI and those who took its form, Pinecone, AWS
  /\bsk-[\w-]{16,}|\bpcsk_\w{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  // The password in an address
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]{0,100}:)[^\s/@]+(?=@)/gi,
  // A field of a request or of its answer, by its name; quotes are escaped where it stands in another
  /(?<=\b(?:client_secret|refresh_token|access_token|id_token|code_verifier|api_?key|password)=)[^\s&"'\\]+/gi,
  // What a browser brings back from signing in or granting; the codes of errors are shorter
  /(?<=\bcode=)[\w.%~-]{20,}|(?<="code\\?"\s*:\s*\\?")[\w.%~-]{20,}/gi,
  /(?<="(?:client_?secret|refresh_?token|access_?token|id_?token|private_?key|api_?key|password)\\?"\s*:\s*\\?")[^"\\]+/gi,
];

/** The text with `mark` where something has the form of a secret. */
export function redactShapes(text: string, mark: string): string {
  return SECRET_SHAPES.reduce((rest, shape) => rest.replace(shape, mark), text);
}
