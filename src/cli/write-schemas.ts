/** The last step of the build: every published schema to schemas/, so that the files never drift from the code, and the licences of bundled packages. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allSchemas } from "../run/schemas.ts";
import { configurable } from "./commands/index.ts";
import { configSchema } from "./config.ts";
import { licenceNotices } from "./notices.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const folder = join(root, "schemas");
mkdirSync(folder, { recursive: true });
const config: [string, object] = ["config.schema.json", configSchema(configurable({ exitCode: 0 }))];
for (const [name, schema] of [...allSchemas(), config])
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);

const bundle = JSON.parse(readFileSync(join(root, "dist", "bundle.json"), "utf8")) as { inputs: object };
writeFileSync(join(root, "dist", "cli", "LICENSES.txt"), licenceNotices(root, Object.keys(bundle.inputs)));
