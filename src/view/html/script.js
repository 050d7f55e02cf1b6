// Comfort for the reader: keys, links that open what they lead to, copying, opening all. The page says everything without it.
'use strict';
{
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const steps = all('.step');
  const folds = all('main details:not(.answer, nav details)');

  /** An element with words in both languages, of which the style shows one. */
  function made(name, en, ko) {
    const element = document.createElement(name);
    for (const [lang, words] of [['en', en], ['ko', ko]]) {
      const span = document.createElement('span');
      span.lang = lang;
      span.textContent = words;
      element.append(span);
    }
    return element;
  }

  function button(en, ko, act) {
    const element = made('button', en, ko);
    element.type = 'button';
    element.addEventListener('click', () => act(element));
    return element;
  }

  /** Who cannot see what happened hears it. */
  const heard = document.createElement('p');
  heard.className = 'heard';
  heard.setAttribute('role', 'status');
  const say = (en, ko) => heard.replaceChildren(made('span', en, ko));

  /** What is remembered as long as the tab is open; a browser may refuse that to a file. */
  function memory(name, value) {
    try {
      if (value === undefined) return sessionStorage.getItem('tlslab-' + name);
      sessionStorage.setItem('tlslab-' + name, value);
    } catch {}
    return null;
  }

  // Language and colours.
  const choices = group => all(`.switches input[name=${group}]`);
  function chosen(choice) {
    choice.checked = true;
    memory(choice.name, choice.id);
    if (choice.name !== 'lang') return;
    root.lang = choice.id.replace('lang-', '');
    document.title = document.querySelector('h1')?.innerText || document.title;
  }
  function turn(group) {
    const list = choices(group);
    const next = list[(list.findIndex(choice => choice.checked) + 1) % list.length];
    if (!next) return;
    chosen(next);
    const name = next.parentElement.innerText;
    say(name, name);
  }
  for (const choice of [...choices('lang'), ...choices('light')]) {
    choice.addEventListener('change', () => chosen(choice));
    if (choice.id === memory(choice.name)) chosen(choice);
  }
  // The style now asks for the page's language alone; a browser may have kept an older choice of the switch.
  const lang = choices('lang').find(choice => choice.checked)?.id.replace('lang-', '');
  if (lang) root.lang = lang;
  root.classList.add('scripted');

  // Where the reader is: the last step that begins in the upper part of the window, or the one gone to.
  let gone = -1;
  function at() {
    const box = steps[gone]?.getBoundingClientRect();
    if (box && box.bottom > 0 && box.top < innerHeight) return gone;
    return steps.findLastIndex(step => step.getBoundingClientRect().top < innerHeight / 3);
  }
  function go(by) {
    const to = Math.min(Math.max(at() + by, 0), steps.length - 1);
    const step = steps[to];
    if (!step) return;
    gone = to;
    location.replace('#' + step.id);
    const place = step.localName === 'details' ? step.firstElementChild : step;
    if (place === step) step.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  /** Opens all that the address leads into. */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    for (let part = target; part; part = part.parentElement) {
      if (part.localName === 'details') part.open = true;
    }
    target?.scrollIntoView();
  }
  addEventListener('hashchange', reveal);

  /** The address follows what is opened, so that it can be sent to somebody; nothing moves. */
  document.addEventListener('click', event => {
    const fold = event.target.closest('summary')?.parentElement;
    const id = fold?.id || fold?.querySelector(':scope > p[id]')?.id;
    if (!id || fold.open || event.target.closest('a')) return;
    try { history.replaceState(null, '', '#' + id); } catch {}
  });

  // Copying.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Older browsers keep the clipboard from a page that is a file, but not this way.
      const area = document.createElement('textarea');
      area.className = 'heard';
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand('copy');
      area.remove();
      return done;
    }
  }
  const copier = bytes => button('copy hex', '16진수 복사', async self => {
    const done = await copy(bytes.map(part => part.textContent).join('').replace(/\s/g, ''));
    const words = done ? ['copied', '복사했음'] : ['the browser refuses', '브라우저가 거절함'];
    const old = [...self.childNodes];
    self.replaceChildren(...made('span', ...words).childNodes);
    self.focus();
    say(...words);
    setTimeout(() => self.replaceChildren(...old), 1500);
  });

  /** Buttons for bytes that can be seen; what is folded away gets its own when it is opened. */
  function dress(part) {
    for (const value of all('code.bytes:not(.copied)', part)) {
      if (value.closest('details:not([open])')) continue;
      value.classList.add('copied');
      value.after(copier([value]));
    }
    if (part === document || part.querySelector(':scope > p > button, :scope > button')) return;
    if (part.matches('.exhibit')) part.firstElementChild.after(copier(all('.field code', part)));
    if (!part.matches('.field')) return;
    const group = part.matches('.group > :first-child') ? part.parentElement : part;
    const bytes = all('.field code, summary code', group);
    if (bytes.length) part.lastElementChild.append(' ', copier(bytes));
  }
  document.addEventListener('toggle', event => event.target.open && dress(event.target), true);

  // Opening and closing all but answers.
  function open(yes) {
    for (const fold of folds) fold.open = yes;
    say(...(yes ? ['all open', '모두 펼침'] : ['all closed', '모두 접음']));
  }
  // Most browsers can print what is folded; for the others it is opened.
  addEventListener('beforeprint', () => CSS.supports('selector(::details-content)') || open(true));

  // Keys. Whoever speaks to a computer or brushes against keys can turn them off (WCAG 2.1.4).
  const help = document.createElement('dialog');
  const title = made('h2', 'Keys', '단축키');
  title.id = 'keys-title';
  help.setAttribute('aria-labelledby', title.id);
  const list = document.createElement('dl');
  for (const [keys, en, ko] of [
    ['j →', 'next step', '다음 단계'],
    ['k ←', 'previous step', '이전 단계'],
    ['o', 'open all, close all', '모두 펼치기, 모두 접기'],
    ['l', 'language', '언어'],
    ['t', 'colours', '색'],
    ['?', 'these keys', '이 단축키 목록'],
  ]) {
    list.append(made('dt', keys, keys), made('dd', en, ko));
  }
  const switched = document.createElement('input');
  switched.type = 'checkbox';
  switched.checked = memory('keys') !== 'off';
  switched.addEventListener('change', () => memory('keys', switched.checked ? 'on' : 'off'));
  const label = document.createElement('label');
  label.append(switched, ' ', made('span', 'keys work', '단축키 사용'));
  help.append(title, list, label, button('close', '닫기', () => help.close()));

  const acts = new Map([
    ['j', () => go(1)], ['arrowright', () => go(1)],
    ['k', () => go(-1)], ['arrowleft', () => go(-1)],
    ['o', () => open(!folds.every(fold => fold.open))],
    ['l', () => turn('lang')],
    ['t', () => turn('light')],
    ['?', () => help.showModal()],
  ]);
  addEventListener('keydown', event => {
    const busy = event.target.matches?.('input, textarea, select') && event.target.type !== 'radio';
    if (event.ctrlKey || event.altKey || event.metaKey || busy || help.open || !switched.checked) return;
    // With a Korean keyboard the place of the key tells which it is.
    const key = event.key > '~' ? event.code.replace('Key', '') : event.key;
    const act = acts.get(key.toLowerCase());
    if (!act || (event.target.type === 'radio' && key.length > 1)) return;
    event.preventDefault();
    act();
  });

  const comfort = document.createElement('div');
  comfort.className = 'comfort';
  comfort.append(
    button('open all', '모두 펼치기', () => open(true)),
    button('close all', '모두 접기', () => open(false)),
    button('keys', '단축키', () => help.showModal()),
  );
  document.querySelector('.switches')?.append(comfort);
  document.body.append(help, heard);
  dress(document);
  all('main details[open]').forEach(dress);
  if (location.hash) reveal();
}
