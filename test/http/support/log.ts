import { symbols } from 'pino';
import type { TestHub } from '../../support/hub.js';

/** From here on everything the hub logs, down to trace, is kept here as text. */
export const captureLog = (hub: TestHub): { text(): string } => {
  const lines: string[] = [];
  // The children of requests inherit both from the one logger of the server.
  const log = hub.app.log as unknown as Record<symbol, unknown>;
  log[symbols.streamSym] = { write: (line: string) => lines.push(line) };
  hub.app.log.level = 'trace';
  return { text: () => lines.join('') };
};
