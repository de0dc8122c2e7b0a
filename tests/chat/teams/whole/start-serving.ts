import { onTestFinished } from "vitest";
import { startOpenAiCounterpart } from "../../../counterparts/openai/start-openai-counterpart.ts";
import {
  type CounterpartOptions,
  startTeamsCounterpart,
} from "../../../counterparts/teams/start-teams-counterpart.ts";
import { createFootnote, type Serving } from "../../../support/footnote.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";

type Model = Awaited<ReturnType<typeof startOpenAiCounterpart>>;

export interface ServingOptions extends CounterpartOptions {
  files: Record<string, string>;
  /** What the model answers; quotes of the documents, without a model, where absent. */
  script?: Parameters<Model["script"]>[0];
}

/** Footnote as a process of its own, which may be killed, behind a pretend Teams. */
export async function startServing({ files, script, ...options }: ServingOptions) {
  const teams = await startTeamsCounterpart(options);
  onTestFinished(teams.close);
  const footnote = createFootnote({
    environment: {
      ...teams.environment,
      ...(script === undefined ? {} : await modelEnvironment(script)),
      FOOTNOTE_MAX_PENDING: "100000",
      FOOTNOTE_MAX_PENDING_PER_ASKER: "100000",
    },
  });
  const folder = writeFiles(temporaryFolder("rooms"), files);
  await footnote.json("sources", "add", "files", "rooms", "--set", `path=${folder}`);
  await footnote.json("sync", "rooms");
  return {
    teams,
    /** Each process has a port of its own: Teams is told of it. */
    async serve(): Promise<Serving> {
      const serving = await footnote.serve();
      teams.listenAt(`${serving.url}/teams/messages`);
      return serving;
    },
  };
}

async function modelEnvironment(script: Parameters<Model["script"]>[0]) {
  const model = await startOpenAiCounterpart();
  onTestFinished(model.close);
  model.script(script);
  return {
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "test-key",
    FOOTNOTE_MODEL: "test-writer",
  };
}
