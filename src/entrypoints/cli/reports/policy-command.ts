import { type Command, Option } from "commander";
import type { App } from "../../../app.ts";
import { allowTexts, revokeTexts } from "../../../learning/datasets/change-policy.ts";
import {
  PLATFORMS,
  type Platform,
  PURPOSES,
  type Purpose,
  type TextPolicy,
} from "../../../storage/ports/dataset-storage.ts";
import { printJson, printLine, UsageError, withApp } from "../command-context.ts";
import { ACTOR } from "../sources/source-access-commands.ts";

interface PolicyOptions {
  allow?: true;
  revoke?: true;
  purpose?: Purpose;
  basis?: string;
  by?: string;
  json?: boolean;
}

/** `feedback policy`: whether texts of Slack and Teams may be learned from. */
export function addPolicyCommand(feedback: Command): void {
  feedback
    .command("policy")
    .description(
      "whether texts of Slack or Teams may be learned from; without a change, what holds",
    )
    .argument("[platform]", PLATFORMS.join(", "), parsePlatform)
    .option("--allow", "they may, from now on")
    .option("--revoke", "they may not, from now on")
    .addOption(
      new Option("--purpose <purpose>", "what for; training unless told").choices([...PURPOSES]),
    )
    .option("--basis <text>", "with --allow: on what grounds")
    .option("--by <name>", "with --allow or --revoke: who says so")
    .option("--json", "print JSON")
    .action(async (platform: Platform | undefined, options: PolicyOptions) => {
      const policies = await withApp(async (app) => {
        await change(platform, options, app);
        return app.storage.datasets.policies();
      });
      if (options.json) printJson(policies.map(toView));
      else print(policies);
    });
}

async function change(
  platform: Platform | undefined,
  { allow, revoke, purpose, basis, by }: PolicyOptions,
  app: App,
): Promise<void> {
  if (allow === revoke) {
    if (allow) throw new UsageError("Give --allow or --revoke, not both.");
    return;
  }
  if (platform === undefined) throw new UsageError(`Name one of ${PLATFORMS.join(", ")}.`);
  const actor = by ?? ACTOR;
  if (revoke) {
    await revokeTexts(platform, purpose, actor, app);
    return;
  }
  if (basis === undefined) {
    throw new UsageError('Say on what grounds they may be used: --basis "…".');
  }
  await allowTexts({ platform, purpose: purpose ?? "training", basis }, actor, app);
}

function print(policies: readonly TextPolicy[]): void {
  for (const platform of PLATFORMS) {
    for (const purpose of PURPOSES) {
      const policy = policies.find((one) => one.platform === platform && one.purpose === purpose);
      printLine(`${platform}, ${purpose}: ${policy === undefined ? "not allowed" : tell(policy)}`);
    }
  }
}

function tell({ allowedBy, allowedAt, basis }: TextPolicy): string {
  return `allowed by ${allowedBy} on ${new Date(allowedAt).toISOString().slice(0, 10)}: ${basis}`;
}

function toView({ allowedAt, ...policy }: TextPolicy) {
  return { ...policy, allowedAt: new Date(allowedAt).toISOString() };
}

function parsePlatform(value: string): Platform {
  const platform = PLATFORMS.find((known) => known === value);
  if (platform !== undefined) return platform;
  throw new UsageError(`"${value}" is no platform: use ${PLATFORMS.join(" or ")}.`);
}
