import { createServer } from 'node:http';
import pg from 'pg';
import { listenOn, poolSize } from './process.mjs';

/** Statements by name, and so prepared once per connection; dates stay the text they are. */
export const openStatements = (connectionString) => {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  const pool = new pg.Pool({ connectionString, max: poolSize, idleTimeoutMillis: 0, types });
  return async (name, text, values = []) => (await pool.query({ name, text, values })).rows;
};

/** JSON in, JSON out, on bare node:http: what any server in Node costs at least. */
export const servePlain = (routes) =>
  listenOn(
    createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      try {
        const body = JSON.stringify(await routes[request.url](JSON.parse(Buffer.concat(chunks).toString())));
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        });
        response.end(body);
      } catch (error) {
        response.writeHead(500).end(JSON.stringify({ errors: [String(error)] }));
      }
    }),
  );
