import { checkNetwork, isForNetwork } from "./check-network.ts";
import { isObject, type Json, type Resource, type Template } from "./template.ts";

/** What this house asks of a template beyond that AWS takes it; each breach as one sentence. */
export function checkPolicy(template: Template): string[] {
  const { Resources } = template;
  const all = Object.entries(Resources);
  const of = (type: string) => all.filter(([, { Type }]) => Type === type);
  return [
    ...of("AWS::IAM::Role").flatMap(checkRole),
    ...checkNetwork(template),
    ...of("AWS::SQS::Queue").flatMap(checkQueue),
    ...of("AWS::Logs::LogGroup").flatMap(([id, { Properties }]) =>
      Properties?.RetentionInDays === undefined ? [`${id}: its lines are kept for ever`] : [],
    ),
    ...of("AWS::Lambda::Function").flatMap(([id, one]) => checkFunction(id, one, Resources)),
    ...of("AWS::Lambda::EventSourceMapping").flatMap(([id, one]) =>
      checkMapping(id, one, Resources),
    ),
    ...of("AWS::CloudWatch::Alarm").flatMap(([id, { Properties }]) =>
      asList(Properties?.AlarmActions).length === 0 ? [`${id}: tells nobody`] : [],
    ),
  ];
}

function checkRole([id, { Properties }]: [string, Resource]): string[] {
  const managed = asList(Properties?.ManagedPolicyArns).map(
    () => `${id}: has a policy that is not its own`,
  );
  const statements = asList(Properties?.Policies).flatMap((policy) =>
    asList(((policy as Json).PolicyDocument as Json).Statement),
  ) as Json[];
  return [
    ...managed,
    ...statements.filter(isOurs).flatMap(({ Action, Resource }) => [
      ...asList(Action)
        .filter((action) => String(action).includes("*"))
        .map((action) => `${id}: may do ${action}`),
      ...asList(Resource)
        .filter((resource) => isTooWide(textOf(resource)))
        .map((resource) => `${id}: may do it with ${textOf(resource)}`),
    ]),
  ];
}

/** What is denied is no right, and what a VPC takes is a matter of its own. */
function isOurs({ Effect, Action }: Json): boolean {
  return Effect !== "Deny" && !asList(Action).every(isForNetwork);
}

/** A star stands for streams of a log group that is named, and for nothing else. */
function isTooWide(resource: string): boolean {
  const isLogGroup = /:logs:.*:log-group:[^*]+:\*$/.test(resource);
  return resource.replace(isLogGroup ? /:\*$/ : "", "").includes("*");
}

function checkQueue([id, { Properties = {} }]: [string, Resource]): string[] {
  const isEncrypted =
    Properties.SqsManagedSseEnabled === true || Properties.KmsMasterKeyId !== undefined;
  const isEnd = Properties.RedriveAllowPolicy !== undefined;
  return [
    ...(isEncrypted ? [] : [`${id}: is not encrypted`]),
    ...(isEnd || Properties.RedrivePolicy !== undefined ? [] : [`${id}: has no dead letters`]),
  ];
}

function checkFunction(
  id: string,
  { Properties = {} }: Resource,
  resources: Template["Resources"],
): string[] {
  const { Timeout, FunctionName, Environment } = Properties;
  const group = Object.values(resources).find(
    ({ Type, Properties: own }) =>
      Type === "AWS::Logs::LogGroup" && own?.LogGroupName === `/aws/lambda/${FunctionName}`,
  );
  const variables = isObject(Environment) ? Object.entries(Environment.Variables ?? {}) : [];
  return [
    ...(typeof Timeout === "number" ? [] : [`${id}: has no time limit`]),
    ...(group === undefined ? [`${id}: has no log group of its own`] : []),
    ...variables
      .filter(
        ([name, value]) => /TOKEN|SECRET|PASSWORD|KEY|DATABASE_URL/.test(name) && value !== "",
      )
      .map(([name]) => `${id}: holds ${name} in clear`),
  ];
}

/** Six times, as AWS recommends, and failures one by one. */
function checkMapping(
  id: string,
  { Properties = {} }: Resource,
  resources: Template["Resources"],
): string[] {
  const timeout = propertyOf(Properties.FunctionName, "Timeout", resources);
  const visibility = propertyOf(Properties.EventSourceArn, "VisibilityTimeout", resources);
  const reports = asList(Properties.FunctionResponseTypes).includes("ReportBatchItemFailures");
  return [
    ...(visibility >= 6 * timeout
      ? []
      : [`${id}: ${visibility} s are less than six times ${timeout} s`]),
    ...(reports ? [] : [`${id}: one failure brings back all`]),
  ];
}

function propertyOf(arn: unknown, name: string, resources: Template["Resources"]): number {
  const [id] = asList((arn as Json)["Fn::GetAtt"]);
  return Number(resources[String(id)]?.Properties?.[name]);
}

function asList(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function textOf(resource: unknown): string {
  if (typeof resource === "string") return resource;
  const sub = isObject(resource) ? resource["Fn::Sub"] : undefined;
  return typeof sub === "string" ? sub : JSON.stringify(resource);
}
