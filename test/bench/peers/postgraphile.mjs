import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { listenOn, poolSize, runPeer } from './process.mjs';

/**
 * PostGraphile 5 as its documentation starts it, over the tables alone. Its role may only read those, so it makes no
 * mutations, and nothing decides who may see what.
 */
await runPeer(async ({ readerUrl }) => {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({
        connectionString: readerUrl,
        schemas: ['public'],
        poolConfig: { max: poolSize, idleTimeoutMillis: 0 },
      }),
    ],
    grafserv: { graphqlPath: '/graphql', watch: false, graphiql: false },
    grafast: { explain: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  return listenOn(server);
});
