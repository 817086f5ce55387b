import { createRoot } from 'react-dom/client';
import './styles/my.css';
import { App } from './App';

const root = document.getElementById('my');
if (root) createRoot(root).render(<App />);
