import { defineEntity, p } from '@mikro-orm/core';
import { announcementKinds } from '../../kernel/terms.js';
import { EntryEntity } from './entry.entity.js';
import { ListEntity } from './list.entity.js';

/** What is announced where an entry was published: that it was removed, ended, revoked or corrected (Henan 37, 66). */
const schema = defineEntity({
  name: 'AnnouncementEntity',
  tableName: 'announcement',
  indexes: [{ name: 'announcement_list', properties: ['list', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    kind: p.enum(announcementKinds),
    list: p.manyToOne(ListEntity).mapToPk(),
    entry: p.manyToOne(EntryEntity).mapToPk().index('announcement_entry'),
    text: p.text(),
    announcedAt: p.datetime(),
  },
});
export class AnnouncementEntity extends schema.class {}
schema.setClass(AnnouncementEntity);
