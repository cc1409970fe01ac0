/** Tests of the command and of the examples run what users run: the build is made once, before all tests. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export default function build(): void {
  execFileSync("npm", ["run", "-s", "build"], { cwd: join(import.meta.dirname, "..", ".."), stdio: "inherit" });
}
