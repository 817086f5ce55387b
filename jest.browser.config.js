import base from './jest.config.js';

/** The pages in Chromium: the page must be built (npm run build:console) and Chromium installed. */
export default {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
