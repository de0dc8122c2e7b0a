import { describe, expect, it } from "vitest";
import { isInstalled, needingIt, printService } from "./osls.ts";
import type { Json } from "./template/template.ts";

const VPC = [
  "--param",
  "network=vpc",
  "--param",
  "subnets=subnet-0a",
  "--param",
  "securityGroups=sg-0c",
];

/** Whether functions are in a VPC, and what their roles may do with its network interfaces. */
async function network(...args: string[]) {
  const { provider, resources } = await printService(...args);
  const roles = Object.values(resources.Resources).filter(({ Type }) => Type === "AWS::IAM::Role");
  const statements = roles.map(({ Properties }) =>
    [Properties?.Policies].flat().flatMap((policy) => {
      const { Statement } = (policy as { PolicyDocument: { Statement: Json[] } }).PolicyDocument;
      return Statement.filter(({ Action }) =>
        [Action].flat().includes("ec2:DeleteNetworkInterface"),
      );
    }),
  );
  const effects = statements.map((found) => found.map(({ Effect }) => Effect).join());
  return { isInVpc: Boolean(provider.vpc), effects };
}

const all = (effect: string) => [effect, effect, effect, effect];

describe.skipIf(!isInstalled)(needingIt("functions that leave their VPC"), () => {
  it("leave it with the right to have its network interfaces taken away, and lose that afterwards", async () => {
    expect(await network(...VPC)).toEqual({ isInVpc: true, effects: all("Allow") });
    expect(await network("--param", "network=leaving")).toEqual({
      isInVpc: false,
      effects: all("Allow"),
    });
    expect(await network()).toEqual({ isInVpc: false, effects: all("Deny") });
  }, 120_000);
});
