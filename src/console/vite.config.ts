import { defineConfig } from 'vite';
import { pageConfig } from './page.ts';

export default defineConfig(pageConfig('graphiql', ['/oauth', '/graphiql/demo-clients.json']));
