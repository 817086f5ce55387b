import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Names that say nothing (design section 7): say what the thing does instead. */
const emptyName = '/(utils?|helpers?|manager)$|^handle([A-Z]|$)/i';
const declared = [
  `:matches(FunctionDeclaration, ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration) > Identifier.id[name=${emptyName}]`,
  `VariableDeclarator > Identifier.id[name=${emptyName}]`,
  `:matches(MethodDefinition, PropertyDefinition) > Identifier.key[name=${emptyName}]`,
];
const emptyNames = declared.map((selector) => ({
  selector,
  message: 'Say what it does: no utils, helper, manager or handle.',
}));

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'src/config.ts alone reads the environment: add a setting there.',
};

// V8 gives each such literal a shape of its own, which outlives it and holds all that the getter sees.
const getterOfLiteral = {
  selector: 'ObjectExpression > Property[kind="get"]',
  message: 'A literal with a getter keeps what it sees from being collected while young: write a class.',
};

// One configuration for both: the plugin keeps the first it meets.
const graphqlFiles = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: { schema: 'schema/hub.graphql', documents: 'schema/operations/**/*.graphql' },
  },
};

const sources = ['src/**/*.ts', 'src/**/*.tsx'];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      'data/',
      'src/generated/',
      'src/console/my/hub/operations.ts',
      'schema/released.graphql',
    ],
  },

  // TypeScript
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...emptyNames, environment, getterOfLiteral],
      'no-unused-vars': 'off',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'off', // verbatimModuleSyntax and the decorators decide
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-function-type': 'off', // type-graphql speaks of classes as Function
      '@typescript-eslint/no-non-null-assertion': 'off', // what a WHERE or a group of a regular expression promises
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: sources,
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 45, skipBlankLines: true, skipComments: true }],
    },
  },
  // Tables and contracts are read from top to bottom and only grow.
  {
    files: [
      'src/**/*.entity.ts',
      'src/**/*.types.ts',
      'src/db/seed/**',
      'src/kernel/enums.ts',
      'src/kernel/terms.ts',
      'src/policy/table.ts',
      'src/db/row-scope.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  // Markup and lists of refusals are long, not deep.
  {
    files: ['src/console/**/*.tsx', 'src/**/*.rules.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  // What people run at a terminal speaks to it.
  {
    files: ['src/cli.ts', 'src/cli/**', 'src/bench/**', 'src/schema-*.ts', 'src/db/make-migration.ts'],
    rules: { 'no-console': 'off' },
  },
  // In a browser nothing is made anew for each request.
  {
    files: ['src/console/**'],
    rules: { 'no-restricted-syntax': ['error', ...emptyNames, environment] },
  },
  {
    files: ['src/config.ts', 'test/**'],
    rules: { 'no-restricted-syntax': ['error', ...emptyNames] },
  },
  {
    files: ['migrations/**'],
    rules: { 'max-lines': 'off' },
  },

  // JavaScript: settings of tools and scripts
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },

  // The printed schema
  {
    files: ['schema/hub.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: graphqlFiles,
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          EnumValueDefinition: true,
          InputValueDefinition: true,
          DirectiveDefinition: true,
          ignoredSelectors: [
            'ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]',
            'FieldDefinition > InputValueDefinition', // the field's own sentence says what it takes
          ],
        },
      ],
      '@graphql-eslint/strict-id-in-types': 'off', // only Node types have an id
      '@graphql-eslint/no-typename-prefix': 'off', // `Subject.subjectKind` is caught in review; `Import.importedAt` is right
      '@graphql-eslint/input-name': [
        'error',
        { checkInputType: true, caseSensitiveInputType: false, checkQueries: false },
      ],
      '@graphql-eslint/require-nullable-fields-with-oneof': 'error',
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
    },
  },

  // The operations that tests, the command line and the console send
  {
    files: ['schema/operations/**/*.graphql', 'test/**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: graphqlFiles,
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/require-selections': 'off', // nothing is cached by id
      '@graphql-eslint/selection-set-depth': 'off', // the server limits depth
      '@graphql-eslint/naming-convention': [
        'error',
        {
          VariableDefinition: 'camelCase',
          OperationDefinition: { style: 'PascalCase', forbiddenPrefixes: ['Get'] },
        },
      ],
    },
  },
);
