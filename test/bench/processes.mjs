import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';

const hasProc = existsSync('/proc/self/stat');
const msPerTick = 10;

/** Processor time a process has used, from /proc; NaN where there is none (other than Linux). */
export const cpuMsOf = (pid) => (hasProc ? cpuMsIn(fieldsOf(pid)) : NaN);

/** The same of all children of a process: those of PostgreSQL are its connections. */
export const cpuMsOfChildren = (parent) =>
  childrenOf(parent).reduce((sum, pid) => sum + cpuMsIn(fieldsOf(pid)), hasProc ? 0 : NaN);

/** Memory of a process that is resident, MiB. */
export const residentOf = (pid) => {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1];
  return kilobytes === undefined ? NaN : Number(kilobytes) / 1024;
};

/** What the bench runs on which cores; null where cores cannot be given out. */
export const layout = () => {
  const count = os.availableParallelism();
  if (count < 2 || spawnSync('taskset', ['--version']).status !== 0) return null;
  const last = String(count - 1);
  // With two cores the database goes where there is room.
  return { server: '0', load: last, database: count === 2 ? `0-${last}` : `1-${last}` };
};

/** Keeps a process, all its threads, to its cores. */
export const pin = (pid, cores) => {
  if (cores) spawnSync('taskset', ['-apc', cores, String(pid)]);
};

const childrenOf = (parent) =>
  hasProc
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(fieldsOf(name)[1]) === parent)
    : [];

/** The fields behind the command, whose name may hold blanks: the state is the first of them. */
const fieldsOf = (pid) => (textOf(`/proc/${pid}/stat`).split(') ')[1] ?? '').split(' ');

const cpuMsIn = (fields) => ((Number(fields[11]) || 0) + (Number(fields[12]) || 0)) * msPerTick;

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process ended meanwhile
  }
};
