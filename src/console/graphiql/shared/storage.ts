/**
 * Where GraphiQL keeps tabs, variables and history: in this browser tab only, because variables can hold ID numbers
 * and the machine may be shared. Only the colour theme stays. The token is never handed to any storage.
 */
const KEPT = 'graphiql:theme';

const area = (key: string): Storage => (key === KEPT ? localStorage : sessionStorage);

const ownKeys = (): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith('graphiql:'));

export const tabStorage = {
  getItem: (key: string) => area(key).getItem(key),
  setItem: (key: string, value: string) => area(key).setItem(key, value),
  removeItem: (key: string) => area(key).removeItem(key),
  clear: () => {
    for (const key of ownKeys()) sessionStorage.removeItem(key);
    localStorage.removeItem(KEPT);
  },
  get length() {
    return ownKeys().length;
  },
};
