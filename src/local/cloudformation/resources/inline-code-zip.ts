import { strToU8, zipSync } from "fflate";
import { cfnResponseModule } from "./cfn-response-module.ts";

// The epoch of the format: equal sources must give equal bytes. The zip keeps local time.
const options = { mtime: new Date(1980, 0, 1) };

/** Packs the inline source of a function (`Code.ZipFile`) the way CloudFormation does: a file named `index`, and `cfn-response`. */
export function inlineCodeZip(source: string): Uint8Array {
  return zipSync({
    "index.js": [strToU8(source), options],
    "cfn-response.js": [strToU8(cfnResponseModule), options],
    // Lambda finds it by its bare name, too.
    "node_modules/cfn-response.js": [strToU8('module.exports = require("../cfn-response.js");'), options],
  });
}
