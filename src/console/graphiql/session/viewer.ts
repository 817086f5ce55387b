import { text, type Text } from '../shared/text';

export interface ViewerInfo {
  kind: string;
  organization: string | undefined;
  /** The roles of a person who signed in at the identity provider; undefined for a client. */
  capacity: string | undefined;
  scopes: readonly string[];
}

export const VIEWER_KINDS: Readonly<Record<string, Text>> = {
  PUBLIC: text('公众', 'public'),
  SUBJECT: text('信用主体', 'subject'),
  AGENCY: text('行政机关', 'agency'),
  OFFICE: text('信用办', 'credit office'),
  AUDITOR: text('审计监督', 'auditor'),
  FIRM: text('信用服务机构', 'credit service firm'),
  BANK: text('金融机构', 'bank'),
  ASSOCIATION: text('行业协会商会', 'association'),
  REGION: text('外地平台', 'other region'),
};

interface ViewerAnswer {
  kind: string;
  organization: { name: string } | null;
  capacity: string | null;
  scopes: string[];
}

const QUERY = '{ viewer { kind organization { name } capacity scopes } }';

/**
 * How the hub itself names the holder of this token, or of the session cookie where none is given; undefined if it won't
 * say (the sign-in stands all the same).
 */
export async function readViewer(token?: string): Promise<ViewerInfo | undefined> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify({ query: QUERY }),
      credentials: token === undefined ? 'same-origin' : 'omit',
    });
    const { data } = (await response.json()) as {
      data?: { viewer?: ViewerAnswer };
    };
    if (!data?.viewer) return undefined;
    const { kind, organization, capacity, scopes } = data.viewer;
    return { kind, organization: organization?.name, capacity: capacity ?? undefined, scopes };
  } catch {
    return undefined;
  }
}
