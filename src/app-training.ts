import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, ConfigError } from "./config.ts";
import type { RegistryMirror } from "./learning/registry/mirror-registry.ts";
import type {
  FineTuneProvider,
  FineTuneProviderId,
  Trainers,
} from "./models/fine-tuning/fine-tune-provider.ts";
import type { AdapterServer } from "./models/models.ts";

const RECIPES = fileURLToPath(new URL("../deploy/training", import.meta.url));

/** Who can train language models; opened when it is asked for, since no question needs it. */
export async function openTrainers(config: Config): Promise<Trainers> {
  const { createFineTuneProvider } = await import(
    "./models/fine-tuning/create-fine-tune-provider.ts"
  );
  const { readTrainingFolder } = await import("./models/fine-tuning/read-training-folder.ts");
  const { readTaught } = await import("./models/fine-tuning/read-taught.ts");
  const { readAdapter } = await import("./models/fine-tuning/read-adapter.ts");
  const { command, folder = RECIPES, environment, timeLimitMs, together } = config.training;
  const options = {
    // From anywhere the same: whoever loads an adapter may stand elsewhere.
    runsFolder: resolve(config.dataDir, "training"),
    command: { command, environment, workFolder: folder, timeLimitMs },
    openai: config.endpoint,
    together,
  };
  const opened = new Map<FineTuneProviderId, FineTuneProvider>();
  return {
    read: readTrainingFolder,
    readTaught,
    readAdapter,
    provider(id) {
      // One that runs a command knows what it runs.
      const provider = opened.get(id) ?? createFineTuneProvider(id, options);
      opened.set(id, provider);
      return provider;
    },
  };
}

/** The server whose adapters can be loaded while it runs, where an address is configured. */
export async function openAdapterServer({
  endpoint,
}: Pick<Config, "endpoint">): Promise<AdapterServer | undefined> {
  const { baseUrl, apiKey } = endpoint;
  if (baseUrl === undefined) return undefined;
  const { createAdapterServer } = await import("./models/vllm/adapter-server.ts");
  return createAdapterServer({ baseUrl, apiKey });
}

/** The registry elsewhere that is told of ours. @throws ConfigError where none is configured */
export async function openRegistryMirror({
  mlflow,
}: Pick<Config, "mlflow">): Promise<RegistryMirror> {
  if (mlflow === undefined) {
    throw new ConfigError("No MLflow server is configured: set MLFLOW_TRACKING_URI.");
  }
  const { createMlflowRegistry } = await import("./models/mlflow/mlflow-registry.ts");
  return createMlflowRegistry(mlflow);
}
