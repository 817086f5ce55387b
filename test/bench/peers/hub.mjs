import { Closers } from '../../../dist/src/cli/local-kit.js';
import { startHub } from '../../../dist/src/cli/start.command.js';
import { readConfig } from '../../../dist/src/config.js';
import { hubSettings } from '../data/hub-settings.mjs';
import { runPeer } from './process.mjs';

/** The hub as `hub start` starts it. */
await runPeer(async (place) => {
  const closers = new Closers();
  const url = await startHub(readConfig(hubSettings(place)), closers, () => undefined);
  return { url, stop: () => closers.run() };
});
