import { render } from 'preact';
import { ExportDialog } from './export-dialog';
import './sidebar.css';

const { lang = 'ru' } = window.cifra ?? {},
  root = document.getElementById('app');
document.documentElement.lang = lang;
if (root) render(<ExportDialog lang={lang} />, root);
