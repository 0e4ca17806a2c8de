'use strict';
// Everything here comes from a record that anybody may have written: it is only ever set as text.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const PHASES = ['dns', 'connect', 'tls', 'send', 'wait', 'receive'];
  const CHUNK = 100;
  const MOST_MATCHES = 500;
  const MOST_OPEN_KIDS = 12;
  const MOST_OPEN_ROWS = 80;

  // The tree: sections, steps, passes, attempts and calls.

  const root = node('root', '');
  const byKey = new Map();

  function node(kind, label) {
    return { kind, label, row: {}, call: null, kids: [], up: null, attempt: 1, open: false, detail: false };
  }

  function add(up, kid) {
    kid.up = up;
    up.kids.push(kid);
    return kid;
  }

  /** The node around a path, the attempt of it that the path is in, and whether it is in a finally. */
  function around(path) {
    let up = path;
    let last = false;
    for (;;) {
      if (up === '!f') { up = ''; last = true; } else if (up.endsWith('/!f')) { up = up.slice(0, -3); last = true; }
      else if (up.endsWith('/>')) up = up.slice(0, -2);
      else if (/\/~[a-z]\d+$/.test(up)) up = up.slice(0, up.lastIndexOf('/'));
      else break;
    }
    const attempt = /#(\d+)$/.exec(up);
    const found = byKey.get(up.replace(/#\d+$/, '')) || root;
    return { up: last ? section(found) : found, attempt: attempt ? Number(attempt[1]) : 1 };
  }

  function section(up) {
    if (!up.finals) up.finals = add(up, node('section', 'finally'));
    return up.finals;
  }

  function grow() {
    for (const row of data.rows) {
      const pass = /^(.*)\[(\d+)\]$/.exec(row.p);
      const loop = pass && byKey.get(pass[1]);
      const place = loop ? { up: loop, attempt: 1 } : around(row.p.slice(0, Math.max(0, row.p.lastIndexOf('/'))));
      const kid = node(loop ? 'pass' : 'step', loop ? '[' + pass[2] + ']' : row.i.slice(row.i.lastIndexOf('>') + 1) + (pass ? '[' + pass[2] + ']' : ''));
      kid.row = row;
      kid.attempt = place.attempt;
      kid.order = pass ? Number(pass[2]) : 0;
      byKey.set(row.p, add(place.up, kid));
    }
    for (const call of data.calls) {
      const auth = call.p.startsWith('!auth/');
      const path = auth ? call.p.slice(6) : call.p;
      const at = path.lastIndexOf('@');
      const [exec, number] = at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
      const place = around(exec);
      const turn = /\/~p(\d+)$/.exec(exec);
      const words = [auth && 'auth', turn && 'try ' + turn[1], number.includes('.') && 'redirect'].filter(Boolean);
      const kid = node('call', words.join(', '));
      kid.call = call;
      kid.attempt = place.attempt;
      add(place.up, kid);
    }
    settle(root);
  }

  function settle(n) {
    const last = n.kids.indexOf(n.finals);
    if (last >= 0) n.kids.push(n.kids.splice(last, 1)[0]);
    if (n.kids.length > 1 && n.kids.every(kid => kid.kind === 'pass')) n.kids.sort((a, b) => a.order - b.order);
    else if (n !== root && n.kind !== 'section') n.kids.sort((a, b) => start(a) - start(b));
    const attempts = n.row.l || [];
    if (attempts.length > 1 || (attempts[0] && attempts[0][2])) n.kids = attempts.map(a => attempt(n, a));
    if (n.kind !== 'root' && n.kids.length === 1 && n.kids[0].kind === 'call' && !n.call) {
      n.call = n.kids[0].call;
      n.turn = n.kids[0].label;
      n.kids = [];
    }
    n.kids.forEach(settle);
    if (n.kind === 'section') span(n);
  }

  function attempt(owner, [number, from, message, delay, end]) {
    const kid = node('attempt', 'attempt ' + number);
    kid.up = owner;
    kid.kids = owner.kids.filter(k => k.attempt === number);
    kid.kids.forEach(k => { k.up = kid; });
    const to = end ?? (owner.row.t ?? 0) + (owner.row.d ?? 0);
    kid.row = { t: from, d: from === null ? undefined : Math.max(0, to - from), s: message ? 'FAILED' : owner.row.s, e: message };
    kid.pause = delay;
    return kid;
  }

  function span(n) {
    const kids = n.kids.filter(k => k.row.t !== undefined);
    if (kids.length === 0) return;
    n.row.t = Math.min(...kids.map(k => k.row.t));
    n.row.d = Math.max(...kids.map(k => k.row.t + (k.row.d || 0))) - n.row.t;
  }

  function start(n) {
    return (n.call && n.kind === 'call' ? n.call.t : n.row.t) ?? Infinity;
  }

  grow();

  // How a node ended: ok, failed, warn (failed, and made good later), off (did not run, or was cut off).

  function state(n) {
    if (n.kind !== 'call' && n.row.s) {
      const mended = n.row.s === 'FAILED' && n.kind === 'attempt' && n.up.row.s === 'SUCCEEDED';
      return { SUCCEEDED: 'ok', FAILED: mended ? 'warn' : 'failed', CANCELLED: 'warn' }[n.row.s] || 'none';
    }
    return n.call ? callState(n.call, n) : '';
  }

  function callState(call, n) {
    if (call.k) return 'ok';
    for (let up = n; up; up = up.up) if (up.row.s === 'SUCCEEDED') return 'warn';
    return 'failed';
  }

  function isBad(n) {
    return state(n) === 'failed' || (n.call !== null && !n.call.k) || n.row.s === 'CANCELLED';
  }

  let whole = Math.max(1, data.duration);
  for (const part of [...data.rows, ...data.calls]) whole = Math.max(whole, (part.t || 0) + (part.d || 0));

  // Words.

  function time(ms) {
    if (ms < 10 && ms % 1 !== 0) return ms.toFixed(1) + 'ms';
    if (ms < 1000) return Math.round(ms) + 'ms';
    if (ms < 59950) return (Math.round(ms / 100) / 10).toFixed(1) + 's';
    const two = number => String(Math.floor(number) % 60).padStart(2, '0');
    const seconds = Math.round(ms / 1000);
    return seconds < 3600 ? Math.floor(seconds / 60) + 'm ' + two(seconds) + 's' : Math.floor(seconds / 3600) + 'h ' + two(seconds / 60) + 'm';
  }

  function size(bytes) {
    return bytes < 1024 ? bytes + ' bytes' : bytes < 1048576 ? (bytes / 1024).toFixed(1) + ' KiB' : (bytes / 1048576).toFixed(1) + ' MiB';
  }

  function shortUrl(url) {
    return url.replace(/^https?:\/\/[^/?#]*/, '') || url;
  }

  function sub(n) {
    const passes = n.kids.filter(k => k.kind === 'pass');
    if (passes.length > 0) {
      const failed = passes.filter(k => state(k) === 'failed').length;
      const all = n.row.n > passes.length ? passes.length + ' of ' + n.row.n : passes.length;
      return all + (all === 1 ? ' pass' : ' passes') + (failed ? ', ' + failed + ' failed' : '');
    }
    if (n.kind === 'pass' && n.kids.length === 1) return n.kids[0].label + '  ' + sub(n.kids[0]);
    if (n.call) return (n.turn ? n.turn + '  ' : '') + n.call.m + ' ' + shortUrl(n.call.u);
    if (n.row.s === 'NOT_RUN') return 'not run';
    if (n.row.s === 'SKIPPED') return 'skipped' + (n.row.m ? ': ' + n.row.m : '');
    return n.row.m || (n.kind === 'step' ? n.row.a : '') || '';
  }

  // Elements.

  function el(name, attributes, ...kids) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === 'onclick') made.addEventListener('click', value);
      else made.setAttribute(key, value);
    }
    made.append(...kids.filter(kid => kid !== null && kid !== undefined));
    return made;
  }

  function bar(track, from, length, kind) {
    const made = el('span', { class: 'span ' + kind });
    made.style.left = Math.min(100, Math.max(0, 100 * from / whole)) + '%';
    made.style.width = Math.min(100, Math.max(0, 100 * length / whole)) + '%';
    track.append(made);
    return made;
  }

  function track(n) {
    const made = el('div', { class: 'track', 'aria-hidden': 'true' });
    const from = start(n);
    if (!Number.isFinite(from)) return made;
    const own = n.kind === 'call' ? n.call : n.row;
    const kind = { failed: 'failed', none: 'off' }[state(n)] || '';
    bar(made, from, own.d ?? Math.max(0, whole - from), kind);
    if (n.call && n.call.t !== undefined && n.call.d !== undefined) phases(bar(made, n.call.t, n.call.d, kind), n.call);
    if (n.pause) bar(made, from + (own.d || 0), n.pause, 'pause');
    return made;
  }

  function phases(made, call) {
    const known = (call.f || []).reduce((sum, phase) => sum + (phase || 0), 0);
    const total = Math.max(known, call.d, 0.001);
    const rest = el('b');
    rest.style.width = 100 * (total - known) / total + '%';
    made.append(rest);
    (call.f || []).forEach((phase, i) => {
      if (phase === null) return;
      const part = el('b', { class: PHASES[i] });
      part.style.width = 100 * phase / total + '%';
      made.append(part);
    });
  }

  let keep = null;
  const tree = el('ol', { role: 'tree', 'aria-label': 'Steps and calls of the run, on one axis of time' });

  function kidsOf(n) {
    return keep ? n.kids.filter(k => keep.has(k)) : n.kids;
  }

  function isOpen(n) {
    return keep ? kidsOf(n).length > 0 && n.shut !== keep : n.open;
  }

  function hasDetail(n) {
    return Boolean(n.call || n.row.x || n.row.v || (n.row.m && n.kind === 'step') || n.row.w);
  }

  function item(n, level) {
    const li = el('li', { role: 'treeitem', class: n.kind + (n.kids.length ? ' group' : ''), 'aria-level': level, tabindex: '-1' });
    li.node = n;
    li.level = level;
    const how = state(n);
    const own = n.kind === 'call' ? n.call : n.row;
    const code = n.call && (n.call.c || (n.call.e ? 'no answer' : ''));
    const label = n.label || (n.call ? n.call.m + ' ' + shortUrl(n.call.u) : '');
    const name = el('div', { class: 'name' },
      el('span', { class: 'caret', 'aria-hidden': 'true' }, n.kids.length || hasDetail(n) ? '▶' : ''),
      how ? el('span', { class: 'dot ' + how }) : null,
      el('span', { class: 'id', title: own.p || label }, label),
      el('span', { class: 'sub', title: n.call ? n.call.u : '' }, n.kind === 'call' && !n.label ? '' : sub(n)),
      code ? el('span', { class: 'code ' + callState(n.call, n) }, String(code)) : null,
      n.kids.length && hasDetail(n) ? el('button', { class: 'more-about', type: 'button', tabindex: '-1', onclick: e => { e.stopPropagation(); toggleDetail(li); } }, 'details') : null,
      how ? el('span', { class: 'visually-hidden' }, { ok: 'ok', failed: 'failed', warn: 'failed or cut off', none: 'not run' }[how]) : null);
    name.style.paddingLeft = 10 + Math.min(level - 1, 12) * 18 + 'px';
    const row = el('div', { class: 'row', onclick: () => (n.kids.length ? toggle(li) : toggleDetail(li)) },
      name, el('span', { class: 'time' }, own.d === undefined ? '' : time(own.d)), track(n));
    li.append(row);
    if (n.kind !== 'call' && n.row.e && n.kids.every(k => k.row.e !== n.row.e)) li.append(indented(el('p', { class: 'fault ' + state(n) }, n.row.e), level));
    if (n.kind === 'call' && n.call.e) li.append(indented(el('p', { class: 'fault ' + state(n) }, n.call.e), level));
    refresh(li);
    return li;
  }

  function indented(element, level) {
    element.style.marginLeft = 29 + Math.min(level - 1, 12) * 18 + 'px';
    return element;
  }

  function refresh(li) {
    const n = li.node;
    const open = n.kids.length ? isOpen(n) : n.detail;
    if (n.kids.length || hasDetail(n)) li.setAttribute('aria-expanded', String(open));
    li.firstChild.classList.toggle('opened', n.detail);
    li.querySelector(':scope > .panel')?.remove();
    li.querySelector(':scope > ol')?.remove();
    if (n.detail) li.append(indented(panel(n), li.level));
    if (n.kids.length && open) {
      const list = el('ol', { role: 'group' });
      fill(list, kidsOf(n), li.level + 1, 0);
      li.append(list);
    }
  }

  function fill(list, kids, level, from) {
    kids.slice(from, from + CHUNK).forEach(kid => list.append(item(kid, level)));
    const left = kids.length - from - CHUNK;
    if (left > 0) {
      const more = el('button', { type: 'button', class: 'more' }, 'Show ' + Math.min(CHUNK, left) + ' more of ' + left);
      more.addEventListener('click', () => {
        const place = list.lastChild;
        fill(list, kids, level, from + CHUNK);
        place.nextSibling?.focus();
        place.remove();
      });
      const line = indented(el('li', { role: 'none' }, more), level);
      list.append(line);
    }
  }

  function toggle(li) {
    if (keep) li.node.shut = li.node.shut === keep ? null : keep;
    else li.node.open = !li.node.open;
    refresh(li);
  }

  function toggleDetail(li) {
    if (!hasDetail(li.node)) return;
    li.node.detail = !li.node.detail;
    refresh(li);
  }

  // What opens below a row.

  function panel(n) {
    const made = el('div', { class: 'panel' });
    const row = n.row;
    if (n.kind === 'step' && row.m) made.append(el('p', { class: 'line' }, row.m));
    if (row.w) made.append(el('p', { class: 'line' }, 'waited ' + time(row.w)));
    if (row.x) {
      made.append(el('h3', {}, 'Expectations'), el('ol', { class: 'rules' }, ...row.x.map(([rule, actual]) =>
        el('li', { class: actual ? 'missed' : 'held' }, (actual ? '✗ ' : '✓ ') + rule + (actual ? ', actual ' + actual : '')))));
    }
    if (n.call) exchange(made, n.call);
    for (const [name, text] of Object.entries(n.call ? {} : row.v || {})) {
      made.append(el('h3', {}, name[0].toUpperCase() + name.slice(1)), el('pre', { tabindex: '0' }, text));
    }
    return made;
  }

  function exchange(made, call) {
    made.append(el('p', { class: 'line' }, call.m + ' ' + call.u));
    const known = (call.f || []).map((phase, i) => (phase === null ? null : el('span', {}, el('i', { class: PHASES[i] }), PHASES[i] + ' ' + time(phase))));
    if (known.some(Boolean)) made.append(el('p', { class: 'phases' }, ...known));
    if (!call.q) {
      made.append(el('p', { class: 'note' }, call.d === undefined ? 'There was no answer.' : 'Left out, for there was no more room on this page: the record has it as call ' + call.i + '.'));
      return;
    }
    const answer = call.c ? 'Response' : 'No answer';
    made.append(el('div', { class: 'sides' }, side('Request', '', call.q.request), side(answer, [call.c, call.q.protocol].filter(Boolean).join(' '), call.q.response)));
    if (call.q.curl) {
      const line = el('pre', { tabindex: '0' }, call.q.curl);
      const copy = el('button', { type: 'button', class: 'copy', onclick: () => copied(copy, line) }, 'Copy');
      made.append(el('details', {}, el('summary', {}, 'As curl'), line, copy));
    }
  }

  function copied(button, line) {
    getSelection().selectAllChildren(line);
    const done = navigator.clipboard ? navigator.clipboard.writeText(line.textContent) : Promise.reject(new Error('none'));
    done.then(() => { button.textContent = 'Copied'; }, () => { button.textContent = 'Selected'; });
  }

  function side(title, more, what) {
    const made = el('section', {}, el('h3', {}, title, more ? el('small', {}, more) : null));
    const list = el('dl', { class: 'headers' });
    for (const [name, value] of Object.entries(what.headers)) {
      for (const one of Array.isArray(value) ? value : [value]) list.append(el('dt', {}, name), el('dd', {}, String(one)));
    }
    const count = Object.keys(what.headers).length;
    if (count) made.append(el('details', {}, el('summary', {}, count + (count === 1 ? ' header' : ' headers')), list));
    if (what.omitted) made.append(el('p', { class: 'note' }, 'Body left out of the record: ' + what.omitted));
    if (what.body) body(made, what.body);
    return made;
  }

  function body(made, what) {
    const about = [what.type, size(what.size || 0), what.file].filter(Boolean).join(', ');
    if (what.problem) made.append(el('p', { class: 'note' }, what.problem));
    else if (what.binary) made.append(el('p', { class: 'note' }, 'Binary: ' + about));
    else {
      made.append(el('pre', { tabindex: '0' }, what.text));
      made.append(el('p', { class: 'note' }, what.cut ? 'The beginning only; the whole: ' + about : about));
    }
  }

  // Search and filter.

  function text(n) {
    const q = n.call && n.call.q;
    const parts = [n.label, n.row.i, n.row.a, n.row.m, n.row.e, n.call && n.call.m + ' ' + n.call.u, n.call && n.call.c, n.call && n.call.e,
      ...(n.row.x || []).flat(), ...Object.values(n.row.v || {})];
    for (const part of q ? [q.request, q.response] : []) parts.push(...Object.entries(part.headers).map(h => h.join(': ')), part.body && part.body.text);
    return parts.filter(Boolean).join('\n').toLowerCase();
  }

  function matching(words, bad) {
    const found = [];
    const visit = n => {
      if (n !== root && n.kind !== 'section' && (!bad || isBad(n)) && (!words || text(n).includes(words))) found.push(n);
      n.kids.forEach(visit);
    };
    visit(root);
    return found;
  }

  function show() {
    const words = search.value.trim().toLowerCase();
    const bad = failed.getAttribute('aria-pressed') === 'true';
    keep = null;
    said.textContent = '';
    if (words || bad) {
      const found = matching(words, bad);
      keep = new Set();
      for (const n of found.slice(0, MOST_MATCHES)) for (let up = n; up; up = up.up) keep.add(up);
      said.textContent = found.length === 0 ? 'Nothing matches.' : found.length + ' found' + (found.length > MOST_MATCHES ? ', the first ' + MOST_MATCHES + ' shown' : '');
    }
    draw();
  }

  function draw() {
    tree.replaceChildren();
    fill(tree, kidsOf(root), 1, 0);
    if (!tree.firstChild) tree.append(el('li', { class: 'empty', role: 'none' }, keep ? 'Nothing matches.' : 'Nothing ran.'));
    tree.querySelector('[role=treeitem]')?.setAttribute('tabindex', '0');
  }

  // Keyboard, as trees have it (ARIA Authoring Practices).

  function focus(li) {
    tree.querySelectorAll('[role=treeitem][tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    li.setAttribute('tabindex', '0');
    li.focus();
  }

  tree.addEventListener('click', event => {
    const li = event.target.closest('[role=treeitem]');
    if (li && event.target.closest('.row')) focus(li);
  });

  tree.addEventListener('keydown', event => {
    const li = event.target;
    if (!li.node) return;
    const all = [...tree.querySelectorAll('[role=treeitem]')];
    const at = all.indexOf(li);
    const n = li.node;
    const moves = {
      ArrowDown: () => all[at + 1] && focus(all[at + 1]),
      ArrowUp: () => all[at - 1] && focus(all[at - 1]),
      Home: () => focus(all[0]),
      End: () => focus(all[all.length - 1]),
      ArrowRight: () => (n.kids.length ? (isOpen(n) ? focus(all[at + 1]) : toggle(li)) : !n.detail && toggleDetail(li)),
      ArrowLeft: () => {
        if (n.kids.length && isOpen(n)) toggle(li);
        else if (!n.kids.length && n.detail) toggleDetail(li);
        else li.parentElement.closest('[role=treeitem]') && focus(li.parentElement.closest('[role=treeitem]'));
      },
      Enter: () => (hasDetail(n) ? toggleDetail(li) : n.kids.length && toggle(li)),
      ' ': () => (n.kids.length ? toggle(li) : toggleDetail(li)),
    };
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[event.key]();
  });

  // The page.

  function axis() {
    const made = el('div', {});
    const rough = whole / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(n => n * power).find(n => n >= rough);
    for (let at = 0; at <= whole; at += step) {
      if (at > 0 && at > whole * 0.94) break;
      const tick = el('span', {}, at === 0 ? '0' : time(at));
      tick.style.left = 100 * at / whole + '%';
      made.append(tick);
    }
    return el('div', { class: 'axis', 'aria-hidden': 'true' }, made);
  }

  function openAtStart() {
    let rows = root.kids.length;
    const visit = n => {
      if (n.kids.length > MOST_OPEN_KIDS && n.kind !== 'root' && n.kind !== 'section') return;
      if (rows + n.kids.length > MOST_OPEN_ROWS && n.kind !== 'root') return;
      n.open = true;
      rows += n.kids.length;
      n.kids.forEach(visit);
    };
    visit(root);
  }

  const search = el('input', { type: 'search', placeholder: 'Search steps, URLs, bodies', 'aria-label': 'Search steps, URLs and bodies' });
  const failed = el('button', { type: 'button', 'aria-pressed': 'false' }, 'Failed only');
  const said = el('span', { class: 'count', role: 'status' });
  let pending = 0;
  search.addEventListener('input', () => { clearTimeout(pending); pending = setTimeout(show, 150); });
  failed.addEventListener('click', () => {
    failed.setAttribute('aria-pressed', String(failed.getAttribute('aria-pressed') !== 'true'));
    show();
  });
  const left = Object.entries(data.left).map(([what, number]) => number + ' ' + { steps: 'execution', calls: 'call', details: 'request and answer', bodies: 'long bod' }[what] + (what === 'bodies' ? (number === 1 ? 'y' : 'ies') : number === 1 ? '' : 's'));
  const used = PHASES.filter((_, i) => data.calls.some(call => call.f && call.f[i] !== null));
  const timeline = document.getElementById('timeline');
  timeline.append(
    el('div', { class: 'bar-top' }, el('h2', {}, 'Timeline'), said, search, failed),
    el('p', { class: 'legend', 'aria-hidden': 'true' }, ...used.map(phase => el('span', {}, el('i', { class: phase }), phase))),
    el('div', { class: 'chart' }, axis(), tree));
  if (left.length) timeline.append(el('p', { class: 'note' }, 'Left out of this page, for their size: ' + left.join(', ') + '. The record has them.'));
  openAtStart();
  draw();
  timeline.hidden = false;
  document.getElementById('steps').hidden = true;
  document.documentElement.dataset.ready = 'true';
})();
