/** Writes every published schema to schemas/: part of the build, so the files never drift from the code. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allSchemas } from "../run/schemas.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "schemas");
mkdirSync(folder, { recursive: true });
for (const [name, schema] of allSchemas()) writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
