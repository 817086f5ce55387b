import { createHub, createKit, openConfigured } from '../../../dist/src/main.js';
import { benchConfig } from '../data/hub-config.mjs';
import { runContender } from './child.mjs';

/** The hub as it ships, in demo mode so that the demo clients can sign in. */
await runContender(async ({ url, folder }) => {
  const config = benchConfig(url, folder);
  const hub = await createHub(createKit(config, await openConfigured(config)));
  return hub.app.listen({ port: 0, host: '127.0.0.1' });
});
