import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { poolSize, runContender } from './child.mjs';

/**
 * PostGraphile 5 as its documentation starts it, over the tables alone. Its role may only read those, so it makes no
 * mutations, and nothing decides who may see what.
 */
await runContender(async ({ readerUrl }) => {
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
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${server.address().port}`;
});
