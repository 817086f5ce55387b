/** A browser without a screen: keeps cookies by path and follows redirects, remembering where it went. */
export class Visitor {
  readonly visited: string[] = [];
  #cookies = new Map<string, { value: string; path: string; text: string }>();

  /** One request; redirects are told, not followed. */
  async send(url: string, init: RequestInit = {}): Promise<Response> {
    this.visited.push(url);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => new URL(url).pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) },
    });
    for (const text of response.headers.getSetCookie()) this.#keep(text);
    return response;
  }

  /** Follows redirects until a page comes, or until the address matches. */
  async follow(url: string, until?: RegExp): Promise<{ url: string; response: Response }> {
    for (let steps = 0; steps < 12; steps++) {
      const response = await this.send(url);
      const location = response.headers.get('location');
      if (location === null) return { url, response };
      url = new URL(location, url).href;
      if (until?.test(url)) return { url, response };
    }
    throw new Error('too many redirects');
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  /** The cookie as the server set it, with its attributes. */
  cookieText(name: string): string | undefined {
    return this.#cookies.get(name)?.text;
  }

  putCookie(name: string, value: string, path = '/'): void {
    this.#cookies.set(name, { value, path, text: '' });
  }

  #keep(text: string): void {
    const [pair, ...attributes] = text.split(';').map((each) => each.trim());
    const [name, ...value] = pair!.split('=');
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    const gone = attributes.some(
      (each) => /^max-age=0$/i.test(each) || /^expires=Thu, 01 Jan 1970/i.test(each),
    );
    if (gone) this.#cookies.delete(name!);
    else this.#cookies.set(name!, { value: value.join('='), path, text });
  }
}

/** Signs in at the demonstration's own issuer; where the browser stands at the end. */
export const signInAtDemo = async (
  visitor: Visitor,
  hubUrl: string,
  sub: string,
  query = 'for=self',
): Promise<{ url: string; response: Response }> => {
  const page = await visitor.follow(`${hubUrl}/signin?${query}`);
  if (page.response.status !== 200) return page;
  const picked = await visitor.send(page.url, { method: 'POST', body: new URLSearchParams({ sub }) });
  return visitor.follow(new URL(picked.headers.get('location')!, page.url).href);
};

/** Asks /graphql as a page of the hub does: with the cookie, from the hub's own origin. */
export const askAs = async (
  visitor: Visitor,
  hubUrl: string,
  query: string,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
) => {
  const response = await visitor.send(`${hubUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as { data?: any; errors?: any[] }) };
};
