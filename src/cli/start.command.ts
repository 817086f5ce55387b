import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import closeWithGrace from 'close-with-grace';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config.js';
import { type Clock, systemClock, today } from '../kernel/clock.js';
import { sql } from '../kernel/sql.js';
import { calendarCoverage } from '../kernel/working-days.js';
import { loadFirstData } from '../db/seed/index.js';
import { createHub, type Hub } from '../main.js';
import { untilCalm } from '../server/http.js';
import { describeFailure, listenFailure } from './failure.js';
import { auditKeyInUse } from './key-audit.js';
import { Closers, openLocalKit, type Tell } from './local-kit.js';
import { banner } from './start.banner.js';

/** `hub start`: everything from an empty folder to a listening hub. */
export const addStart = (program: Command): void => {
  program
    .command('start')
    .description('start the hub; the first start makes the database and loads first data 启动')
    .action(async () => {
      const config = readConfig();
      const closers = new Closers();
      const grace = stopWithGrace(closers);
      try {
        const url = await startHub(config, closers, (line) => console.log(line));
        console.log(banner(config, url));
      } catch (error) {
        // A stop that arrives while starting takes the database away under it: that is no failure.
        if (grace.isStopping()) return;
        grace.uninstall();
        await closers.run();
        throw error;
      }
    });
};

/** Puts a hub together and lets it listen; `closers` then hold all that has to be undone. Returns its address. */
export const startHub = async (
  config: Config,
  closers: Closers,
  tell: Tell,
  clock: Clock = systemClock,
): Promise<string> => {
  keepYoungObjectsApart();
  warnOfCalendar(clock, tell);
  const kit = await openLocalKit(config, closers, tell);
  const hub = await createHub({ ...kit, clock });
  closers.replaceLast(() => hub.close());
  await auditKeyInUse(hub);
  await loadData(hub, tell);
  try {
    await hub.app.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw listenFailure(error, config.host, config.port);
  }
  await untilCalm(hub.app); // who reads the banner shall get an answer at once
  return addressOf(hub, config.host);
};

/**
 * V8 makes objects of a place whose objects once lived long among the old ones from then on. What the hub makes for a
 * long request, or to keep, it makes at the same places for short ones, whose garbage would then live until a major
 * collection, with all that hangs on it, and make the minor ones long.
 */
const keepYoungObjectsApart = (): void => setFlagsFromString('--no-allocation-site-pretenuring');

const loadData = async (hub: Hub, tell: Tell): Promise<void> => {
  const { imports } = hub.modules.records;
  const first = await isFirstStart(hub);
  // A first start that was cut off goes on with its sample file; later, no start waits for somebody's large file.
  if (first) {
    tell('Loading first data 首次启动，装载初始数据');
    await imports.resume();
  }
  await loadFirstData(hub, hub.modules, (step) => (first ? tell(`  … ${step}`) : undefined));
  if (!first) await imports.resume();
};

/** Clients come last of the demo data, measures are all that production has. */
const isFirstStart = async ({ config, database }: Hub): Promise<boolean> => {
  const known =
    config.mode === 'demo'
      ? sql`select 1 as one from client where demo limit 1`
      : sql`select 1 as one from measure limit 1`;
  return (await database.one(known)) === null;
};

const warnOfCalendar = (clock: Clock, tell: Tell): void => {
  const year = Number(today(clock).slice(0, 4));
  if (calendarCoverage(year)) return;
  tell(
    `Warning: the holidays of ${year} are not known; deadlines count fixed holidays and weekends only. Update the hub. 缺少${year}年放假安排`,
  );
};

const addressOf = ({ app }: Hub, host: string): string => {
  const { port } = app.server.address() as AddressInfo;
  const open = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${open.includes(':') ? `[${open}]` : open}:${port}`;
};

/** On a signal: no new requests, running ones end, the database closes, the folder is given back, exit 0. */
const stopWithGrace = (closers: Closers) => {
  let stopping = false;
  const { uninstall } = closeWithGrace({ delay: 15_000 }, async ({ err, signal }) => {
    stopping = true;
    if (err) console.error(describeFailure(err));
    else if (signal) console.log(`${signal}: stopping 正在停止`);
    await closers.run();
  });
  return { uninstall, isStopping: () => stopping };
};
