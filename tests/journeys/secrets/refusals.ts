import { expect } from "vitest";
import type { EchoingProxy } from "../../support/echoing-proxy.ts";

type Refusal = NonNullable<EchoingProxy["refuse"]>;

/** The words in which vendors refuse, with all that was sent; each in a form that its SDK reads. */
export const REFUSALS: Refusal[] = [
  (said) => ({
    status: 401,
    body: JSON.stringify({
      ...{ ok: false, object: "error", status: 401, code: "unauthorized", message: said },
      ...{ error: "invalid_grant", error_description: said },
    }),
  }),
  (said) => ({
    status: 403,
    body: JSON.stringify({ error: { code: 403, message: said, errors: [{ message: said }] } }),
  }),
  (said) => ({ status: 200, body: JSON.stringify({ ok: false, error: said }) }),
  (said) => ({ status: 500, body: said }),
];

/** In each of the words that it refuses in. */
export async function whileEchoing(
  proxy: EchoingProxy,
  act: () => Promise<unknown>,
  refusals = REFUSALS,
): Promise<void> {
  for (const refuse of refusals) {
    proxy.refuse = refuse;
    const before = proxy.refused;
    await act();
    expect(proxy.refused).toBeGreaterThan(before);
  }
  proxy.refuse = undefined;
}
