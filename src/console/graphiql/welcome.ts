import viewer from '../../../schema/operations/viewer.graphql?raw';

export const WELCOME = `# 信用联合奖惩数据枢纽 Joint Credit Hub
# 左侧“示例”里有现成的操作。Ready operations are under Examples on the left.
# Ctrl+Enter 执行 runs, Ctrl+Space 补全 completes.

${viewer}`;
