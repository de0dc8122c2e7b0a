const DEFINITION =
  /^ {0,3}\[(?!\^)([^\]\n]{1,300})\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$/gm;
const REFERENCE = /\[([^[\]\n]{1,500})\](?:\[([^[\]\n]{0,300})\]|(?![[(:]))/g;

/**
 * Writes the addresses of `[text][name]` links where the links are, and drops the list of
 * definitions, which readers never see; a passage then needs no other part of its page.
 */
export function resolveReferences(text: string): string {
  const addresses = new Map<string, string>();
  const body = text.replaceAll(DEFINITION, (_, name: string, address: string) => {
    if (!addresses.has(key(name))) addresses.set(key(name), address);
    return "";
  });
  if (addresses.size === 0) return text;
  return body.replaceAll(REFERENCE, (whole, words: string, name: string | undefined) => {
    const address = addresses.get(key(name || words));
    return address === undefined ? whole : `[${words}](${address})`;
  });
}

function key(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
