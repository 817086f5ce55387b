import { demoSecret } from '../../modules/organizations/index.js';
import type { TypedDocumentString } from '../../generated/operations.js';
import { type Answer, HubApi } from '../hub-api.js';

/** A demo client with the purpose under which it reads. */
export class Actor {
  constructor(
    readonly name: string,
    readonly api: HubApi,
    private readonly purpose: readonly [matter: string, businessNumber: string] | null,
  ) {}

  ask<Data, Asked>(
    document: TypedDocumentString<Data, Asked>,
    variables: Asked,
    idempotencyKey?: string,
  ): Promise<Answer<Data>> {
    return this.api.ask(document, variables, {
      ...(this.purpose ? { purpose: this.purpose } : {}),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
  }
}

/** Who plays in the story. */
export interface Cast {
  office: Actor;
  approver: Actor;
  market: Actor;
  tax: Actor;
  services: Actor;
  housing: Actor;
  firm: Actor;
  nobody: Actor;
}

/** Everybody reads for one business of this run. */
export const castFor = (url: string, run: string): Cast => {
  const actor = (clientId: string, name: string, matter: string) =>
    new Actor(`${name}（${clientId}）`, new HubApi(url, { clientId, secret: demoSecret }), [
      matter,
      `YB-${run}`,
    ]);
  return {
    office: actor('demo-office', '信用办经办', 'PUBLIC_SERVICE'),
    approver: actor('demo-office-approver', '信用办审批', 'PUBLIC_SERVICE'),
    market: actor('demo-agency-market', '市场监管局', 'INSPECTION'),
    tax: actor('demo-agency-tax', '税务局', 'INSPECTION'),
    services: actor('demo-agency-services', '政务服务大厅', 'BIDDING'),
    housing: actor('demo-agency-housing', '住建局', 'BIDDING'),
    firm: actor('demo-firm', '信用服务机构', 'FINANCE'),
    nobody: new Actor('社会公众（未登录）', new HubApi(url), null),
  };
};
