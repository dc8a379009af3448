// The narrow waist: what the compiler writes, CDK deploys, the interpreter runs and the console draws.
export type * from "./definition.ts";
export type * from "./finding.ts";
export type * from "./history.ts";
export type * from "./json.ts";
export { errorNames, lambdaTransientErrors } from "./error-names.ts";
export { expressionSource } from "./expressions/expression-source.ts";
export { expressionsOf } from "./expressions/expressions-of.ts";
export { expressionErrorMessage } from "./expressions/parse-syntax.ts";
export { graphOf } from "./graph.ts";
export type { Graph, GraphEdge, GraphNode } from "./graph.ts";
export { parseTimestamp } from "./parse-timestamp.ts";
export { sdkErrorName, sdkMemberName, sdkWords } from "./sdk-names.ts";
export { processorOf } from "./validate/scopes.ts";
export { validateDefinition } from "./validate/validate-definition.ts";
