import { call, machine, result } from "./machine.ts";

/** The first page needs no variables, so that nothing has to be set before it. */
export const readPages = machine("LoadFirstPage", {
  LoadFirstPage: call(
    "load-page",
    { token: null },
    { Assign: { token: result("next"), total: "{% $sum($states.result.Payload.rows) %}", pages: 1 }, Next: "IfMore" },
  ),
  IfMore: {
    Type: "Choice",
    Choices: [{ Condition: "{% $token != null %}", Next: "LoadPage" }],
    Default: "Done",
    Output: { total: "{% $total %}", pages: "{% $pages %}" },
  },
  LoadPage: call(
    "load-page",
    { token: "{% $token %}" },
    {
      Assign: {
        token: result("next"),
        total: "{% $total + $sum($states.result.Payload.rows) %}",
        pages: "{% $pages + 1 %}",
      },
      Next: "IfMore",
    },
  ),
  Done: { Type: "Succeed" },
});
