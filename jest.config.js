import { availableParallelism } from 'node:os';

/** One suite, two databases: HUB_TEST_DATABASE picks a real PostgreSQL instead of the embedded one. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }] },
  // Never one: it would run in jest's own process, which keeps what every file leaves behind until its memory is full.
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  workerIdleMemoryLimit: '1GB',
  testTimeout: 240_000, // generous: a busy machine is no fault,
};
