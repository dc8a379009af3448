import type { Diagnostic } from "#compiler";

// The texts of MR4xxx, once. Codes are never reused and never renumbered.

/** A diagnostic of synth: `file` is relative to the project's folder. */
interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

const error = (code: string, place: Place, texts: Pick<Diagnostic, "message" | "why" | "fix">): Diagnostic => ({
  code,
  severity: "error",
  ...place,
  ...texts,
  notes: [],
});

const warning = (code: string, place: Place, texts: Pick<Diagnostic, "message" | "why" | "fix">): Diagnostic => ({
  ...error(code, place, texts),
  severity: "warning",
});

const inFile = (file: string | undefined): Place => (file === undefined ? {} : { file });

export const duplicateWorkflow = (name: string, files: readonly string[]): Diagnostic =>
  error("MR4001", inFile(files[1]), {
    message: `the workflow name "${name}" is taken: ${files.join(" and ")} define it`,
    why: "A workflow's name becomes the id of its state machine in the stack, without its hyphens.",
    fix: "Give one of them another name.",
  });

export const duplicateTask = (names: readonly string[], files: readonly string[]): Diagnostic =>
  error("MR4002", inFile(files[1]), {
    message: `the task function name "${names[1] ?? names[0]}" is taken: ${files.join(" and ")} define it`,
    why: "A task function's name becomes the id of its Lambda function in the stack, without its hyphens.",
    fix: "Give one of them another name, and its folder too.",
  });

export const folderDiffers = (file: string, folder: string, name: string): Diagnostic =>
  error(
    "MR4003",
    { file },
    {
      message: `the contract's name is "${name}", but its folder is "${folder}"`,
      why: "A task function is found by its folder, so that a name in a log or a graph leads to its code.",
      fix: `Rename the folder to "${name}", or set name: "${folder}".`,
    },
  );

export const handlerMissing = (file: string, name: string, handlerFile: string): Diagnostic =>
  error(
    "MR4004",
    { file },
    {
      message: `task function "${name}" has no handler: ${handlerFile} does not exist`,
      why: "The stack bundles handler.ts, beside the contract, into the Lambda function.",
      fix: `Create ${handlerFile} with: export const handler = taskHandler(…) from "millrace/handler".`,
    },
  );

export const handlerNotExported = (handlerFile: string, name: string): Diagnostic =>
  error(
    "MR4005",
    { file: handlerFile },
    {
      message: `the handler of task function "${name}" does not export "handler"`,
      why: "Lambda calls the export named handler.",
      fix: `Write: export const handler = taskHandler(…) from "millrace/handler".`,
    },
  );

interface MissingPackage {
  /** Names of the packages that the code asks for, one per platform. */
  readonly wanted: readonly string[];
  /** The one that looks like Lambda's, by its name. */
  readonly likely: string | undefined;
  readonly cpu: string;
  readonly handlerFile: string;
}

export const nativePackageMissing = ({ wanted, likely, cpu, handlerFile }: MissingPackage): Diagnostic =>
  error(
    "MR4006",
    { file: handlerFile },
    {
      message: `no native package for Lambda (linux, ${cpu}, glibc) is installed; the handler loads one of ${wanted.join(", ")}`,
      why: "npm installs native packages for the machine it runs on; the function runs on another.",
      fix: `npm install --no-save --os=linux --cpu=${cpu} --libc=glibc ${likely ?? "<the package for Lambda>"}`,
    },
  );

export const noWorkflows = (folder: string): Diagnostic =>
  error(
    "MR4007",
    {},
    {
      message: `there is no workflow in ${folder}`,
      why: "Each .ts file directly in the folder, except resources.ts and tests, is taken for a workflow.",
      fix: 'Create one there, or name the files: new MillraceApp(this, id, { workflows: ["flows/order.ts"] }).',
    },
  );

export const startsItself = (file: string, name: string, steps: readonly string[]): Diagnostic =>
  error(
    "MR4008",
    { file },
    {
      message: `workflow "${name}" would start itself: ${steps.join("; ")}`,
      why: "Each execution would start another, without end, and every one of them is billed.",
      fix: 'Write under another prefix or emit another event; or, if something else ends the loop, say what: allowLoop: "…".',
    },
  );

export const handlerNotBundled = (place: Place, name: string, reason: string): Diagnostic =>
  error("MR4009", place, {
    message: `the handler of task function "${name}" cannot be bundled: ${reason}`,
    why: "The Lambda function runs one file, which esbuild makes of the handler and all it imports.",
    fix: "Install what is missing, or correct the import.",
  });

export const nativeFileByPath = (file: string, path: string): Diagnostic =>
  error(
    "MR4010",
    { file },
    {
      message: `the native module ${path} is loaded by its path`,
      why: "Native modules are deployed as packages in a layer; a file beside the importing one is not among them.",
      fix: "Use a version that ships its native module in a package per platform (with os and cpu in package.json).",
    },
  );

export const triggersOverlap = (file: string, name: string, keys: readonly [string, string]): Diagnostic =>
  error(
    "MR4011",
    { file },
    {
      message: `two triggers of workflow "${name}" take the same objects: ${keys.join(" and ")}`,
      why: "Each trigger in anyOf has a rule of its own, so one object would start two executions.",
      fix: "Give them prefixes or suffixes that no key has both of, or leave out the narrower one.",
    },
  );

export const finishedAbsent = (file: string, name: string, finished: string): Diagnostic =>
  error(
    "MR4012",
    { file },
    {
      message: `workflow "${name}" starts when "${finished}" has ended, which is not in this app`,
      why: "The rule names the state machine of the other workflow, which the same stack makes.",
      fix: "Export that workflow by default from a file in the app's folder of workflows.",
    },
  );

export const finishedExpress = (file: string, name: string, finished: string): Diagnostic =>
  error(
    "MR4013",
    { file },
    {
      message: `workflow "${name}" starts when "${finished}" has ended, which is an Express workflow`,
      why: "Step Functions sends events of the end of Standard executions only.",
      fix: `Let "${finished}" say that it has ended: await emit(event, detail) there, and trigger: event.emitted() here. Or make it Standard.`,
    },
  );

export const rightUnknown = (
  place: Place,
  workflow: string,
  call: string,
  { action, argument }: { readonly action: string; readonly argument: string },
): Diagnostic =>
  error("MR4020", place, {
    message: `workflow "${workflow}" calls ${call}, and what it needs ${action} on is known only when it runs`,
    why: "The role of a state machine gets the rights that its calls need, on what their arguments name, and no others.",
    fix: wayToName(action, argument),
  });

function wayToName(action: string, argument: string): string {
  const stated = action.startsWith("s3:")
    ? `access: [landing.${/:(Get|List)/.test(action) ? "read" : "write"}("orders/*")]`
    : `access: [orders.allow("${action}")]`;
  const named = action.startsWith("s3:") ? "landing.bucketName" : "orders.reference";
  const inCall = argument === "" ? "" : `Name it in the call itself (${argument} from ${named}), or s`;
  return `${inCall === "" ? "S" : inCall}tate the right among the options of defineWorkflow: ${stated}.`;
}

export const resourceNotGiven = (file: string, workflow: string, resource: string): Diagnostic =>
  error(
    "MR4021",
    { file },
    {
      message: `workflow "${workflow}" uses the resource "${resource}", which the stack does not give`,
      why: "defineResource only names a resource; the stack says which one it is.",
      fix: `Give it: new MillraceApp(this, id, { given: { ${JSON.stringify(resource)}: table } }), a table, queue or topic of CDK or { reference, arns }.`,
    },
  );

export const tablesNotNamed = (file: string, workflow: string): Diagnostic => ({
  ...error(
    "MR4022",
    { file },
    {
      message: `workflow "${workflow}" runs Athena queries and states no right to a table`,
      why: "Athena reads the catalog and the data with the rights of the state machine's role.",
      fix: 'State them: access: [catalog.allow("glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"), lake.read("orders/*")].',
    },
  ),
  severity: "warning",
});

export const contractWithoutTask = (file: string, reason: string | undefined): Diagnostic =>
  warning(
    "MR4030",
    { file },
    {
      message: `the contract exports no task${reason === undefined ? "" : `: ${reason}`}`,
      why: "A folder in functions/ with a contract.ts is taken for a task function; without a task nothing of it is deployed.",
      fix: 'Write: export const myTask = defineTask({ name: "<the folder\'s name>", … }); or give the file another name.',
    },
  );

export const taskWithoutCall = (file: string, name: string): Diagnostic =>
  warning(
    "MR4031",
    { file },
    {
      message: `no workflow calls the task function "${name}", so it is not deployed`,
      why: "An app deploys the task functions that its workflows call, and no others.",
      fix: "Call it in a workflow, or remove its folder.",
    },
  );

export const calledNotDeployed = (file: string, workflow: string, called: string, calledFile: string): Diagnostic =>
  error(
    "MR4210",
    { file },
    {
      message: `workflow "${workflow}" calls "${called}" of ${calledFile}, which is not among the app's workflows`,
      why: "A call starts the state machine of the other workflow, which the same app deploys.",
      fix: `Make it the default export of a file among the app's workflows: new MillraceApp(this, id, { workflows: "workflows" }).`,
    },
  );

export const callsInCircle = (file: string, names: readonly string[]): Diagnostic =>
  error(
    "MR4211",
    { file },
    {
      message: `workflows call each other in a circle: ${names.map((name) => `"${name}"`).join(" calls ")}`,
      why: "A definition names the state machines it starts, so that each must be made before the one that calls it.",
      fix: "Break the circle: return what is left to do, or emit an event that starts the other workflow.",
    },
  );
