import { lowerByName } from "./method-call.ts";
import { cutMethods } from "./strings/cut-methods.ts";
import { formMethods } from "./strings/form-methods.ts";
import { matchMethods } from "./strings/match-methods.ts";
import { replaceMethods } from "./strings/replace-methods.ts";
import { searchMethods } from "./strings/search-methods.ts";

/** The methods of strings that JSONata can say exactly. */
export const lowerStringMethod = lowerByName({
  ...searchMethods,
  ...cutMethods,
  ...formMethods,
  ...replaceMethods,
  ...matchMethods,
});
