import { expressTexts } from "./express-texts.ts";
import { mapItemsTexts } from "./map-items-texts.ts";
import type { Severity } from "./diagnostic.ts";

export interface CatalogEntry {
  /** @default "error" */
  readonly severity?: Severity;
  /** `{name}` stands for what the place in question says. */
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

const compiled = "A workflow is compiled to a state machine; this code would never run inside an execution.";
const supported = "docs/language.md lists what a workflow may say.";

/** Every text a person may meet. Codes are never reused and never renumbered. */
export const catalog = {
  // 1xxx: what a workflow file is, and what its body may contain
  MR1001: {
    message: "this file has no workflow as its default export",
    why: "Each workflow file defines one workflow, which the compiler and the stack find as its default export.",
    fix: 'Write: export default defineWorkflow({ name: "…", trigger: … }, async (event) => { … });',
  },
  MR1002: {
    message: "loading {file} failed: {reason}",
    why: "Contracts, triggers and resources are values: the compiler loads the module that defines them.",
    fix: "Make the module loadable without the cloud: no top-level await, no calls to services, no tasks called at the top level.",
  },
  MR1003: {
    message: "{text}",
    why: "A workflow that does not type-check is not compiled: its meaning depends on its types (TypeScript's {number}).",
    fix: "Correct the type error; the compiler always checks with strict and noUncheckedIndexedAccess.",
  },
  MR1004: {
    message: "the workflow's function must be written inline as an async function",
    why: "The compiler reads the function's source, so it has to stand in the call of defineWorkflow.",
    fix: "Write: defineWorkflow({ … }, async (event) => { … })",
  },
  MR1005: {
    message: "the file does not exist: {file}",
    why: "compile was asked for a file that is not there.",
    fix: "Check the path; without paths, all of workflows/*.ts are compiled.",
  },
  MR1006: {
    message: "two workflows have the name '{name}'",
    why: "A workflow's name is the name of its state machine's construct, and must be unique in the app.",
    fix: "Give one of them another name.",
  },
  MR1104: {
    message: "a function cannot be a value here",
    why: "A state machine has no functions: where one is called, its body is put in place of the call.",
    fix: "Call it, or pass it directly to a method of an array, to Promise.all or to a function of the workflow.",
  },
  MR1105: { message: "a workflow cannot contain {what}", why: compiled, fix: supported },
  MR1106: {
    message: "'var' is not supported",
    why: "A var is visible outside its block, and may be read before it is assigned.",
    fix: "Use const, or let if it is assigned again.",
  },
  MR1201: {
    message: "the {what} is not awaited",
    why: "A state machine has no promise that runs beside it: a task is a state, and the next state waits for it.",
    fix: "Write await before the call, or start several at once with await Promise.all([…]).",
  },
  MR1202: {
    message: "a workflow cannot call {name}",
    why: compiled,
    fix: "Move the call into a task function. Tasks, emit, isTaskError, Promise.all and the methods of docs/language.md can be called.",
  },
  MR1203: {
    message: "a workflow cannot read '{name}'",
    why: "Only the input, results of tasks, variables of the function and module-level constants exist inside an execution.",
    fix: "Pass the value in through the input, or read it in a task function.",
  },
  MR1204: {
    message: "a workflow cannot ask for the time with {name}",
    why: "This line never runs inside an execution, whose time is that of its states, and virtual in tests.",
    fix: 'Use context.now() of "millrace", which gives milliseconds; new Date(context.now()) is a date. An event has its time in event.time.',
  },
  MR1205: {
    message: "a workflow cannot write to the console",
    why: compiled,
    fix: "Remove the line: the execution's history shows every state with its input and output. Task functions log with their logger.",
  },
  MR1207: {
    message: "'{name}' cannot be resolved to an exported value",
    why: "The compiler loads contracts and events by the module that exports them.",
    fix: "Export it at the top level of its module: export const {name} = …",
  },
  MR1208: {
    message: "a task must be called by the name under which its contract is exported",
    why: "Which function a state invokes is fixed when compiling; it cannot depend on a value.",
    fix: "Call the imported task itself; choose between tasks with if.",
  },
  MR1210: {
    message: "a sleep cannot take {seconds} seconds",
    why: "A Wait state takes from 0 to 99999999 seconds, a little more than three years.",
    fix: "Write, for instance, await sleep({ minutes: 5 }), or sleep several times.",
  },
  MR1211: {
    message: "'{text}' is no timestamp",
    why: "A Wait state takes a date and a time with its offset in ISO 8601.",
    fix: 'Write, for instance, await sleepUntil("2026-12-24T18:00:00Z").',
  },
  MR1212: {
    message: "'{text}' is not known when the workflow is compiled",
    why: "Options of a call become fields of its state, which the deployment fixes.",
    fix: "Write the options with literals and constants: { timeoutSeconds: 60 }.",
  },
  MR1213: {
    message: "the options are refused: {reason}",
    why: "Step Functions would not take a state with them.",
    fix: "Correct the option; its documentation says what it takes.",
  },
  MR1214: {
    message: "the function of a callback makes one call, and nothing else",
    why: "The state that makes the call is the one that waits for the answer to its token.",
    fix: "Write (token) => requestApproval({ token, … }) or (token) => emit(event, { token, … }); compute and await before it.",
  },
  MR1215: {
    message: "the token is not passed on, so that nobody could answer",
    why: "Only who has the token can send the answer; without it the callback always times out.",
    fix: "Make the token a member of what the call sends: (token) => requestApproval({ token, … }).",
  },
  MR1216: {
    message: "'{name}' is not the workflow of a file",
    why: "Which state machine is started is fixed when compiling; it is that of the file whose default export is called.",
    fix: 'Import it: import shipOrder from "./ship-order.ts"; then await call(shipOrder, { … }).',
  },
  // 2xxx: expressions and statements whose meaning would not survive
  MR2101: {
    message: "the type of '{text}' is {type}, so what '{operator}' does with it is unknown",
    why: "JSONata decides differently from JavaScript what is true, equal or added; the compiler chooses by type.",
    fix: "Give the value a type: declare it in the schema of the task or event it comes from.",
  },
  MR2102: {
    message: "objects and arrays cannot be compared with '{operator}'",
    why: "JavaScript compares their identity, which does not exist inside an execution; JSONata would compare their contents.",
    fix: "Compare members that are strings, numbers or booleans.",
  },
  MR2103: {
    message: "'{operator}' is supported only with null",
    why: "Loose equality converts its operands, which JSONata does not.",
    fix: "Use {strict}.",
  },
  MR2104: {
    message: "'{text}' may be undefined, of which JSON has no text",
    why: "JavaScript gives undefined then, though the type says it is a text.",
    fix: "Give a fallback: {text} ?? null",
  },
  MR2105: {
    message: "'{text}' is {type} and cannot become part of a text",
    why: 'JavaScript writes "[object Object]" or a list; JSONata writes JSON.',
    fix: "Use a member of it; for an array, .join(…).",
  },
  MR2106: {
    message: "a cast to {type} cannot be checked",
    why: "The compiler relies on types; a cast claims one that the value may not have.",
    fix: "Narrow the value with a condition, or declare it in the schema it comes from.",
  },
  MR2107: {
    message: "the type of '{text}' is unknown, and '!' says nothing of it but that it is there",
    why: "What the execution does with a value depends on its type.",
    fix: "Declare its type in the schema of the task or event it comes from.",
  },
  MR2108: {
    message: "'{name}' of this spread may be undefined and would replace an earlier value",
    why: "In an execution an undefined member does not exist, so it would not replace anything.",
    fix: "Write the member out: {name}: value.{name} ?? …",
  },
  MR2109: {
    message: "'{text}' may be missing and cannot be an element of an array",
    why: "JSON has no undefined: JavaScript would make it null on the way out, JSONata leaves it out.",
    fix: "Write {text} ?? null.",
  },
  MR2110: {
    message: "a member cannot be called '{name}'",
    why: "JSONata's engine takes it for a member of every object.",
    fix: "Use another name in the schema.",
  },
  MR2111: {
    message: "'{name}' belongs to the code around this callback and cannot be assigned in it",
    why: "Iterations and branches run at the same time; Step Functions lets them read outer variables but not assign them.",
    fix: "Return the value from the callback and combine the results afterwards, or write a for … of loop, which can assign it.",
  },
  MR2112: {
    message: "'{name}' of {type} is not supported",
    why: "Only methods with an exact counterpart in JSONata are compiled.",
    fix: "Move the calculation into a task function. docs/language.md lists the methods that can be used.",
  },
  MR2113: {
    message: "a caught error can only be asked for its name and message, tested and thrown again",
    why: "Inside an execution an error is a name and a cause, not an object with a stack.",
    fix: 'Use error.name, error.message, isTaskError(error, task, "Name") or throw error.',
  },
  MR2114: {
    message: "'{operator}' cannot be applied to {left} and {right}",
    why: "JSONata converts neither operand, JavaScript one of them.",
    fix: "Convert explicitly, for instance with a template string.",
  },
  MR2115: {
    message: "only what a variable of the workflow holds can be changed in place",
    why: "Changing an object or array gives the variable that holds it a new value; there is no variable here.",
    fix: "Make a copy and change that: const copy = { ...value }, or const copy = [...list].",
  },
  MR2116: {
    message: "this may fail inside the try, where its failure could not be caught",
    why: "It is calculated together with a case, a default or another part of its statement, which has no state that could catch anything.",
    fix: "Calculate it in a statement of its own before, const value = …, and use value here.",
  },
  MR2117: {
    message: "this text contains '{text}', which means something in a definition",
    why: "Definitions use ${…} for what the deployment fills in, and {% … %} for expressions.",
    fix: "Put the text together in a task function, or choose other characters.",
  },
  MR2118: {
    message: "this expression nests too deeply",
    why: "Step Functions fails on expressions nested near 200 levels; the compiler stops at {limit}.",
    fix: "Split it: const part = …; then use part.",
  },
  MR2119: {
    message: "an assignment cannot be part of an expression",
    why: "Each assignment becomes part of a state, in the order of the statements.",
    fix: "Assign in a statement of its own, before this one.",
  },
  MR2120: {
    message: "'{text}' has no value to use",
    why: "The call returns nothing.",
    fix: "Await it in a statement of its own.",
  },
  MR2121: {
    message: "only an Error can be thrown",
    why: "An execution fails with a name and a message.",
    fix: 'Write: throw new WorkflowError("OrderTooLarge", `order ${order.id} exceeds the limit`), or throw error in a catch.',
  },
  MR2122: {
    message: "'{text}' may be missing, but a task's input must be a value",
    why: "A function is invoked with JSON, which has no undefined.",
    fix: "Give a fallback with ??, or call the task in an if.",
  },
  MR2123: {
    message: "await is not supported here",
    why: "Callbacks of array methods, defaults and what stands behind ?. are expressions of one state, which cannot wait for another state.",
    fix: "Await before, or use await Promise.all(items.map(async (item) => …)).",
  },
  MR2124: {
    message: "Promise.all takes an array literal or items.map(callback)",
    why: "Each element becomes a branch of a Parallel state, each iteration one of a Map state; both must be visible here.",
    fix: "Write await Promise.all([first(…), second(…)]) or await Promise.all(items.map(async (item) => …)).",
  },
  MR2125: {
    message: "'{text}' cannot be destructured like this",
    why: "Objects and arrays of known type can be taken apart.",
    fix: "Read the members one by one.",
  },
  MR2126: {
    message: "{name} is not a class of errors that an execution can tell apart",
    why: "Inside an execution an error is a name, not an instance; this class gives its errors none of their own.",
    fix: 'Give a class of the project a name: override name = "Name"; or compare the name: isTaskError(error, task, "Name"), or error instanceof Error && error.name === "Name".',
  },
  MR2127: {
    message: "a number must be finite and have a JSON form",
    why: "Infinity, NaN and bigint do not exist in JSON.",
    fix: "Use an ordinary number.",
  },
  MR2128: {
    message: "this may be a method call on a missing value",
    why: "An optional call is not supported.",
    fix: "Test the value first, or give a fallback with ??.",
  },
  MR2129: {
    message: "the output of '{name}' may be undefined",
    why: "A function's result is JSON, in which undefined is null.",
    fix: "Use z.nullable(…) in the contract's output, or z.object({ … }).",
  },
  MR2130: {
    message: "cannot loop over '{text}' of type {type}",
    why: "A loop runs over the elements of an array, or with 'for … in' over the keys of an object, and the type must say which.",
    fix: "Loop over an array; narrow a value that may be null or undefined with '?? []', and annotate one whose type is any or unknown.",
  },
  MR2131: {
    message: "the loop must declare its variable, instead of assigning '{text}'",
    why: "What the loop runs over is bound anew in each iteration.",
    fix: "Write: for (const item of items) { … }, and assign inside the loop what is needed after it.",
  },
  MR2132: {
    message: "this loop never ends",
    why: "It awaits nothing, and no break, return or throw leaves it: an execution would only count its events until it fails.",
    fix: "Leave it with a break or a return, or await something in it, for example sleep().",
  },
  MR2133: {
    message: "'forEach' does not wait for what its callback awaits",
    why: "JavaScript would start all of them and go on, with nobody to see them end or fail.",
    fix: "Write for (const item of items) { … }, one after the other, or await Promise.all(items.map(async (item) => …)).",
  },
  MR2134: {
    message: "'for await' is not supported",
    why: "An execution has no streams: a loop goes over a list that is there when it begins.",
    fix: "Await the list first: for (const value of await Promise.all(promises)) { … }; of values that are no promises for … of does the same.",
  },
  MR2135: {
    message: "'{name}' of a promise is not supported",
    why: "A state waits for its own call, and the next one goes on with the result.",
    fix: "Await the call and use its value in the next statement; try { … } catch { … } finally { … } sees its error.",
  },
  MR2136: {
    message: "an object of a workflow cannot have {what}",
    why: "Variables of an execution hold JSON, which has no functions.",
    fix: "Calculate the value where the object is made, total: price * count, or write a function beside it: const total = (order: Order) => ….",
  },
  MR2137: {
    message: "'{name}' is an argument of {function}, which cannot change it in place",
    why: "Variables of a state machine hold values: the function gets a copy, where JavaScript would change the caller's object.",
    fix: "Return what it becomes, and assign that where the function is called: list = added(list, item).",
  },
  MR2140: {
    message: "'{name}' changes '{text}' in place",
    why: "Variables of a state machine hold values, not references: others that share the array would not see the change.",
    fix: "Use {copying}, which takes the same argument and gives a new array: const sorted = {text}.{copying}(…).",
  },
  MR2142: {
    message: "'localeCompare' orders by the rules of a language, which an execution does not know",
    why: "JSONata compares texts by their characters' codes.",
    fix: "Compare by codes: (a, b) => (a < b ? -1 : a > b ? 1 : 0), or sort in a task function.",
  },
  MR2143: {
    message: "'{text}' is an iterator, which is no value that an execution can hold",
    why: "Only what JSON can say is passed from state to state.",
    fix: "Make an array of it: [...{text}] or Array.from({text}).",
  },
  MR2144: {
    message:
      "a {name} can only be spread, asked with 'has' and 'size', changed with 'add', 'delete' and 'clear', and made into an array",
    why: "JSON has no {name}: an execution holds the different elements as an array.",
    fix: "Make an array of it where it is used: [...values] or Array.from(values).",
  },
  MR2145: {
    message: "a Set of objects or arrays keeps what is not identical, not what differs",
    why: "Identity does not exist inside an execution; JSONata would compare contents.",
    fix: "Make the Set of a member that is a string, number or boolean: new Set(items.map((item) => item.id)).",
  },
  MR2146: {
    message: "'{name}' may be undefined here, so whether it is a key is not known",
    why: "In an execution a member that is undefined does not exist; JavaScript counts its key.",
    fix: "Write the member with a fallback where the object is made: {name}: … ?? null.",
  },
  MR2147: {
    message: "a workflow cannot hold a {name}",
    why: "JSON has no {name}; objects have only texts as keys.",
    fix: "Use an object: Object.fromEntries(items.map((item) => [item.id, item])) and record[key], or Object.groupBy.",
  },
  MR2148: {
    message: "'{text}' makes an array of nothing",
    why: "JSON has no arrays with holes, and no undefined.",
    fix: "Write the elements, or make them: Array.from({ length: count }, (_, index) => index).",
  },
  MR2149: {
    message: "Object.assign would change '{text}' in place",
    why: "Variables of a state machine hold values, not references: others that share the object would not see the change.",
    fix: "Make a new object: { ...{text}, ...other }, or Object.assign({}, {text}, other).",
  },
  MR2150: {
    message: "this regular expression cannot be used: {what}",
    why: "Step Functions matches with another engine: only what JavaScript and Java read alike means the same there.",
    fix: "Write the pattern with sets, groups (…) and (?:…), quantifiers, ^, $, \\b and the flags g, i and m.",
  },
  MR2151: {
    message: "'{text}' is not a regular expression that is written here",
    why: "JSONata has no regular expressions as values: the pattern becomes part of the expression.",
    fix: "Write the literal in place, or a constant: const pattern = /…/;",
  },
  MR2152: {
    message: "'{method}' cannot be used with a pattern that matches the empty text",
    why: "JSONata gives up where a match is empty, since it would never come to an end.",
    fix: "Let the pattern match at least one character: + in the place of *.",
  },
  MR2153: {
    message: "group {group} of this pattern may be left without a value",
    why: "A match holds undefined for a group that took no part in it, which JSON does not know.",
    fix: "Let the group always match, if only the empty text: (x?) for (x)?, (a|b|) for alternatives.",
  },
  MR2154: {
    message: "{name} has nothing to find here: a number of an execution is never NaN and never infinite",
    why: "JSON has no such numbers: the expression that would give one ends the execution.",
    fix: "Ask where the number is made: if (Number.isNaN(Number(text))) …",
  },
  MR2155: {
    message: "{what} cannot be used as a replacement",
    why: "The replacement is made while JSONata goes through the matches, where only the match and its groups are known.",
    fix: "Use a literal with $& and $1 to $9, a text without a pattern beside it, or (match, group: string) => ….",
  },
  MR2156: {
    message: "'{text}' is no moment that is the same everywhere",
    why: "Local time depends on where the code runs; Step Functions knows only UTC.",
    fix: 'Use new Date("2024-02-29T12:00:00Z"), Date.UTC(…), getUTCHours() and the like, or toISOString().',
  },
  MR2157: {
    message: "'{text}' is not supported here: it must be {wanted}",
    why: "Only with such a literal is there an exact counterpart in JSONata.",
    fix: "Write a literal in this range, or calculate the text in a task function.",
  },
  MR2158: {
    message: "{type} is not what JSON.parse can give",
    why: "A text in JSON holds null, booleans, numbers, texts, arrays and objects of these.",
    fix: "Name a type of JSON: JSON.parse(text) as { readonly id: string }.",
  },
  MR2159: {
    message: "a Date cannot be changed with '{name}'",
    why: "An execution holds the moment as a text, which other names may hold too.",
    fix: "Make another Date: new Date({text}.getTime() + days * 86_400_000).",
  },
  MR2160: {
    message: "a function that is part of an expression cannot contain {what}",
    why: "It becomes one JSONata expression, whose failure has no name that a workflow could choose or catch.",
    fix: "Return a value that says what is wrong (for instance null), and test it after the expression: if (…) throw new WorkflowError(…).",
  },
  MR2161: {
    message: "this function has too many ways through it to become one expression",
    why: "A function that is part of an expression becomes one JSONata expression, in which what follows an if is repeated on each way.",
    fix: "Return from each arm, or split the function in two.",
  },
  MR2162: {
    message: "'{name}' calls itself",
    why: "A call is replaced by the function's body, which would have no end.",
    fix: "Use a loop or an array method, or move the function into a task function.",
  },
  MR2163: {
    message: "the functions that are called here make the workflow too large",
    why: "Each call is replaced by the function's body; there are more than {limit} of them, counting calls inside functions that are called.",
    fix: "Call the function in a loop or in Promise.all over a list, so that it stands in one place, or start another workflow for it.",
  },
  MR2164: {
    message: "'{name}' {problem} and cannot be called here",
    why: "Its statements are put in front of the statement that contains the call, which is right only if they run there in JavaScript too.",
    fix: "Call it in a statement of its own, outside of callbacks: const value = {name}(…); then use value.",
  },
  MR2165: {
    message: "'{name}' cannot be changed in place: the object may be seen as '{other}' too",
    why: "Variables of a state machine hold values: the change would be made to one of the names, where JavaScript shows it in both.",
    fix: "Make a copy where the second name is given and change that: { ...value } or [...list]; for the elements of a list, list.map((item) => ({ ...item, member: value })).",
  },
  MR2166: {
    message: "'{name}' is changed while the loop goes over it",
    why: "A loop goes over the list as it was when the loop began; JavaScript would see the change.",
    fix: "Go over a copy, for (const item of [...{name}]), or collect the changes in another variable.",
  },
  MR2167: {
    message: "the constructor of '{name}' does more than pass on a message and set members",
    why: "Inside an execution an error is a name and a message; nothing else of a class is left.",
    fix: "Keep to super(message) and this.name = …; do the rest where the error is made.",
  },
  MR2168: {
    message: "'{text}' is awaited inside of what is started beside other calls",
    why: "JavaScript waits for it before it starts what comes after; the branches of a Parallel state start at once.",
    fix: "Await it in a statement of its own, before: const value = {text}; then use value.",
  },
  MR2169: {
    message: "'{name}' is started here and assigns '{variable}', which the code before its await may see",
    why: "The call is made where it is awaited, so until then the variable would have its old value.",
    fix: "Await it where it is called, or return the new value from the function and assign it after the await.",
  },
  MR2170: {
    message: "'{text}' in Promise.all changes '{name}', which another element reads",
    why: "Elements that are awaited run at the same time: which of the values the other one sees would be left to chance.",
    fix: "Make the change in a statement of its own, before or after Promise.all.",
  },
  ...mapItemsTexts,
  MR2200: {
    message: "an operation of an AWS service can only be called by its name, which '{name}' is not here",
    why: "Which operation a state calls is fixed when compiling; it cannot come from a variable or an argument.",
    fix: 'Name the service and the operation in the call: dynamodb.getItem({ … }), with dynamodb imported from "millrace/aws".',
  },
  MR2201: {
    message: "the error's name must be written out",
    why: "Names of errors become entries of the state's Catch, which are fixed when compiling.",
    fix: 'Write the name as a text: isAwsError(error, dynamodb.putItem, "ConditionalCheckFailedException").',
  },
  MR2202: {
    message: "'{name}' cannot hand on a token and wait for the answer",
    why: "Step Functions has no such integration of this operation.",
    fix: "Send the token another way: (token) => sqs.sendMessage({ … }), sns.publish({ … }), a task or an event.",
  },
  ...expressTexts,
  MR2209: {
    message:
      "'{text}' may be another input than an object or an array, which is all that a workflow can be called with",
    why: "Step Functions takes a text for the JSON of the input and not for the input itself, and null for none.",
    fix: "Give the other workflow an object for its input: await call(shipOrder, { orderId }).",
  },
  MR2180: {
    message: "'{name}' is started here, and something else happens before it is awaited",
    why: "JavaScript calls it here, with what its arguments are now. The state stands where it is awaited: what lies between may not wait, leave the block or change what the call reads.",
    fix: "Await it here, or start all that shall run together and await it at once with await Promise.all([…]).",
  },
  MR2181: {
    message: "a workflow cannot use {name}",
    why: "A Parallel state waits for all of its branches; none of them can end the others by succeeding.",
    fix: "Bound the time of a call instead: await task.with({ timeoutSeconds: 60 })(input), and catch errors.Timeout.",
  },
  MR2182: {
    message: "the reason of a rejected promise can only be asked for its name and message",
    why: "Inside an execution an error is a name and a text, not an object with a stack.",
    fix: "Write (result.reason as Error).message or (result.reason as Error).name.",
  },
  MR2183: {
    message: "'{name}' is not awaited once and for certain, in the block in which it was started",
    why: "What runs beside it ends in one state, which is where it is awaited: not on one way only, not twice, not in a loop or a try.",
    fix: "Await it in a statement of its own in the same block, and use the result: const result = await {name};",
  },
  // 3xxx: what a definition cannot say
  MR3001: {
    message: "the schema of '{path}' cannot be checked by a state machine: {what}",
    why: "Input from outside is checked before the first state, with what JSONata can say.",
    fix: "Simplify the schema, check it in a task function, or set checkInput: false.",
  },
  MR3002: {
    message: "the definition is {size} bytes; Step Functions takes at most 1048576",
    why: "A state machine's definition has a limit of 1 MB.",
    fix: "Split the workflow in two that are connected by an event.",
  },
  MR3003: {
    severity: "warning",
    message: "{what} may take {size} bytes, by the bounds of its schema",
    why: "Step Functions passes at most 262144 bytes (256 KiB) from state to state; more fails with States.DataLimitExceeded.",
    fix: "Lower the bounds in the schema (.max(…)), or write the data to a bucket in a task function and pass on its key.",
  },
  MR3004: {
    severity: "warning",
    message: "a Map over up to {count} items takes about {events} events of the execution's history",
    why: "An execution ends with an error after 25000 events; each item takes two, and each call five.",
    fix: "Lower the bound of the array (.max(…)), or hand the items in batches to a task: mapItems(items, { batchSize: 100 }, …).",
  },
  MR3005: {
    severity: "warning",
    message: "nothing bounds this loop, whose history ends after about {most} iterations",
    why: "An execution ends with an error after 25000 events, and an iteration takes up to {events} of them.",
    fix: "Bound it: .max({most}) on the array in its schema, or a counter that is compared with a number (attempt < {most}); or hand independent items in batches to mapItems.",
  },
  MR3006: {
    severity: "warning",
    message: "this loop may run {bound} times, but its history ends after about {most} iterations",
    why: "An execution ends with an error after 25000 events, and an iteration takes up to {events} of them.",
    fix: "Lower the bound to {most}, or hand independent items in batches to mapItems.",
  },
  // 9xxx: our own fault
  MR9001: {
    message: "{reason}. This is a bug in the compiler, not in your workflow.",
    why: "The compiler checks its own output and found it wrong.",
    fix: "Please report it together with the workflow.",
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;

export type DiagnosticCode = keyof typeof catalog;
