import { startCloud } from "../../src/local/start-cloud.ts";

// A life of the crash test: the whole local cloud on a data folder, until it is killed. Prints its endpoint when it is ready.

const [dataFolder = "", port = "0", synchronous = "FULL"] = process.argv.slice(2);

const { cloud, endpoint } = await startCloud({ dataFolder, port: Number(port), durability: "full" });
// OFF is nothing that the product offers: a suite that passes with it would prove nothing.
if (synchronous !== "FULL") cloud.db.exec(`PRAGMA synchronous = ${synchronous}`);
// Each sync of the log is followed by a copy of it, where syncs are watched: it must stay short.
if (process.env.SYNCED_FROM !== undefined) cloud.db.exec("PRAGMA wal_autocheckpoint = 1000");
console.log(endpoint);
