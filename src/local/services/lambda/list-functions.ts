import type { ListFunctionsRequest, ListFunctionsResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../service.ts";
import { describeVersion } from "./describe-version.ts";
import { latest, listVersions } from "./function-store.ts";
import { takePage } from "./take-page.ts";

export const listFunctions: Operation<ListFunctionsRequest, ListFunctionsResponse> = {
  members: ["FunctionVersion", "Marker", "MaxItems"],
  authorize: () => [{ action: "lambda:ListFunctions", resource: "*" }],
  handle(input, { cloud }) {
    const rows = cloud.db.prepare("SELECT name FROM lambda_functions ORDER BY name").all() as unknown as readonly {
      name: string;
    }[];
    const versions = rows
      .flatMap(({ name }) => listVersions(cloud, name))
      .filter(({ version }) => input.FunctionVersion === "ALL" || version === latest);
    const { page, nextMarker } = takePage(versions, input.Marker, input.MaxItems);
    return {
      Functions: page.map((version) =>
        describeVersion(cloud, version, version.version === latest ? undefined : version.version),
      ),
      NextMarker: nextMarker,
    };
  },
};
