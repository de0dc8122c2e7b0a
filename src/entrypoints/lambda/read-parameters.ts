import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { ConfigError } from "../../config.ts";

/**
 * Variables that are kept below a path of the Parameter Store, secrets decrypted, by the last part of
 * their names; neither the template nor the function's settings hold them. @throws ConfigError
 */
export async function readParameters(path: string): Promise<Record<string, string>> {
  const client = new SSMClient({ maxAttempts: 5 });
  const found: Record<string, string> = {};
  try {
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new GetParametersByPathCommand({
          Path: path,
          WithDecryption: true,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      );
      for (const { Name = "", Value = "" } of page.Parameters ?? []) {
        found[Name.slice(Name.lastIndexOf("/") + 1)] = Value;
      }
      ({ NextToken } = page);
    } while (NextToken !== undefined);
  } catch (error) {
    throw new ConfigError(
      `The parameters below ${path} cannot be read: let this function read them, and decrypt them with their key.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
  return found;
}
