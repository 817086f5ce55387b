export { loadDemoMemoranda } from './load-demo-memoranda.js';
export {
  type LoadedCatalogue,
  loadReferenceCatalogue,
  referenceLists,
  referenceMeasures,
} from './reference-catalogue.js';
export { loadFirstData } from './first-data.js';
