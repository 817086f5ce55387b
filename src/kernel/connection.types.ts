import 'reflect-metadata';
import { ArgsType, type ClassType, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Connection, PageArguments, PageInfo } from './page.js';

/** Anything with a global id. `id` is made from the row's own id when the schema is built. */
@InterfaceType({
  description: 'Anything that can be read again by its id. 可按标识读取的对象',
  resolveType: (row: { __typename?: string }) => row.__typename ?? '',
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, lasting identifier. 标识' })
  id!: number;
}

@ObjectType('PageInfo', { description: 'Where a page stands in its list. 分页信息' })
export class PageInfoType implements PageInfo {
  @Field({ description: 'Whether more follow. 有下一页' })
  hasNextPage!: boolean;
  @Field({ description: 'Whether the page does not start at the beginning. 有上一页' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first row. 首游标' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last row: pass it as `after`. 末游标' })
  endCursor!: string | null;
}

/** `first` and `after` of a connection field. */
@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, { nullable: true, description: 'How many rows, 1 to 100; 20 when left out. 条数' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'endCursor of the page before. 起始游标' })
  after?: string | null;
}

/** The Relay connection and edge of a type, as object types named `<Name>Connection` and `<Name>Edge`. */
export const connectionOf = <Row extends object>(
  name: string,
  type: () => ClassType<Row>,
): ClassType<Connection<Row>> => {
  @ObjectType(`${name}Edge`, { description: `One row of a ${name} list with its cursor. 列表项` })
  class Edge {
    @Field(() => String, { description: 'Cursor of this row. 游标' })
    cursor!: string;
    @Field(type, { description: 'The row. 对象' })
    node!: Row;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} rows. 分页列表` })
  class ConnectionType implements Connection<Row> {
    @Field(() => [Edge], { description: 'Rows with cursors. 带游标的列表' })
    edges!: Edge[];
    @Field(() => [type()], { description: 'Rows. 列表' })
    nodes!: Row[];
    @Field(() => PageInfoType, { description: 'Where this page stands. 分页信息' })
    pageInfo!: PageInfo;
    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all, where that is cheap; else null. 总数',
    })
    totalCount!: number | null;
  }
  return ConnectionType as unknown as ClassType<Connection<Row>>;
};
