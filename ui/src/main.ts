import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { DeskClient } from './desk/client';
import { tauriHost } from './host/tauri';
import { Session } from './state/session.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no place for the interface');
const desk = new DeskClient(tauriHost);
mount(App, { target, props: { host: tauriHost, desk, session: new Session(tauriHost, desk) } });
