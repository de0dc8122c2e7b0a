import { expectAnswer, requireSecret } from "../add-source.ts";
import { openConnector } from "../open-connector.ts";
import { holdSource, requireSource, type SourcesDeps, writeAudit } from "../sources-deps.ts";
import { replaceSecret } from "./stored-secret.ts";

/**
 * Replaces a source's secret by one that the source accepts. Returns what an admin should know.
 * @throws AdminError
 */
export async function setSourceSecret(
  name: string,
  secret: string | undefined,
  actor: string,
  deps: SourcesDeps,
): Promise<string[]> {
  const source = await requireSource(name, deps);
  const offered = requireSecret({ kind: source.kind, secret }, deps);
  if (offered === undefined) return [];
  const notes = await expectAnswer(openConnector(source, deps, offered));
  await holdSource(name, deps, async () => {
    await replaceSecret(name, offered.text, deps);
    // It may be another account, which sees other documents: all is listed, and nothing read that is known.
    await deps.storage.sources.update(name, { cursor: undefined });
  });
  await writeAudit(actor, "source.secret-changed", { name }, deps);
  return notes;
}
