import type { Config } from '../config.js';
import { demoClients, demoSecret } from '../modules/organizations/index.js';
import { table } from './table.js';

/** What a person needs who just started the hub: where it is, who may sign in, what to try, how to stop. */
export const banner = (config: Config, url: string): string =>
  [
    '',
    '信用联合奖惩数据枢纽  Joint Credit Hub',
    '',
    table(
      [
        ...(config.graphiql ? [['GraphiQL', `${url}/graphiql`]] : []),
        ['我的信用', `${url}/my/  (subjects sign in 信用主体登录)`],
        ['GraphQL', `${url}/graphql`],
        ['Token 令牌', `${url}/oauth/token`],
        ['Data 数据', storageOf(config)],
      ],
      '  ',
    ),
    ...(config.mode === 'demo' ? demoSection() : []),
    '',
    'Try it 试一试（公开名单，无需登录 the public list, no sign-in）:',
    `  ${sampleRequest(url)}`,
    '',
    'Stop with Ctrl+C. 按 Ctrl+C 停止。',
    '',
  ].join('\n');

/** A request anybody may make: the black entries in effect, and counts. */
export const sampleQuery =
  '{ listEntries(filter: {colour: BLACK}, first: 3) { nodes { number subject { name code } list { name } validFrom } } statistics { entriesByColour { key count } } }';

const sampleRequest = (url: string): string =>
  `curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: sampleQuery })}'`;

const storageOf = (config: Config): string =>
  config.databaseUrl === null
    ? `${config.dataDir}  (embedded database, for trying out: a power cut can lose the last changes;\n` +
      `${' '.repeat(14)}set HUB_DATABASE_URL to a PostgreSQL for production 内嵌数据库仅供试用)`
    : `PostgreSQL; files in ${config.dataDir}`;

const demoSection = (): string[] => [
  '',
  `Demo clients 演示客户端 (client_secret: ${demoSecret})`,
  table(
    demoClients.map(({ clientId, label, kind }) => [clientId, kind, label]),
    '  ',
  ),
];
