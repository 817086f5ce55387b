import { parseArgs } from 'node:util';
import { openDatabase } from './orm.js';

/**
 * `npm run migration:create -- --name NAME` writes a migration from the difference between the entities and the
 * committed snapshot; `npm run migration:check` fails when there is one.
 */
const { values } = parseArgs({ options: { name: { type: 'string' }, check: { type: 'boolean' } } });
const database = await openDatabase({ folder: 'memory://' });
try {
  const migrator = database.orm.migrator;
  if (values.check) {
    if (await migrator.checkSchema()) {
      console.error('Entities and migrations differ. Run: npm run migration:create -- --name <what changes>');
      process.exitCode = 1;
    }
  } else {
    const made = await migrator.create(undefined, false, false, values.name);
    console.log(
      made.fileName ? `Wrote ${made.fileName}; add it to migrations/index.ts.` : 'Nothing to migrate.',
    );
  }
} finally {
  await database.close();
}
