import { call, machine, result } from "./machine.ts";

export const tryCarriers = machine("Begin", {
  Begin: {
    Type: "Pass",
    Assign: { id: "{% $states.input.id %}", carriers: "{% $states.input.carriers %}", tried: 0 },
    Next: "NextCarrier",
  },
  NextCarrier: {
    Type: "Choice",
    Choices: [{ Condition: "{% $tried < $count($carriers) %}", Next: "ShipOrder" }],
    Default: "NobodyShips",
  },
  ShipOrder: call(
    "ship-order",
    { orderId: "{% $id %}", carrier: "{% $carriers[$tried] %}" },
    {
      Output: { parcel: result("parcel"), carrier: "{% $carriers[$tried] %}", tried: "{% $tried + 1 %}" },
      End: true,
      Catch: [
        { ErrorEquals: ["NoCarrier"], Assign: { tried: "{% $tried + 1 %}" }, Next: "NextCarrier" },
        {
          ErrorEquals: ["States.ALL"],
          Assign: { message: "{% $parse($states.errorOutput.Cause).errorMessage %}" },
          Next: "ShippingFailed",
        },
      ],
    },
  ),
  NobodyShips: { Type: "Fail", Error: "NobodyShips", Cause: "{% 'tried ' & $string($tried) %}" },
  ShippingFailed: { Type: "Fail", Error: "ShippingFailed", Cause: "{% $message %}" },
});
