import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** A page is served under its own name; every address in the bundle is below that, on the hub's own origin. */
export const pageConfig = (name: 'graphiql' | 'my', proxied: readonly string[]): UserConfig => ({
  root: fileURLToPath(new URL(`./${name}`, import.meta.url)),
  base: `/${name}/`,
  publicDir: false,
  // Two copies of graphql would refuse each other's schemas; two of react would refuse each other's hooks.
  resolve: { dedupe: ['graphql', 'react', 'react-dom'] },
  worker: { format: 'es' },
  build: {
    outDir: `../../../dist/console/${name}`,
    emptyOutDir: true,
    target: 'es2022',
    // GraphiQL's editor is one big lazy chunk; a warning about it at every install helps nobody.
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
    proxy: Object.fromEntries(['/graphql', ...proxied].map((path) => [path, 'http://127.0.0.1:4000'])),
  },
});
