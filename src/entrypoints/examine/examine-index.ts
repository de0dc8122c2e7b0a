import type { App } from "../../app.ts";
import type { Check } from "./check.ts";

const MANY_UNSETTLED = 10_000;

/** Where the index is, and whether Pinecone is as it must be, where it is configured. */
export async function examineIndex({ indexPlacement, config }: App): Promise<Check[]> {
  const { live, copyTo } = await indexPlacement.place();
  const moving = copyTo === undefined ? "" : `; a move to ${copyTo} is not finished`;
  const fix =
    copyTo !== undefined
      ? `run \`index move --to ${copyTo}\` again, or \`index move --to ${live}\` to stay`
      : live === config.index.first
        ? undefined
        : `set FOOTNOTE_INDEX=${live}, for who reads the configuration`;
  const checks: Check[] = [{ name: "index", ok: true, detail: `at ${live}${moving}`, fix }];
  if (config.index.pinecone !== undefined) checks.push(await pinecone(indexPlacement));
  return checks;
}

async function pinecone(placement: App["indexPlacement"]): Promise<Check> {
  const name = "pinecone";
  try {
    const { names = [], unsettled = 0, tookMs = 0 } = (await placement.examine()) ?? {};
    const found = names.length === 0 ? "no index yet" : names.join(", ");
    const detail = `${found}, answered in ${tookMs} ms; ${unsettled} passages not shown yet`;
    const isBehind = unsettled > MANY_UNSETTLED;
    const fix = isBehind ? "let `serve` run, and look into its log for Pinecone" : undefined;
    return { name, ok: !isBehind, detail, fix };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
