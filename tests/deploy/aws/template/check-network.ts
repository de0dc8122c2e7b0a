import { isObject, type Json, type Template } from "./template.ts";

/** What AWS wants of the role of a function in a VPC; it can be had for all resources alone. */
const NEEDED = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

export const isForNetwork = (action: unknown): boolean => NEEDED.includes(String(action));

/** Functions in a VPC whose role has not what that takes, and roles that have it for nothing. */
export function checkNetwork({ Resources }: Template): string[] {
  const functions = Object.entries(Resources).filter(([, { Type }]) => Type.endsWith(":Function"));
  const roleOf = (role: unknown) => String([(role as Json)?.["Fn::GetAtt"]].flat()[0]);
  const within = functions.filter(([, { Properties }]) => Properties?.VpcConfig !== undefined);
  const roles = new Set(within.map(([, { Properties }]) => roleOf(Properties?.Role)));
  return [
    ...within.flatMap(([id, { Properties }]) =>
      NEEDED.filter(
        (action) => !allowedBy(Resources[roleOf(Properties?.Role)]?.Properties).includes(action),
      ).map((action) => `${id}: is in a VPC and may not do ${action}`),
    ),
    ...Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
      Type === "AWS::IAM::Role" && !roles.has(id) && allowedBy(Properties).some(isForNetwork)
        ? [`${id}: may do in a VPC what it is not in`]
        : [],
    ),
  ];
}

function allowedBy(role: Json | undefined): unknown[] {
  const policies = [role?.Policies ?? []].flat().filter(isObject);
  return policies
    .flatMap(({ PolicyDocument }) => [(PolicyDocument as Json).Statement].flat() as Json[])
    .filter(({ Effect }) => Effect !== "Deny")
    .flatMap(({ Action }) => Action);
}
