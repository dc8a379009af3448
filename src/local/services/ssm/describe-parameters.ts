import type { DescribeParametersRequest, DescribeParametersResult, ParameterStringFilter } from "@aws-sdk/client-ssm";
import { notImplemented } from "../../aws-error.ts";
import type { Operation } from "../../service.ts";
import { listParameters, type ParameterRow, toMetadata } from "./parameters.ts";
import { takePage } from "./take-page.ts";

export const describeParameters: Operation<DescribeParametersRequest, DescribeParametersResult> = {
  members: ["ParameterFilters", "MaxResults", "NextToken"],
  authorize: (_input, { cloud }) => [
    { action: "ssm:DescribeParameters", resource: `arn:aws:ssm:${cloud.region}:${cloud.accountId}:*` },
  ],
  handle({ ParameterFilters = [], MaxResults, NextToken }, { cloud }) {
    const filters = ParameterFilters.map(compileFilter);
    const found = listParameters(cloud).filter((row) => filters.every((matches) => matches(row)));
    const { page, nextToken } = takePage(found, { token: NextToken, limit: MaxResults ?? 10, most: 50 });
    return { Parameters: page.map((row) => toMetadata(cloud, row)), ...nextToken };
  },
};

function compileFilter({ Key = "", Option, Values = [] }: ParameterStringFilter): (row: ParameterRow) => boolean {
  const anyOf = (matches: (row: ParameterRow, value: string) => boolean) => (row: ParameterRow) =>
    Values.some((value) => matches(row, value));
  switch (`${Key} ${Option ?? (Key === "Path" ? "OneLevel" : "Equals")}`) {
    case "Name Equals":
      return anyOf(({ name }, value) => name === value);
    case "Name BeginsWith":
      return anyOf(({ name }, value) => name.startsWith(value));
    case "Name Contains":
      return anyOf(({ name }, value) => name.includes(value));
    case "Type Equals":
      return anyOf(({ type }, value) => type === value);
    case "Tier Equals":
      return anyOf(({ tier }, value) => tier === value);
    case "Path Recursive":
      return anyOf(({ name }, value) => name.startsWith(withSlash(value)));
    case "Path OneLevel":
      return anyOf(
        ({ name }, value) => name.lastIndexOf("/") === withSlash(value).length - 1 && name.startsWith(withSlash(value)),
      );
    default:
      throw notImplemented(`The filter ${Key} ${Option ?? "Equals"} of ssm DescribeParameters`);
  }
}

const withSlash = (path: string): string => (path.endsWith("/") ? path : `${path}/`);
