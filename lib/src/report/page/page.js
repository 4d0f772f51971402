// The page of a pair: jumps between counterparts, scrolls both texts together, draws the map.
// Everything it knows it reads from the page: passages are elements of class `p` with their number
// in data-p, several pieces each where one runs over paragraphs.
(() => {
  'use strict';

  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const sides = ['a', 'b'];
  const text = {a: byId('text-a'), b: byId('text-b')};
  const pieces = {a: new Map(), b: new Map()};  // number -> elements, in reading order
  const twins = {a: new Map(), b: new Map()};   // number of an edit that both sides have -> elements
  const editsOf = new Map();                    // number of a passage -> numbers of its edits
  const opposite = (side) => (side === 'a' ? 'b' : 'a');
  const label = (side, number) => byId(side + number);

  for (const side of sides) {
    const collect = (selector, key, into) => {
      for (const element of text[side].querySelectorAll(selector)) {
        const number = Number(element.dataset[key]);
        if (!into.has(number)) into.set(number, []);
        into.get(number).push(element);
      }
    };
    collect('.p', 'p', pieces[side]);
    collect('[data-e]', 'e', twins[side]);
  }
  for (const [edit, elements] of twins.a) {
    const number = Number(elements[0].closest('.p').dataset.p);
    if (!editsOf.has(number)) editsOf.set(number, []);
    if (twins.b.has(edit)) editsOf.get(number).push(edit);
  }
  const numbers = [...pieces.a.keys()].sort((x, y) => x - y);
  let current = 0;    // the passage marked, 0 = none
  let active = 'a';   // the text that was used last
  let together = true;

  // --- Where passages stand ---------------------------------------------------------------------

  let places = {a: new Map(), b: new Map()};  // number -> {top, bottom} in the whole text
  let knots = {a: [0, 1], b: [0, 1]};         // heights that correspond, ascending on both sides

  function measure() {
    for (const side of sides) {
      const origin = text[side].getBoundingClientRect().top - text[side].scrollTop;
      places[side] = new Map();
      for (const [number, elements] of pieces[side]) {
        places[side].set(number, {
          top: elements[0].getBoundingClientRect().top - origin,
          bottom: elements[elements.length - 1].getBoundingClientRect().bottom - origin,
        });
      }
    }
    tieTogether();
    drawMap();
  }

  // The passages that are in order on both sides: a longest increasing run by the tops in b, so
  // that a moved passage does not make the other text leap.
  function inOrder() {
    const ends = [];      // ends[k] = the passage with the least top that ends a run of k + 1
    const before = new Map();
    const top = (number) => places.b.get(number).top;
    const byA = numbers.filter((n) => places.b.has(n))
        .sort((x, y) => places.a.get(x).top - places.a.get(y).top);
    for (const number of byA) {
      let low = 0;
      for (let high = ends.length; low < high;) {
        const middle = (low + high) >> 1;
        if (top(ends[middle]) < top(number)) low = middle + 1; else high = middle;
      }
      before.set(number, low > 0 ? ends[low - 1] : 0);
      ends[low] = number;
    }
    const run = [];
    for (let n = ends[ends.length - 1]; n; n = before.get(n)) run.push(n);
    return run.reverse();
  }

  function tieTogether() {
    knots = {a: [0], b: [0]};
    const heights = {};  // of what both texts have inside a passage
    for (const side of sides) {
      const origin = text[side].getBoundingClientRect().top - text[side].scrollTop;
      heights[side] = (edit, edge) => {
        const elements = twins[side].get(edit);
        const element = elements[edge === 'top' ? 0 : elements.length - 1];
        return element.getBoundingClientRect()[edge] - origin;
      };
    }
    const add = (a, b) => {
      if (a <= knots.a[knots.a.length - 1] || b <= knots.b[knots.b.length - 1]) return;
      knots.a.push(a);
      knots.b.push(b);
    };
    for (const number of inOrder()) {
      const a = places.a.get(number), b = places.b.get(number);
      add(a.top, b.top);
      for (const edit of editsOf.get(number) || []) {
        for (const edge of ['top', 'bottom']) add(heights.a(edit, edge), heights.b(edit, edge));
      }
      add(a.bottom, b.bottom);
    }
    add(text.a.scrollHeight, text.b.scrollHeight);
  }

  // --- Scrolling --------------------------------------------------------------------------------

  const kNowhere = -1000;
  const expected = {a: kNowhere, b: kNowhere};  // where the page itself has put a text

  function scrollTo(side, top) {
    const box = text[side];
    box.scrollTop = Math.max(0, Math.min(top, box.scrollHeight - box.clientHeight));
    expected[side] = box.scrollTop;
  }

  // The height in the other text that corresponds to `y`.
  function across(from, y) {
    const x = knots[from], z = knots[opposite(from)];
    let i = 1;
    while (i < x.length - 1 && x[i] < y) ++i;
    if (i >= x.length) return y;
    return z[i - 1] + (z[i] - z[i - 1]) * (y - x[i - 1]) / (x[i] - x[i - 1]);
  }

  // What is compared moves down the window as the text is read, from the first line to the last, so
  // that both texts begin and end together.
  function follow(side) {
    const box = text[side], other = text[opposite(side)];
    const room = box.scrollHeight - box.clientHeight;
    if (room <= 0) return;
    const share = box.scrollTop / room;
    const y = across(side, box.scrollTop + share * box.clientHeight);
    scrollTo(opposite(side), y - share * other.clientHeight);
  }

  function scrolled(side) {
    const own = Math.abs(text[side].scrollTop - expected[side]) < 2;
    if (!own) {
      active = side;
      expected[side] = kNowhere;
      if (together) follow(side);
    }
    drawViews();
  }

  // --- The passage that is marked ---------------------------------------------------------------

  function setMark(number, on) {
    for (const side of sides) {
      for (const element of pieces[side].get(number) || []) element.classList.toggle('on', on);
      const own = label(side, number);
      if (own) own.classList.toggle('on', on);
    }
    const band = byId('map').querySelector('[data-p="' + number + '"]');
    if (band) band.classList.toggle('on', on);
  }

  function say(number) {
    const own = number && label('a', number);
    byId('where').textContent = own
      ? number + ' of ' + numbers.length + ': ' + own.dataset.info
      : numbers.length + (numbers.length === 1 ? ' passage' : ' passages');
  }

  function mark(number) {
    if (current) setMark(current, false);
    current = number;
    if (current) setMark(current, true);
    say(current);
  }

  // Marks a passage and shows it on both sides. From a place in one text the counterpart comes to
  // the same height of the window, otherwise both come into the upper third.
  function show(number, from) {
    if (!pieces.a.has(number)) return;
    mark(number);
    byId('texts').scrollIntoView({block: 'nearest'});
    const third = (side) => text[side].clientHeight / 4;
    for (const side of sides) {
      if (side === from || !places[side].has(number)) continue;
      let offset = third(side);
      if (from) {
        const own = places[from].get(number).top - text[from].scrollTop;
        offset = Math.max(8, Math.min(own, text[side].clientHeight * .7));
      }
      scrollTo(side, places[side].get(number).top - offset);
    }
    drawViews();
  }

  function focusLabel(side, number) {
    active = side;
    const own = label(side, number);
    if (own) own.focus({preventScroll: true});
  }

  function step(by) {
    if (!numbers.length) return;
    const at = numbers.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : numbers.length - 1)
                        : (at + by + numbers.length) % numbers.length;
    show(numbers[next], null);
    focusLabel(active, numbers[next]);
  }

  function cross() {
    if (!current) return step(1);
    show(current, null);
    focusLabel(opposite(active), current);
  }

  // --- The map ----------------------------------------------------------------------------------

  const kMap = {width: 100, left: 30, right: 70};
  const svg = byId('map');

  function draw(parent, name, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  }

  function drawMap() {
    const height = Math.max(1, svg.clientHeight);
    const longest = Math.max(text.a.scrollHeight, text.b.scrollHeight, 1);
    const scale = (y) => y / longest * height;
    svg.setAttribute('viewBox', '0 0 ' + kMap.width + ' ' + height);
    svg.replaceChildren();
    const bar = (side) => (side === 'a' ? {x: 4, width: kMap.left - 4}
                                        : {x: kMap.right, width: kMap.width - kMap.right - 4});
    for (const side of sides) {
      draw(svg, 'rect', {class: 'side', y: 0, height: scale(text[side].scrollHeight), ...bar(side)});
    }
    for (const number of numbers) {
      const a = places.a.get(number), b = places.b.get(number);
      if (!b) continue;
      const hue = [...label('a', number).classList].find((name) => /^c\d$/.test(name));
      const band = draw(svg, 'g', {class: hue + (number === current ? ' on' : ''), 'data-p': number});
      draw(band, 'title', {}).textContent = number + ': ' + label('a', number).dataset.info;
      draw(band, 'polygon', {class: 'ribbon', points: [
        [kMap.left, scale(a.top)], [kMap.right, scale(b.top)], [kMap.right, scale(b.bottom)],
        [kMap.left, scale(a.bottom)]].join(' ')});
      for (const [side, place] of [['a', a], ['b', b]]) {
        draw(band, 'rect', {class: 'block', y: scale(place.top), ...bar(side),
                            height: Math.max(2, scale(place.bottom - place.top))});
      }
    }
    for (const side of sides) {
      const {x, width} = bar(side);
      draw(svg, 'rect', {class: 'view', id: 'view-' + side, x: x - 2, width: width + 4});
    }
    drawViews();
  }

  function drawViews() {
    const height = Math.max(1, svg.clientHeight);
    const longest = Math.max(text.a.scrollHeight, text.b.scrollHeight, 1);
    for (const side of sides) {
      const view = byId('view-' + side);
      if (!view) continue;
      view.setAttribute('y', text[side].scrollTop / longest * height);
      view.setAttribute('height', Math.max(4, text[side].clientHeight / longest * height));
    }
  }

  // --- What people do ---------------------------------------------------------------------------

  function setTogether(on) {
    together = on;
    byId('sync').setAttribute('aria-pressed', String(on));
    if (on) follow(active);
  }

  function switchTheme() {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  }

  function showKeys() {
    const keys = byId('keys');
    if (!keys.open) keys.showModal();
  }

  const actions = {
    n: () => step(1), j: () => step(1), ArrowRight: () => step(1),
    p: () => step(-1), k: () => step(-1), ArrowLeft: () => step(-1),
    c: cross, s: () => setTogether(!together), t: switchTheme, '?': showKeys,
    Escape: () => mark(0),
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || byId('keys').open) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  for (const side of sides) {
    text[side].addEventListener('scroll', () => scrolled(side), {passive: true});
    text[side].addEventListener('focusin', () => { active = side; });
    text[side].addEventListener('click', (event) => {
      const selecting = String(getSelection()) !== '';
      const piece = event.target.closest('.p, .n');
      if (!piece) return;
      const number = Number(piece.dataset.p);
      const own = event.target.closest('.n');
      if (own) event.preventDefault();
      else if (selecting) return;
      active = side;
      show(number, side);
      if (own) focusLabel(opposite(side), number);
    });
    const pair = (event, on) => {
      const edit = event.target.closest && event.target.closest('[data-e]');
      if (!edit) return;
      for (const each of sides) {
        for (const element of twins[each].get(Number(edit.dataset.e)) || []) {
          element.classList.toggle('twin', on);
        }
      }
    };
    text[side].addEventListener('mouseover', (event) => pair(event, true));
    text[side].addEventListener('mouseout', (event) => pair(event, false));
  }

  svg.addEventListener('click', (event) => {
    const band = event.target.closest('g');
    if (band) show(Number(band.dataset.p), null);
  });
  byId('next').addEventListener('click', () => step(1));
  byId('previous').addEventListener('click', () => step(-1));
  byId('sync').addEventListener('click', () => setTogether(!together));
  byId('theme').addEventListener('click', switchTheme);
  byId('help').addEventListener('click', showKeys);

  // "page.html#b4" shows passage 4, as do links to it inside the page.
  function showLinked() {
    const named = /^#[ab](\d+)$/.exec(location.hash);
    if (named) show(Number(named[1]), null);
  }
  addEventListener('hashchange', showLinked);

  root.classList.add('js');
  measure();
  let due = 0;
  const again = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(measure);
  };
  const watch = new ResizeObserver(again);
  for (const side of sides) watch.observe(text[side]);
  watch.observe(svg.parentElement);
  showLinked();
})();
