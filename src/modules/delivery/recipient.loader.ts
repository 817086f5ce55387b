import { type Sql, sql } from '../../kernel/sql.js';
import { byOwner } from '../../db/by-id.loader.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ChangeRecipient } from './recipient.types.js';

const recipientColumns = sql`rc.organization_id as "organizationId", rc.grounds, rc.acknowledged_at as "acknowledgedAt"`;

/** Recipients of changes, by position: the own row, or all for whoever supervises or is concerned. */
export const changeRecipientsLoader = byOwner<ChangeRecipient>(
  (reader, positions) =>
    reader.rows(
      'ChangeRecipient',
      (scope) => sql`
      select ${recipientColumns}, rc.position as "targetId" from change_recipient rc
      where ${scope} and rc.position = any(${positions}::bigint[]) order by rc.position, rc.organization_id`,
    ),
  (row) => row.targetId,
);

/** Of restorations, seen by who sees the restoration; of an agency that only has to acknowledge, its own row. */
export const restorationRecipientsLoader = byOwner<ChangeRecipient>(
  (reader, restorationIds) =>
    reader.rows(
      'RecipientOfThing',
      (scope, viewer) => sql`
      select ${recipientColumns}, c.target_id as "targetId" from change_recipient rc join change c on c.position = rc.position
      where ${scope} and c.target = 'Restoration' and c.target_id = any(${restorationIds}::bigint[]) and ${ownOrAll(viewer)}
      order by c.target_id, rc.organization_id`,
    ),
  (row) => row.targetId,
);

const ownOrAll = ({ principal }: RowViewer): Sql =>
  principal.kind === 'AGENCY'
    ? sql`(rc.organization_id = ${principal.organizationId} or exists (
        select 1 from restoration rs where rs.id = c.target_id and rs.responsible_id = ${principal.organizationId}))`
    : sql`true`;
