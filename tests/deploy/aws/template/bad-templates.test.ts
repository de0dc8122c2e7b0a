import { describe, expect, it } from "vitest";
import { isInstalled, loadSpec, needingIt } from "../osls.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkTemplate } from "./check-template.ts";
import type { Json, Resource } from "./template.ts";

// The checks of the template, held against templates that are wrong.

const queue = (Properties: Json): Resource => ({ Type: "AWS::SQS::Queue", Properties });
const sound = { SqsManagedSseEnabled: true, RedrivePolicy: { maxReceiveCount: 5 } };
const role = (statement: Json, more: Json = {}): Resource => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {},
    Policies: [{ PolicyName: "own", PolicyDocument: { Statement: [statement] } }],
    ...more,
  },
});

describe.skipIf(!isInstalled)(needingIt("what AWS would refuse"), () => {
  const check = (Resources: Record<string, Resource>, more: Json = {}) => {
    return checkTemplate({ Resources, ...more }, loadSpec());
  };

  it.each<[string, Record<string, Resource>, string]>([
    ["an unknown type", { A: { Type: "AWS::SQS::Kueue" } }, "A: there is no type AWS::SQS::Kueue"],
    ["an unknown property", { A: queue({ Colour: "red" }) }, "A: there is no property Colour"],
    [
      "a wrong type",
      { A: queue({ VisibilityTimeout: "long" }) },
      'A.VisibilityTimeout: "long" is no integer',
    ],
    [
      "a missing property",
      { A: { Type: "AWS::Lambda::Function", Properties: { Code: {} } } },
      "A: Role is missing",
    ],
    [
      "an unknown property further in",
      {
        A: {
          Type: "AWS::CloudWatch::Alarm",
          Properties: { Dimensions: [{ Nome: "x", Value: "y" }] },
        },
      },
      "A.Dimensions[0]: there is no property Nome",
    ],
    [
      "no list",
      { A: { Type: "AWS::SNS::Topic", Properties: { Tags: "x" } } },
      "A.Tags: is no list",
    ],
    ["a reference to nothing", { A: queue({ QueueName: { Ref: "B" } }) }, "A: there is no B"],
    [
      "a reference to nothing in text",
      { A: queue({ QueueName: { "Fn::Sub": `x-${"$"}{B.Arn}-${"$"}{AWS::Region}` } }) },
      "A: there is no B",
    ],
    [
      "an attribute that there is not",
      { A: queue({ QueueName: { "Fn::GetAtt": ["B", "Name"] } }), B: queue({}) },
      "A: B has no Name",
    ],
    ["waiting for nothing", { A: { ...queue({}), DependsOn: "B" } }, "A: there is no B"],
    [
      "waiting for each other",
      { A: { ...queue({}), DependsOn: ["B"] }, B: queue({ QueueName: { Ref: "A" } }) },
      "A: waits for itself",
    ],
  ])("finds %s", (_, resources, problem) => {
    expect(check(resources)).toContain(problem);
  });

  it("finds a reference to nothing in what the stack gives out", () => {
    expect(check({}, { Outputs: { Url: { Value: { Ref: "B" } } } })).toEqual([
      "output Url: there is no B",
    ]);
  });

  it("lets pass what is right", () => {
    const given = { "Fn::Sub": [`${"$"}{Own}-${"$"}{AWS::Region}`, { Own: { Ref: "Stage" } }] };
    const resources = {
      A: queue({ QueueName: given, DelaySeconds: "5", Tags: [{ Key: "a", Value: "b" }] }),
    };
    expect(check(resources, { Parameters: { Stage: {} } })).toEqual([]);
  });
});

describe("what this house would refuse", () => {
  it.each<[string, Record<string, Resource>, string]>([
    ["any action", { A: role({ Action: "sqs:*", Resource: "arn:x" }) }, "A: may do sqs:*"],
    [
      "any resource",
      { A: role({ Action: "sqs:SendMessage", Resource: "*" }) },
      "A: may do it with *",
    ],
    [
      "a wide resource",
      {
        A: role({
          Action: ["ssm:GetParametersByPath"],
          Resource: [{ "Fn::Sub": "arn:x:parameter/*" }],
        }),
      },
      "A: may do it with arn:x:parameter/*",
    ],
    [
      "any log group",
      { A: role({ Action: "logs:PutLogEvents", Resource: "arn:aws:logs:r:a:log-group:*:*" }) },
      "A: may do it with arn:aws:logs:r:a:log-group:*:*",
    ],
    [
      "any resource, with what a VPC takes beside it",
      { A: role({ Action: ["ec2:CreateNetworkInterface", "ec2:RunInstances"], Resource: "*" }) },
      "A: may do it with *",
    ],
    [
      "rights for a VPC that there is not",
      { A: role({ Action: "ec2:CreateNetworkInterface", Resource: "*" }) },
      "A: may do in a VPC what it is not in",
    ],
    [
      "a function in a VPC that is denied an interface",
      {
        A: {
          Type: "AWS::Lambda::Function",
          Properties: { VpcConfig: {}, Role: { "Fn::GetAtt": ["R", "Arn"] } },
        },
        R: role({ Effect: "Deny", Action: "ec2:CreateNetworkInterface", Resource: "*" }),
      },
      "A: is in a VPC and may not do ec2:CreateNetworkInterface",
    ],
    [
      "a policy of others",
      { A: role({ Action: "a:b", Resource: "arn:x" }, { ManagedPolicyArns: ["arn:admin"] }) },
      "A: has a policy that is not its own",
    ],
    [
      "a plain queue",
      { A: queue({ ...sound, SqsManagedSseEnabled: false }) },
      "A: is not encrypted",
    ],
    ["no dead letters", { A: queue({ SqsManagedSseEnabled: true }) }, "A: has no dead letters"],
    [
      "a log for ever",
      { A: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "x" } } },
      "A: its lines are kept for ever",
    ],
    [
      "a function without a log group",
      { A: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "f", Timeout: 3 } } },
      "A: has no log group of its own",
    ],
    [
      "a function without an end",
      { A: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "f" } } },
      "A: has no time limit",
    ],
    [
      "a secret in clear",
      {
        A: {
          Type: "AWS::Lambda::Function",
          Properties: { Environment: { Variables: { SLACK_BOT_TOKEN: "xoxb-1" } } },
        },
      },
      "A: holds SLACK_BOT_TOKEN in clear",
    ],
    [
      "a message that comes back too early",
      {
        A: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: {
            FunctionName: { "Fn::GetAtt": ["F", "Arn"] },
            EventSourceArn: { "Fn::GetAtt": ["Q", "Arn"] },
          },
        },
        F: { Type: "AWS::Lambda::Function", Properties: { Timeout: 60 } },
        Q: queue({ ...sound, VisibilityTimeout: 300 }),
      },
      "A: 300 s are less than six times 60 s",
    ],
    ["an alarm for nobody", { A: { Type: "AWS::CloudWatch::Alarm" } }, "A: tells nobody"],
  ])("finds %s", (_, Resources, problem) => {
    expect(checkPolicy({ Resources })).toContain(problem);
  });
});
