import { call, machine } from "./machine.ts";

/** The lines that are wanted are filtered once, so that the loop needs no test of them. */
export const reserveLines = machine("Begin", {
  Begin: {
    Type: "Pass",
    Assign: {
      lines: "{% [$filter($states.input.lines, function($line) { $line.quantity != 0 })] %}",
      index: 0,
      reserved: 0,
      names: "{% '' %}",
    },
    Next: "NextLine",
  },
  NextLine: {
    Type: "Choice",
    Choices: [{ Condition: "{% $index < $count($lines) %}", Next: "ReserveStock" }],
    Default: "Done",
    Output: { reserved: "{% $reserved %}", names: "{% $names %}", short: [] },
  },
  ReserveStock: call(
    "reserve-stock",
    { sku: "{% $lines[$index].sku %}", quantity: "{% $lines[$index].quantity %}" },
    {
      Assign: { reserved: "{% $reserved + $lines[$index].quantity %}", index: "{% $index + 1 %}" },
      Next: "NextLine",
      Catch: [
        {
          ErrorEquals: ["OutOfStock"],
          Assign: { names: "{% $names & $lines[$index].sku & ' ' %}", index: "{% $index + 1 %}" },
          Next: "NextLine",
        },
      ],
    },
  ),
  Done: { Type: "Succeed" },
});
