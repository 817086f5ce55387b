#!/usr/bin/env node
// This file is all that an old Node.js gets to read: what it cannot run is only loaded behind the check.
const major = Number(process.versions.node.split('.')[0]);

if (major < 22) {
  console.error(
    `The hub needs Node.js 22 or newer; this is ${process.version} (${process.execPath}). ` +
      'The checkout brings a newer one: use "npm start" or "npx hub ...", which find it.',
  );
  process.exitCode = 1;
} else {
  const { run } = await import('./cli/program.js');
  await run(process.argv);
}

export {};
