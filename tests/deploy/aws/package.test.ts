import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { itRunsUnpacked } from "./it-runs-unpacked.ts";
import {
  isInstalled,
  loadSpec,
  needingIt,
  PACKAGE_MS,
  packageService,
  ROOT,
  zipOf,
} from "./osls.ts";
import { checkPolicy } from "./template/check-policy.ts";
import { checkTemplate } from "./template/check-template.ts";
import type { Json, Template } from "./template/template.ts";

const FUNCTIONS = ["http", "worker", "sync", "migrate"];
const MAX_ZIP_BYTES = 15_000_000;

/** By all instances that may run at once, and by the one that each function has besides its queues. */
function countConnections({ Resources }: Template): number {
  const all = Object.values(Resources);
  const ofQueues = (id: string) =>
    all.flatMap(({ Type, Properties }) => {
      const isOf = JSON.stringify(Properties?.FunctionName ?? "").includes(`"${id}"`);
      return Type === "AWS::Lambda::EventSourceMapping" && isOf
        ? [Number((Properties?.ScalingConfig as Json | undefined)?.MaximumConcurrency)]
        : [];
    });
  return FUNCTIONS.map((name) => {
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`;
    const { Environment, ReservedConcurrentExecutions: reserved } = Resources[id]?.Properties ?? {};
    const { Variables } = Environment as { Variables: Json };
    const queued = ofQueues(id).reduce((sum, one) => sum + one, 0);
    const instances = Number(reserved ?? (name === "worker" ? queued : queued + 1));
    return instances * Number(Variables.FOOTNOTE_DATABASE_CONNECTIONS);
  }).reduce((sum, one) => sum + one, 0);
}

describe.skipIf(!isInstalled)(needingIt("the package for AWS"), () => {
  let template: Template;
  beforeAll(async () => {
    template = await packageService();
  }, PACKAGE_MS);

  it("is described in a template that AWS would take", () => {
    expect(checkTemplate(template, loadSpec())).toEqual([]);
    expect(Object.keys(template.Resources).length).toBeGreaterThan(40);
  });

  it("gives each function what it needs and no more", () => {
    expect(checkPolicy(template)).toEqual([]);
    const roles = Object.values(template.Resources).filter(({ Type }) => Type === "AWS::IAM::Role");
    expect(roles).toHaveLength(FUNCTIONS.length);
    const rights = roles.map(({ Properties }) => JSON.stringify(Properties?.Policies));
    for (const right of rights)
      expect(right).toMatch(/"Deny","Action":\["ec2:CreateNetworkInterface"/);
  });

  it("lets no flood of requests in, nor more connections to Postgres than it says", () => {
    const { HttpApiStage, HttpLambdaFunction } = template.Resources;
    expect(HttpApiStage?.Properties?.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 100,
    });
    expect(HttpLambdaFunction?.Properties?.ReservedConcurrentExecutions).toBe(50);
    const readme = readFileSync(join(ROOT, "deploy/aws/README.md"), "utf8");
    expect(readme).toContain(`up to ${countConnections(template)} connections are held`);
  });

  it("has an alarm for each thing that can go wrong unseen", () => {
    const metrics = Object.values(template.Resources).flatMap(({ Type, Properties }) =>
      Type === "AWS::CloudWatch::Alarm" ? [String(Properties?.MetricName)] : [],
    );
    const count = (metric: string) => metrics.filter((one) => one === metric).length;
    expect(count("ApproximateNumberOfMessagesVisible")).toBe(1);
    expect(count("ApproximateAgeOfOldestMessage")).toBe(3);
    for (const metric of ["Errors", "Throttles", "Duration"]) expect(count(metric)).toBe(4);
  });

  it.each(FUNCTIONS)("holds all that %s reads, no native code and no model", (name) => {
    const zip = readFileSync(zipOf(name));
    expect(statSync(zipOf(name)).size).toBeLessThan(MAX_ZIP_BYTES);
    const files = Object.keys(unzipSync(zip));
    expect(files).toContain(`src/entrypoints/lambda/${name}.mjs`);
    expect(files).toContain("prompts/answer.md");
    expect(files).toContain("src/chat/web/public/index.html");
    expect(files).toContain("connectors/shared/extraction/process/extraction-thread.ts");
    expect(files.filter((file) => /\.node$|node_modules|model|\.env|tests?\//.test(file))).toEqual(
      [],
    );
    // None of another function.
    expect(files.filter((file) => file.startsWith("src/entrypoints/lambda/"))).toHaveLength(1);
  });

  itRunsUnpacked();
});

describe.skipIf(!isInstalled)(needingIt("the package for x86 and a VPC"), () => {
  let template: Template;
  beforeAll(async () => {
    const params = ["architecture=x86_64", "network=vpc", "subnets=subnet-0a,subnet-0b"];
    const args = [...params, "securityGroups=sg-0c"].flatMap((param) => ["--param", param]);
    template = await packageService(...args, "--stage", "test");
  }, PACKAGE_MS);

  const functions = () =>
    Object.values(template.Resources).filter(({ Type }) => Type === "AWS::Lambda::Function");

  it("differs by its architecture", () => {
    expect(functions().map(({ Properties }) => Properties?.Architectures)).toEqual(
      FUNCTIONS.map(() => ["x86_64"]),
    );
  });

  it("has each function in the VPC, with the right to the network interfaces that AWS makes", () => {
    for (const { Properties } of functions()) {
      expect(Properties?.VpcConfig).toEqual({
        SubnetIds: { "Fn::Split": [",", "subnet-0a,subnet-0b"] },
        SecurityGroupIds: { "Fn::Split": [",", "sg-0c"] },
      });
    }
    expect(checkTemplate(template, loadSpec())).toEqual([]);
    expect(checkPolicy(template)).toEqual([]);
  });
});
