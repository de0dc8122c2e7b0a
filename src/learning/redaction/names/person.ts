/** Somebody whom texts may name. */
export interface Person {
  /** As colleagues call them: `Anna Müller`. */
  names: readonly string[];
  /** As platforms know them: `slack:T1:U1`. */
  ids?: readonly string[];
}

/** Addresses of these are no people's: `it.support@acme.com`. */
const OFFICES =
  /^(?:info|support|help|desk|service|team|sales|admin|office|hello|contact|kontakt|noreply|no|reply|it|hr|legal|finance|billing|security|privacy|press|jobs|mail|post|test|bot|all|everyone|customer|care|dev|ops|web|master|root|account|accounts|data|marketing|news|letter|events?)$/i;

/** People by the names that their addresses are made of: `anna.mueller@acme.com` is Anna Mueller. */
export function peopleOfAddresses(addresses: readonly string[]): Person[] {
  return addresses.flatMap((address) => {
    const parts = (address.replace(/^user:/, "").split("@")[0] ?? "").split(/[._]/);
    const isName =
      address.includes("@") &&
      parts.length >= 2 &&
      parts.length <= 3 &&
      parts.every((part) => /^\p{L}[\p{L}'-]*$/u.test(part) && !OFFICES.test(part)) &&
      (parts.at(-1) ?? "").length > 1;
    return isName ? [{ names: [parts.map(capitalise).join(" ")] }] : [];
  });
}

function capitalise(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
