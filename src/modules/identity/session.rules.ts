export const sessionCookie = 'hub_session';
export const ticketCookie = 'hub_signin';

/** The value of a cookie, or null. Of two with one name the first counts: the browser sends the longer path first. */
export const cookieValue = (header: string | undefined, name: string): string | null => {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
};

export interface CookieTerms {
  /** Below this path only. */
  path: string;
  sameSite: 'Strict' | 'Lax';
  /** Sent over TLS only. */
  secure: boolean;
  /** 0 takes it back. */
  maxAgeSeconds: number;
}

/** A cookie no script can read. The value is of our own making: letters, digits, `-`, `_` and `.`. */
export const setCookie = (
  name: string,
  value: string,
  { path, sameSite, secure, maxAgeSeconds }: CookieTerms,
): string =>
  `${name}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`;

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether a page of the hub itself sent the request. Browsers say so in Sec-Fetch-Site; where they do not (no TLS, not
 * loopback) the origin has to be the host asked. `own` is the public address, for proxies that rename the host.
 */
export const fromOwnPage = (headers: RequestHeaders, own: string | null): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers.origin;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  return new URL(origin).host === headers.host || (own !== null && new URL(own).origin === origin);
};
