import { call, machine, result } from "./machine.ts";

export const convertFiles = machine("ForEachKey", {
  ForEachKey: {
    Type: "Map",
    Items: "{% [$filter($states.input.keys, function($key) { $contains($key, /\\.csv$/) })] %}",
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      StartAt: "ConvertFile",
      States: {
        ConvertFile: call(
          "convert-file",
          { key: "{% $states.input %}", format: "parquet" },
          {
            Output: { key: "{% $states.input %}", rows: result("rows"), bad: false },
            End: true,
            Catch: [
              {
                ErrorEquals: ["States.ALL"],
                Output: { key: "{% $states.input %}", rows: 0, bad: true },
                Next: "Bad",
              },
            ],
          },
        ),
        Bad: { Type: "Succeed" },
      },
    },
    Assign: {
      rows: "{% $sum([$states.result.rows]) %}",
      bad: "{% [$filter($states.result, function($one) { $one.bad })].key %}",
      badCount: "{% $count($filter($states.result, function($one) { $one.bad })) %}",
    },
    Next: "IfBad",
  },
  IfBad: {
    Type: "Choice",
    Choices: [{ Condition: "{% $badCount > 0 %}", Next: "SendMail" }],
    Default: "Done",
    Output: { rows: "{% $rows %}", bad: 0 },
  },
  SendMail: call(
    "send-mail",
    { to: "ops", subject: "{% $join([$bad], ', ') %}" },
    { Output: { rows: "{% $rows %}", bad: "{% $badCount %}" }, End: true },
  ),
  Done: { Type: "Succeed" },
});
