import { startCloud } from "../../src/local/start-cloud.ts";

// A life of the crash test: the whole local cloud on a data folder, until it is killed. Prints its endpoint when it is ready.

const [dataFolder = "", port = "0", synchronous = "FULL"] = process.argv.slice(2);

const { cloud, endpoint } = await startCloud({ dataFolder, port: Number(port), durability: "full" });
// OFF is nothing that the product offers: a suite that passes with it would prove nothing.
if (synchronous !== "FULL") cloud.db.exec(`PRAGMA synchronous = ${synchronous}`);
console.log(endpoint);
