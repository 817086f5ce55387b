import { createRoot } from 'react-dom/client';
import './workers';
import './styles/index';
import { App } from './App';

const root = document.getElementById('console');
if (root) createRoot(root).render(<App />);
