import { parseArgs } from "node:util";
import { runMain } from "../shared/run-main.ts";
import {
  startOpenAiCounterpart,
  WRITER_NAMES,
  type WriterName,
} from "./start-openai-counterpart.ts";
import { DEFAULT_MODELS, type GenerationApi, type Style } from "./world.ts";

const USAGE = `Usage: main.ts [--port 4010] [--style openai|ollama] [--api responses|chat]… [--key KEY]
               [--writer well|obedient]

A local stand-in for OpenAI's API, or with --style ollama for Ollama's; with --writer obedient one
that does whatever its prompt tells it, by whomever. Scripts are added with
POST /_control/script, forgotten with POST /_control/reset; GET /_control/requests shows what came.`;

const DEFAULT_PORT = 4010;
const APIS: readonly GenerationApi[] = ["responses", "chat"];
const STYLES: readonly Style[] = ["openai", "ollama"];

interface Options {
  port: number;
  style: Style;
  apis: GenerationApi[] | undefined;
  key: string | undefined;
  writer: WriterName;
}

async function main(args: string[]) {
  const { port, style, apis, key, writer } = readOptions(args);
  const counterpart = await startOpenAiCounterpart({
    port,
    style,
    writer,
    ...(apis === undefined ? {} : { apis }),
    ...(key === undefined ? {} : { apiKey: key }),
  });
  const names = (kind: string) =>
    DEFAULT_MODELS.filter((model) => model.kind === kind).map(({ id }) => id);
  process.stdout.write(
    `${[
      `Base URL          ${counterpart.baseUrl}`,
      `Key               ${key ?? (style === "ollama" ? "none needed" : "test-key")}`,
      `Chat models       ${names("chat").join(", ")}`,
      `Embedding models  ${names("embedding").join(", ")}`,
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  return counterpart;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: String(DEFAULT_PORT) },
      style: { type: "string", default: "openai" },
      api: { type: "string", multiple: true },
      key: { type: "string" },
      writer: { type: "string", default: "well" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`--port ${values.port} is no port: give a number from 0 to 65535`);
  }
  return {
    port,
    style: oneOf(STYLES, "--style", values.style),
    apis: values.api?.map((api) => oneOf(APIS, "--api", api)),
    key: values.key,
    writer: oneOf(WRITER_NAMES, "--writer", values.writer),
  };
}

function oneOf<T extends string>(known: readonly T[], option: string, value: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) {
    throw new TypeError(`${option} ${value} is unknown: give one of ${known.join(", ")}`);
  }
  return found;
}

await runMain(USAGE, main);
