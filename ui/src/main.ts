import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { DeskClient } from './desk/client';
import { httpHost } from './host/http';
import { tauriHost } from './host/tauri';
import { Session } from './state/session.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no place for the interface');
// The mode is known when this is built: the shipped program does not even contain the other host.
const host = import.meta.env.MODE === 'browser' ? httpHost() : tauriHost;
mount(App, { target, props: { host, session: new Session(host, new DeskClient(host)) } });
