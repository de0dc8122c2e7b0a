import { expectAnswer, requireSecret } from "../add-source.ts";
import { openConnector, requireConnector } from "../open-connector.ts";
import { differingAddresses } from "../settings/compare-settings.ts";
import {
  AdminError,
  holdSource,
  requireSource,
  type SourcesDeps,
  writeAudit,
} from "../sources-deps.ts";
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
    const { settings } = await requireSource(name, deps);
    const definition = requireConnector(source.kind, deps);
    if (differingAddresses(source.settings, settings, definition).length > 0) {
      throw new AdminError(`${name} was given another address meanwhile: give its secret again.`);
    }
    await replaceSecret(name, offered.text, deps);
    // It may be another account, which sees other documents: all is listed.
    await deps.storage.sources.update(name, { cursor: undefined });
  });
  await writeAudit(actor, "source.secret-changed", { name }, deps);
  return notes;
}
