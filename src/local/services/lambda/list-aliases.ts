import type { ListAliasesRequest, ListAliasesResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeAlias } from "./alias-store.ts";
import type { AliasRow } from "./alias-store.ts";
import { functionArn, parseFunctionReference } from "./function-reference.ts";
import { getFunctionRow } from "./function-store.ts";
import { takePage } from "./take-page.ts";

export const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = {
  members: ["FunctionName", "FunctionVersion", "Marker", "MaxItems"],
  authorize: (input, { cloud }) => [
    { action: "lambda:ListAliases", resource: functionArn(cloud, parseFunctionReference(input.FunctionName).name) },
  ],
  handle(input, { cloud }) {
    const reference = parseFunctionReference(input.FunctionName);
    getFunctionRow(cloud, reference);
    const rows = cloud.db
      .prepare("SELECT * FROM lambda_aliases WHERE function_name = ? ORDER BY name")
      .all(reference.name) as unknown as readonly AliasRow[];
    const asked = rows.filter(
      ({ version }) => input.FunctionVersion === undefined || version === input.FunctionVersion,
    );
    const { page, nextMarker } = takePage(asked, input.Marker, input.MaxItems);
    return { Aliases: page.map((row) => describeAlias(cloud, row)), NextMarker: nextMarker };
  },
};
