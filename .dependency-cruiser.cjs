/**
 * The straight line of a request: server → policy → resolver → service → repository or loader → row scope → database.
 * A module imports lower modules only; a lower one speaks to a higher one by a domain event, wired in a module's
 * factory. The order is held for type imports too: a type is knowledge as well.
 */

/** Lowest first. A new module is put in where it belongs, and may import what stands before it. */
const modules = [
  'ledger',
  'files',
  'organizations',
  'deadlines',
  'subjects',
  'identity',
  'documents',
  'records',
  'measures',
  'memoranda',
  'lists',
  'enforcement',
  'delivery',
  'objections',
  'repairs',
  'restorations',
  'grades',
  'reports',
  'supervision',
  'retention',
];

const src = (path) => `^src/${path}`;

const upwards = modules.slice(0, -1).map((name, index) => ({
  name: `${name}-imports-lower-modules-only`,
  severity: 'error',
  comment: `Say it with a domain event, or put the field on the edge into the higher module.`,
  from: { path: src(`modules/${name}/`) },
  to: { path: modules.slice(index + 1).map((higher) => src(`modules/${higher}/`)) },
}));

/** What composes: it may import everything. */
const composition = [src('(main|cli|schema-files|schema-diff)\\.ts$'), src('(cli|bench)/')];

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: 'known-modules-only',
      severity: 'error',
      comment: 'Give the new module its place in the order at the top of this file.',
      from: {},
      to: { path: src('modules/[^/]+/'), pathNot: modules.map((name) => src(`modules/${name}/`)) },
    },
    {
      name: 'kernel-imports-nothing-of-ours',
      severity: 'error',
      from: { path: src('kernel/') },
      to: { path: ['^src/', '^migrations/', '^test/'], pathNot: src('kernel/') },
    },
    {
      name: 'policy-knows-no-module',
      severity: 'error',
      comment: 'Rights are decided by names of types and fields and by facts of rows.',
      from: { path: src('policy/') },
      to: { path: src('(modules|server)/') },
    },
    {
      name: 'row-scope-is-pure',
      severity: 'error',
      comment: 'Which rows a viewer may read is decided by the principal alone.',
      from: { path: src('db/row-(scope|functions)\\.ts$') },
      to: { path: '^src/', pathNot: [src('kernel/'), src('db/row-functions\\.ts$')] },
    },
    {
      name: 'database-knows-no-module',
      severity: 'error',
      comment: 'Only the list of entities and the first data do.',
      from: { path: src('db/'), pathNot: [src('db/entities\\.ts$'), src('db/seed/')] },
      to: { path: src('(modules|server|policy)/') },
    },
    {
      name: 'modules-below-server',
      severity: 'error',
      from: { path: src('modules/') },
      to: {
        path: [src('(server|policy|console|cli|bench)/'), src('(main|cli|schema-files|schema-diff)\\.ts$')],
      },
    },
    {
      name: 'only-composition-imports-main',
      severity: 'error',
      from: { path: '^src/', pathNot: composition },
      to: { path: src('main\\.ts$'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-and-lifecycles-are-pure',
      severity: 'error',
      comment: 'Pure thinking: no database, no service, nothing that reads or writes.',
      from: { path: src('.*\\.(rules|lifecycle)\\.ts$') },
      to: {
        path: [
          src('db/'),
          src('server/'),
          src('.*\\.(service|repository|loader|resolver|entity|reader|writer|route)\\.ts$'),
          '^node_modules/(@mikro-orm|pg|kysely|dataloader|type-graphql|fastify)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-touch-no-machine',
      severity: 'error',
      comment: 'Files, network and processes belong to readers, writers and services.',
      from: { path: src('.*\\.(rules|lifecycle)\\.ts$') },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'resolvers-translate',
      severity: 'error',
      comment:
        'A resolver asks a service, a repository or a loader; it opens no transaction and knows no entity.',
      from: { path: src('.*\\.resolver\\.ts$') },
      to: {
        path: [src('.*\\.entity\\.ts$'), src('db/(database|orm|entities)\\.ts$'), '^node_modules/@mikro-orm'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'types-are-the-contract',
      severity: 'error',
      comment: 'The schema does not depend on how it is carried out, and no class is both entity and type.',
      from: { path: src('.*\\.types\\.ts$') },
      to: {
        path: [src('.*\\.(service|repository|loader|resolver|entity)\\.ts$'), src('db/'), src('server/')],
      },
    },
    {
      name: 'entities-are-tables',
      severity: 'error',
      from: { path: src('.*\\.entity\\.ts$') },
      to: { path: src('.*\\.(service|repository|loader|resolver|types)\\.ts$') },
    },
    {
      name: 'file-names-say-the-layer',
      severity: 'error',
      comment: 'singular.layer.ts: one of the layers below, or index.ts and module.ts.',
      from: {},
      to: {
        path: src('modules/'),
        pathNot: [
          src('modules/(module|[a-z]+/index)\\.ts$'),
          src(
            'modules/[a-z]+/[a-z-]+\\.(entity|repository|loader|lifecycle|rules|service|types|resolver|events|reader|writer|route)\\.ts$',
          ),
        ],
      },
    },
    {
      name: 'file-names-say-something',
      severity: 'error',
      comment: 'No utils, helper, manager or handle: name what it does.',
      from: {},
      to: { path: '^(src|test)/.*(utils?|helpers?|manager|handle)[^/]*$' },
    },
    {
      name: 'web-pages-stand-alone',
      severity: 'error',
      comment: 'The console is built for the browser by its own build.',
      from: { path: '^src/', pathNot: src('console/') },
      to: { path: src('console/') },
    },
    {
      name: 'console-imports-no-server-code',
      severity: 'error',
      from: { path: src('console/') },
      to: { path: '^src/', pathNot: src('console/') },
    },
    {
      name: 'source-does-not-import-tests',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Types may refer to each other, GraphQL types by their nature; code that runs may not.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '\\.types\\.ts$' } },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'What runs in production is a dependency.',
      from: { path: '^(src|migrations)/', pathNot: [src('(console|bench)/')] },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^src/console/.*\\?', '\\.css$', '\\.svg'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
