import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Spec } from "./template/spec.ts";
import type { Template } from "./template/template.ts";

export const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(ROOT, "deploy/aws");
export const OSLS = join(FOLDER, "node_modules/osls/bin/serverless.js");

/** What packages for Lambda is a folder of its own, which CI installs and whoever does not deploy there need not. */
export const isInstalled = existsSync(OSLS);

/** The name of tests that need it, which says why they are skipped. */
export function needingIt(name: string): string {
  return isInstalled ? name : `${name} (skipped: run \`npm ci --prefix deploy/aws\`)`;
}

/** AWS's own description of its resources. */
export const loadSpec = (): Spec => {
  const require = createRequire(join(FOLDER, "package.json"));
  spec ??= (
    require("@aws-cdk/aws-service-spec") as { loadAwsServiceSpecSync(): Spec }
  ).loadAwsServiceSpecSync();
  return spec;
};
let spec: Spec | undefined;

export const PACKAGE_MS = 300_000;

/** Without credentials, and with nobody at any address that AWS could be at. */
const NOWHERE = {
  AWS_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  HTTPS_PROXY: "http://127.0.0.1:1",
  HTTP_PROXY: "http://127.0.0.1:1",
  SLS_TELEMETRY_DISABLED: "1",
};

async function osls(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [OSLS, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...NOWHERE },
    timeout: PACKAGE_MS,
  });
  return stdout;
}

/** What `serverless.yml` says with these parameters. */
export async function printService(...args: string[]) {
  return JSON.parse(await osls("print", "--format", "json", ...args)) as {
    provider: { vpc?: object | null };
    resources: Template;
  };
}

/** Runs `osls package` and gives its template. */
export async function packageService(...args: string[]): Promise<Template> {
  await osls("package", ...args);
  const file = join(ROOT, ".serverless/cloudformation-template-update-stack.json");
  return JSON.parse(readFileSync(file, "utf8")) as Template;
}

export function zipOf(name: string): string {
  return join(ROOT, ".serverless", `${name}.zip`);
}
