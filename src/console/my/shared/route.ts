import { useEffect, useState } from 'react';

/** Where the page stands: `#objections` is a section, `#object/entry/E2026…` a form about something. */
export interface Place {
  section: string;
  /** What a form is about: its kind and number. */
  about?: { kind: string; number: string };
}

const placeOf = (hash: string): Place => {
  const [section = '', kind, number] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  return { section, ...(kind && number ? { about: { kind, number } } : {}) };
};

export const linkTo = (...parts: string[]): string => `#${parts.map(encodeURIComponent).join('/')}`;

export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return placeOf(hash);
}
