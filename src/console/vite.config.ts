import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page is served under /graphiql; every address in the bundle is below that, on the hub's own origin. */
export default defineConfig({
  root: fileURLToPath(new URL('./graphiql', import.meta.url)),
  base: '/graphiql/',
  publicDir: false,
  // Two copies of graphql would refuse each other's schemas; two of react would refuse each other's hooks.
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  worker: { format: 'es' },
  build: {
    outDir: '../../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // The editor is one big lazy chunk; a warning about it at every install helps nobody.
    chunkSizeWarningLimit: 5000,
    // Files stay files: a data: address in a script or worker would need a wider content policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // "use client" means something to server rendering only; every animation file of GraphiQL's has it.
      onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)),
    },
  },
  // For work on the page itself: a hub running beside it answers.
  server: {
    fs: { allow: ['../../..'] },
    proxy: Object.fromEntries(
      ['/graphql', '/oauth', '/graphiql/demo-clients.json'].map((path) => [path, 'http://127.0.0.1:4000']),
    ),
  },
});
