// GraphiQL's single style.css carries 380 kB of web fonts without Chinese; its parts without them are enough.
// The editor's own styles come with the editor.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-explorer/style.css';
import './theme.css';
import './header.css';
import './examples.css';
