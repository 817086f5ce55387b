import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { renderLimits } from '../../src/server/limit-table.js';
import { limits, socketLimits } from '../../src/server/limits.js';
import { settings } from '../../src/settings.js';

const table = renderLimits();

describe('the table of limits', () => {
  test('has a row for each limit of requests and sockets', () => {
    for (const { about, most } of [...Object.values(limits), ...Object.values(socketLimits)])
      expect(table).toContain(`| ${about} | ${most} |`);
  });

  test('names a setting with what holds where none is made', () => {
    const config = readConfig({ HUB_MODE: 'demo' });
    const held = {
      HUB_MAX_IN_FLIGHT: config.maxInFlight,
      HUB_MAX_QUEUED: config.maxQueued,
      HUB_STATEMENT_SECONDS: config.statementSeconds,
      HUB_IMPORT_MAX_MB: config.importMaxBytes / 1024 / 1024,
      HUB_QUOTA_COST: config.quotaCost,
      HUB_TOKEN_MINUTES: config.tokenMinutes,
      HUB_SESSION_MINUTES: config.sessionMinutes,
      HUB_STAFF_IDLE_MINUTES: config.staffIdleMinutes,
      HUB_STAFF_HOURS: config.staffHours,
    };
    for (const [name, value] of Object.entries(held)) expect(table).toContain(`| \`${name}\` (${value}) |`);
  });

  test('leaves out no setting that bounds', () => {
    const bounding = Object.keys(settings).filter((name) =>
      /_(MAX|QUOTA)_|_MINUTES$|_SECONDS$|_HOURS$/.test(name),
    );
    const elsewhere = ['HUB_AUDIT_HEAD_MINUTES']; // how often, not how much
    for (const name of bounding.filter((each) => !elsewhere.includes(each)))
      expect(table).toContain(`\`${name}\``);
  });
});
