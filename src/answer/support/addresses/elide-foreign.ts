import { revealText, withoutInvisible } from "../../../text/trust/reveal-text.ts";
import { type Address, findAddresses } from "./find-addresses.ts";

/** Where readers may be sent: what a document only says of other places is no reason to trust them. */
export interface TrustedPlaces {
  /** Of the documents that were found. */
  documentUrls: readonly string[];
  /** The company's own, with everything below them. */
  ownDomains: readonly string[];
  /** Addresses that the asker named bring the asker nowhere new. */
  question: string;
}

const LINK = "(link in the source)";
const STANDS_ALONE = /[(<]\(link in the source\)[)>]/gu;
const REPEATED = /\(link in the source\)(?:\s\(link in the source\))+/gu;
const MAIL = "(address in the source)";
/** Each customer has pages there under the same name: another page of theirs is anybody's. */
const SHARED_HOSTS =
  /(?:^|\.)(?:google\.com|notion\.(?:so|com)|github\.com|gitlab\.com|bitbucket\.org|dropbox\.com|medium\.com)$/u;
const MARKDOWN_LINK =
  /!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\s?\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s<>]*)*)>?[^()]*\)/gu;
/** "install.sh" names a file; "paid.It" lacks a space. Without a path they lead nowhere. */
const NO_HOST = /^[^./]+\.(?:sh|pl|zip|mov)$|\.(?!Com|Org|Net|Info|Biz|Example)\p{Lu}\p{Ll}+$/u;
/** "com.acme.cloud.v1.Client": an address ends in the middle of a longer name that begins like code. */
const PACKAGE = /^(?:com|org|net|io|dev)\.[^/]*$/u;
const GOES_ON = /^\.[\p{L}_]/u;
/** As brands write themselves; a name of several words is an address that lacks its ending. */
const NAME = /^(?!www)[\p{L}\p{N}]+(?=\.\p{L}+$)/u;

/**
 * Makes the text of a sentence what is shown of it: nothing unseen, and no address that leads away
 * from the documents and the company. Whoever needs one opens the source and sees who wrote it.
 */
export function createElider(places: TrustedPlaces): (text: string) => string {
  const asked = new Set(findAddresses(places.question).map(({ text }) => text.toLowerCase()));
  const urls = new Set(places.documentUrls.map(plainUrl));
  const hosts = places.documentUrls.flatMap((url) => {
    const host = hostOf(url);
    return host === undefined || SHARED_HOSTS.test(host) ? [] : [host];
  });

  function isTrusted({ text, kind }: Address): boolean {
    // Figures of every kind look like phone numbers, and nothing follows one by itself.
    if (kind === "phone" || asked.has(text.toLowerCase())) return true;
    if (kind === "email") return isOurs(text.slice(text.lastIndexOf("@") + 1).toLowerCase());
    if (urls.has(plainUrl(text))) return true;
    const host = hostOf(text);
    return host !== undefined && isOurs(host) && !leadsOn(text);
  }

  function isOurs(host: string): boolean {
    return (
      places.ownDomains.some((domain) => isWithin(host, domain)) ||
      // What is above a document's host is its owner's too, and so is what is below.
      hosts.some((one) => isWithin(host, one) || (host.includes(".") && isWithin(one, host)))
    );
  }

  /** "https://acme.example/go?to=https://evil.example" only starts at home. */
  function leadsOn(url: string): boolean {
    const rest = revealText(url)
      .replace(/^[a-z][a-z0-9+.-]*:\/\//iu, "")
      .replace(/^[^/?#]*/u, "");
    return /[/\\]{2}/u.test(rest) || findAddresses(rest.slice(1)).some((one) => !isTrusted(one));
  }

  const isForeign = (address: Address) =>
    !(address.kind === "url" && NO_HOST.test(address.text)) && !isTrusted(address);

  return (text) => {
    const visible = withoutInvisible(text).replace(MARKDOWN_LINK, (all, label = "", target = "") =>
      findAddresses(revealText(target)).some(isForeign) ? label : all,
    );
    const shown = elide(visible, isForeign);
    const revealed = revealText(shown);
    // Disguised, as in "evil[.]com": without its disguise it can be taken out.
    return findAddresses(revealed).some(isForeign) ? elide(revealed, isForeign) : shown;
  };
}

/** The pieces of a shown sentence that its sources have word for word. */
export function withoutStandIns(shown: string): string[] {
  return shown.split(/\((?:link|address) in the source\)/u);
}

function elide(text: string, isForeign: (address: Address) => boolean): string {
  let shown = "";
  let at = 0;
  for (const address of findAddresses(text)) {
    const isPackage = PACKAGE.test(address.text) && GOES_ON.test(text.slice(address.end));
    if (isPackage || !isForeign(address)) continue;
    const isCode = text[address.start - 1] === "`" && text[address.end] === "`";
    const margin =
      isCode && text[address.start - 2] !== "`" && text[address.end + 1] !== "`" ? 1 : 0;
    shown += text.slice(at, address.start - margin) + standIn(address);
    at = address.end + margin;
  }
  return (shown + text.slice(at)).replace(STANDS_ALONE, LINK).replace(REPEATED, LINK);
}

/** Of a bare name or a mailbox the part that says who, and nothing that can be followed. */
function standIn({ text, kind }: Address): string {
  if (kind === "email") return `${text.replace(/^mailto:/iu, "").split("@")[0]}@… ${MAIL}`;
  const name = NAME.exec(text)?.[0];
  return name === undefined ? LINK : `${name} ${LINK}`;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function hostOf(address: string): string | undefined {
  const written = revealText(address);
  const whole = /^[a-z][a-z0-9+.-]*:[/\\]{2}/iu.test(written)
    ? written
    : `https://${written.replace(/^[/\\]+/u, "")}`;
  if (!/^https?:/iu.test(whole)) return undefined;
  return URL.canParse(whole) ? new URL(whole).hostname : undefined;
}

/** Without what makes no difference to where it leads. */
function plainUrl(url: string): string {
  return url.replace(/^https?:\/\//iu, "").replace(/#.*$|\/$/u, "");
}
