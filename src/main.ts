import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Config, demoKey } from './config.js';
import { type Clock, systemClock, today } from './kernel/clock.js';
import { EventBus } from './kernel/events.js';
import { publicPrincipal, systemPrincipal } from './kernel/principal.js';
import { Keys, keysFromFile } from './kernel/keys.js';
import type { Database } from './db/database.js';
import { ScopedReader } from './db/scoped-reader.js';
import { lockFolder } from './db/folder-lock.js';
import { openDatabase } from './db/orm.js';
import { createDeadlinesModule } from './modules/deadlines/index.js';
import { createDeliveryModule } from './modules/delivery/index.js';
import { createDocumentsModule } from './modules/documents/index.js';
import { createEnforcementModule } from './modules/enforcement/index.js';
import { createFilesModule } from './modules/files/index.js';
import { createGradesModule } from './modules/grades/index.js';
import { createIdentityModule } from './modules/identity/index.js';
import { createLedgerModule } from './modules/ledger/index.js';
import { type Unit, UnitOfWork } from './modules/ledger/unit.service.js';
import { createListsModule } from './modules/lists/index.js';
import { createMeasuresModule } from './modules/measures/index.js';
import { createMemorandaModule } from './modules/memoranda/index.js';
import type { HubModule, Kit } from './modules/module.js';
import { createObjectionsModule } from './modules/objections/index.js';
import { createOrganizationsModule, demoClients } from './modules/organizations/index.js';
import { createRecordsModule } from './modules/records/index.js';
import { createRepairsModule } from './modules/repairs/index.js';
import { createReportsModule } from './modules/reports/index.js';
import { createRestorationsModule } from './modules/restorations/index.js';
import { createRetentionModule } from './modules/retention/index.js';
import { createSubjectsModule, heldSubjects } from './modules/subjects/index.js';
import { createSupervisionModule } from './modules/supervision/index.js';
import { createHttpServer } from './server/http.js';
import { type Authentication, principalOf } from './server/context.js';
import { startEvery, startSweeps } from './server/scheduler.js';
import { buildHubSchema, nodeFinder, nodeLoaders } from './server/schema.js';
import { ChangeNodeResolver, ViewerResolver } from './server/viewer.resolver.js';

/** Every module, lowest first; what a lower one states, the higher ones act on is said in their factories. */
export const createModules = (kit: Kit, report: (fault: unknown) => void = () => undefined) => {
  const files = createFilesModule(kit);
  const organizations = createOrganizationsModule(kit);
  const deadlines = createDeadlinesModule(kit);
  const subjects = createSubjectsModule(kit);
  const identity = createIdentityModule(kit, subjects);
  const documents = createDocumentsModule(kit, files);
  const records = createRecordsModule(kit, { ...subjects, report });
  const measures = createMeasuresModule(kit);
  const memoranda = createMemorandaModule(kit);
  const lists = createListsModule(kit, subjects);
  // A notice tells how to get off again (两书同达); repair is a higher module, so the way there is handed down.
  const repairPath = (unit: Unit, entryId: number) => repairs.outlooks.pathFor(unit, entryId);
  const enforcement = createEnforcementModule(kit, { ...subjects, ...lists, ...documents, repairPath });
  const delivery = createDeliveryModule(kit, deadlines);
  const proceedings = { ...files, ...deadlines, ...documents, ...lists, ...enforcement };
  const objections = createObjectionsModule(kit, proceedings);
  const repairs = createRepairsModule(kit, proceedings);
  const restorations = createRestorationsModule(kit, { ...proceedings, ...delivery });
  const grades = createGradesModule(kit, subjects);
  const reports = createReportsModule(kit, documents);
  const supervision = createSupervisionModule(kit, documents);
  const ledger = createLedgerModule(kit);
  return {
    ledger,
    files,
    organizations,
    deadlines,
    subjects,
    identity,
    documents,
    records,
    measures,
    memoranda,
    lists,
    enforcement,
    delivery,
    objections,
    repairs,
    restorations,
    grades,
    reports,
    supervision,
    retention: createRetentionModule(kit, { ...records, ...organizations }),
  };
};

export type Modules = ReturnType<typeof createModules>;

/** What happens by itself with time: memoranda end and come into force, entries expire, statutory limits and terms of retention are kept. */
export const sweep = async ({
  memoranda,
  lists,
  enforcement,
  deadlines,
  repairs,
  retention,
  supervision,
}: Modules): Promise<void> => {
  const act = { principal: systemPrincipal, requestId: 'daily-sweep', idempotencyKey: null };
  await supervision.foldCounts();
  await memoranda.memoranda.endExpired(act);
  await lists.effects.expireEntries();
  await repairs.reorganisations.sweep();
  await memoranda.memoranda.bringIntoForce(act);
  await enforcement.issues.endPastLimit();
  await deadlines.deadlines.remindAndEscalate();
  await retention.retention.sweep(act);
};

/** A hub that is put together but does not listen yet. */
export interface Hub extends Kit {
  readonly modules: Modules;
  readonly schema: GraphQLSchema;
  readonly app: FastifyInstance;
  /** Stops taking requests, lets running ones end, closes the database and gives the folder back. */
  close(): Promise<void>;
}

/** Opens the database that the configuration names and brings its schema up to date; tells which migrations ran. */
export const openConfigured = async (
  config: Config,
  migrated: (names: readonly string[]) => void = () => undefined,
): Promise<Database> => {
  const database = await openDatabase(
    config.databaseUrl === null
      ? { folder: path.join(config.dataDir, 'database') }
      : {
          url: config.databaseUrl,
          ownerUrl: config.databaseOwnerUrl,
          pool: config.databasePool,
          statementSeconds: config.statementSeconds,
        },
  );
  migrated(await database.migrate());
  return database;
};

export const createKit = (config: Config, database: Database, clock: Clock = systemClock): Kit => {
  const bus = new EventBus<Unit>();
  const keys = config.keyFile === null ? new Keys(demoKey) : keysFromFile(config.keyFile);
  return { config, database, clock, keys, bus, work: new UnitOfWork(database, clock, bus, keys) };
};

/** Keeps in memory of subjects what everybody sees. */
const holdSubjects = ({ config, database, clock }: Kit, modules: Modules): void => {
  const readerAt = (day: string) => new ScopedReader(database, publicPrincipal, day);
  database.heldSubjects.hold({
    people: heldSubjects,
    parts: Object.values(modules as Record<string, HubModule>).flatMap(({ held = [] }) => held),
    today: () => today(clock),
    readerAt,
    prove: () => readerAt(today(clock)).prove(),
    most: config.heldSubjects,
  });
};

/** Puts the whole hub together on an open database. Without `sweeps` nothing happens by itself with time. */
export const createHub = async (kit: Kit, { sweeps = true } = {}): Promise<Hub> => {
  const background: { log?: FastifyInstance['log'] } = {};
  const report = (fault: unknown) =>
    background.log?.error({ fault: (fault as Error).name }, 'work in the background failed');
  const modules = createModules(kit, report);
  const { schema, app } = await createServer(kit, modules);
  background.log = app.log;
  holdSubjects(kit, modules);
  const tidy = async () => {
    await kit.database.forgetTouches();
    await sweep(modules);
  };
  const stopSweeps = sweeps ? startSweeps(tidy, app.log) : async () => undefined;
  const { audit } = kit.config;
  const stopHeads =
    sweeps && audit
      ? startEvery(audit.minutes, () => modules.ledger.heads.sign(), app.log)
      : async () => undefined;
  const close = async () => {
    await stopSweeps();
    await stopHeads();
    await app.close();
    await modules.records.imports.stop();
    await kit.database.close();
  };
  return { ...kit, modules, schema, app, close };
};

const createServer = async (
  kit: Kit,
  modules: Modules,
): Promise<{ schema: GraphQLSchema; app: FastifyInstance }> => {
  const schema = await createSchema(modules);
  const { organizations, records, files, documents, identity } = modules;
  const authentication: Authentication = {
    token: (presented) => organizations.tokens.authenticate(presented),
    recall: (token) => organizations.tokens.recall(token),
    session: (token) => identity.sessions.authenticate(token),
    publicUrl: kit.config.publicUrl,
  };
  const callers = { principalOf: (request: FastifyRequest) => principalOf(request, authentication) };
  const app = await createHttpServer({
    ...kit,
    schema,
    authentication,
    quotas: organizations.quotas,
    streams: Object.assign(
      {},
      ...Object.values(modules as Record<string, HubModule>).map(({ streams }) => streams),
    ),
    feed: modules.ledger.feed,
    demoClients: demoClients.map(({ clientId, label }) => ({ clientId, label })),
    mount: (server) => {
      organizations.mountOAuth(server);
      identity.mountSignin(server);
      records.mountImports(server, callers);
      files.mountFiles(server, callers);
      documents.mountDocuments(server, callers);
    },
  });
  return { schema, app };
};

/** The executable schema of the modules. */
export const createSchema = (modules: Modules): Promise<GraphQLSchema> => {
  const all: HubModule[] = Object.values(modules);
  const loaders = nodeLoaders(all);
  const server: HubModule = {
    resolvers: [new ViewerResolver(nodeFinder(loaders)), new ChangeNodeResolver(loaders)],
    nodes: {},
  };
  return buildHubSchema([...all, server]);
};

export { lockFolder };
