import { createApp } from "../../../app.ts";
import { readConfig } from "../../../config.ts";
import { plainFailure } from "../../plain-failure.ts";
import { failed, type RunResult } from "./finish-run.ts";
import { learnInside } from "./learn-inside.ts";

// Whom it learns for is gone: nobody would hear of it.
process.on("disconnect", () => process.exit(1));
const result = await learn().catch((error: unknown) =>
  failed(plainFailure(error) ?? "Footnote could not be opened."),
);
process.send?.(result, () => process.exit(0));

async function learn(): Promise<RunResult> {
  const app = await createApp(readConfig());
  try {
    return await learnInside(app);
  } finally {
    await app.close();
  }
}
