#!/usr/bin/env node
// Lets forge use the compiler that npm pins: forge wants an executable that speaks --version and --standard-json.
"use strict";
const solc = require("solc");

if (process.argv.includes("--version")) {
  const version = solc.version().replace("Emscripten.clang", "Linux.g++");
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else if (process.argv.includes("--standard-json")) {
  const input = require("fs").readFileSync(0, "utf8");
  process.stdout.write(solc.compile(input));
} else {
  process.stderr.write(`Expected --version or --standard-json, got ${process.argv.slice(2).join(" ")}\n`);
  process.exitCode = 2;
}
