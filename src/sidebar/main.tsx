import { render } from 'preact';
import type { Bootstrap } from '../hosts/apps-script/api';
import { App } from './app';
import './sidebar.css';

declare global {
  interface Window {
    readonly cifra?: Partial<Bootstrap>;
  }
}

const { lang = 'ru', tab = 'plans' } = window.cifra ?? {},
  root = document.getElementById('app');
document.documentElement.lang = lang;
if (root) render(<App lang={lang} tab={tab} />, root);
