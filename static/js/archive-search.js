// Searches an archive without a server: folds what is asked as the index was folded, and fetches the few pieces it needs.
const TOP = new URL("../../", location.href);
const INDEX = new URL("index/", location.href);
const MOST = 40;
const AS_SYNONYM = 0.8; // of what the word itself counts
const MARK = /\p{M}/u;

const promised = new Map();

async function read(name) {
  const answer = await fetch(new URL(name, INDEX));
  if (!answer.ok) throw new Error(name);
  return answer.json();
}

function fetched(name) {
  if (!promised.has(name)) promised.set(name, read(name));
  return promised.get(name);
}

// As skills2work.search.analysis.fold: one form for each letter.
function fold(text, same) {
  const joined = (letters) => [...letters].map((letter) => same[letter] ?? letter).join("");
  let kept = "";
  for (const letter of joined(text.normalize("NFKC").toLowerCase()).normalize("NFD")) {
    if (!MARK.test(letter)) kept += letter;
    else if (kept.endsWith("и") && letter === "\u0306") kept = `${kept.slice(0, -1)}й`;
    else if (kept.endsWith("і") && letter === "\u0308") kept = `${kept.slice(0, -1)}ї`;
  }
  return joined(kept);
}

function wordsOf(text, start) {
  const folded = fold(text.replace(/(?<=\p{L})['’ʼ`´‘](?=\p{L})/gu, ""), start.same);
  const words = [...new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])];
  const telling = words.filter((word) => !start.stop.includes(word));
  return telling.length ? telling : words;
}

// A word as it was typed, and without what is written together with it.
function formsOf(word, start) {
  return [word, ...start.tied.filter((part) => word.startsWith(part) && word.length - part.length > 2).map((part) => word.slice(part.length))];
}

// How well a word of the index answers a form: itself, its beginning, or a stem of it; 0 for not at all.
function nearness(known, form) {
  if (known === form) return 1;
  if (form.length > 2 && known.startsWith(form)) return 0.6;
  const ending = form.length - known.length;
  return known.length > 3 && ending > 0 && ending < 4 && form.startsWith(known) ? 0.5 : 0;
}

// A word as it is, or with another ending: what a synonym is recognised by.
function isFormOf(known, form) {
  if (known === form) return true;
  const [short, long] = known.length < form.length ? [known, form] : [form, known];
  return long.startsWith(short) && long.length - short.length <= (short.length > 4 ? 2 : short.length > 3 ? 1 : 0);
}

const numberOf = (letter) => letter.codePointAt(0).toString(16);

async function pieceOf(form, start) {
  const named = (letters) => [...form].slice(0, letters).map(numberOf).join("-");
  const short = named(start.letters);
  const name = start.long.includes(short) ? named(start.letters + 1) : short;
  return start.pieces.includes(name) ? fetched(`words-${name}.json`) : { words: {}, terms: {} };
}

function addRow(points, row, near, start) {
  const rarity = Math.log(1 + start.records / (row.length / 2));
  for (let place = 0; place < row.length; place += 2) {
    points.set(row[place], Math.max(points.get(row[place]) ?? 0, near * rarity * row[place + 1]));
  }
}

async function recordsWith(word, start) {
  const points = new Map();
  for (const form of formsOf(word, start)) {
    for (const [known, row] of Object.entries((await pieceOf(form, start)).words)) {
      const near = nearness(known, form);
      if (near) addRow(points, row, near, start);
    }
  }
  return points;
}

// The sets of synonyms that stand in what is asked, by number, each with the places of the words that say it.
async function setsIn(words, start) {
  const forms = words.map((word) => formsOf(word, start));
  const sets = new Map();
  for (const form of forms.flat()) {
    for (const [term, numbers] of Object.entries((await pieceOf(form, start)).terms)) {
      const places = term.split(" ").map((known) => forms.findIndex((some) => some.some((one) => isFormOf(known, one))));
      if (places.includes(-1)) continue;
      for (const number of numbers) {
        if (places.length > (sets.get(number)?.length ?? 0)) sets.set(number, places);
      }
    }
  }
  // "work permit" is neither work nor permit: a longer synonym takes its words from shorter ones.
  const longest = words.map((_word, place) => Math.max(0, ...[...sets.values()].filter((said) => said.includes(place)).map((said) => said.length)));
  return [...sets].filter(([, places]) => places.every((place) => longest[place] === places.length));
}

// What each word stands in, itself or a synonym of it.
async function pointsOf(words, start) {
  const points = await Promise.all(words.map((word) => recordsWith(word, start)));
  for (const [number, places] of await setsIn(words, start)) {
    const rows = await fetched(`sets-${Math.floor(number / start.sets)}.json`);
    for (const place of places) addRow(points[place], rows[number % start.sets], AS_SYNONYM, start);
  }
  return points;
}

// Whether one slip makes one word of another: a letter too many, too few, another one, or two that changed places.
function isOneSlip(one, other) {
  const [a, b] = one.length > other.length ? [[...other], [...one]] : [[...one], [...other]];
  if (b.length - a.length > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (letters, from) => letters.slice(from).join("");
  if (a.length < b.length) return rest(a, start) === rest(b, start + 1);
  if (rest(a, start + 1) === rest(b, start + 1)) return true;
  return a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, start + 2) === rest(b, start + 2);
}

// The word that was meant: with the same beginning if there is one, and as long; itself where none is near.
async function meant(word, start) {
  if ([...word].length < start.shortest || /^\p{N}/u.test(word)) return word;
  const letters = [...new Set([...word].slice(0, 2).map(numberOf))].filter((letter) => start.near.includes(letter));
  const lists = await Promise.all(letters.map((letter) => fetched(`near-${letter}.json`)));
  const distance = (known) => (known[0] === word[0] ? 0 : 10) + Math.abs(known.length - word.length);
  const found = lists.flat().filter((known) => isOneSlip(word, known));
  return found.sort((one, two) => distance(one) - distance(two) || two.length - one.length)[0] ?? word;
}

// All records that hold any of the words, those that hold most of them first.
function ranked(found) {
  const sums = new Map();
  for (const points of found) {
    for (const [record, value] of points) {
      const [words, sum] = sums.get(record) ?? [0, 0];
      sums.set(record, [words + 1, sum + value]);
    }
  }
  const best = Math.max(0, ...[...sums.values()].map(([words]) => words));
  return [...sums]
    .filter(([, [words]]) => words === best)
    .sort(([one, [, first]], [two, [, second]]) => second - first || one - two)
    .map(([record]) => record);
}

async function titlesOf(records, start) {
  const numbers = [...new Set(records.map((record) => Math.floor(record / start.together)))];
  const pieces = new Map(await Promise.all(numbers.map(async (number) => [number, await fetched(`titles-${number}.json`)])));
  return records.map((record) => pieces.get(Math.floor(record / start.together))[record % start.together]);
}

function row([file, title, summary, kind, language]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(file, TOP);
  link.textContent = title;
  if (language) link.lang = language;
  link.dir = "auto";
  const head = document.createElement("p");
  head.append(link);
  const text = document.createElement("p");
  text.className = "small quiet";
  text.textContent = [kind, summary].filter(Boolean).join(" · ");
  item.append(head, text);
  return item;
}

async function search(asked) {
  document.getElementById("page-search").value = asked;
  const start = await fetched("start.json");
  let words = wordsOf(asked, start);
  let points = await pointsOf(words, start);
  const better = await Promise.all(words.map((word, place) => (points[place].size ? word : meant(word, start))));
  const corrected = better.some((word, place) => word !== words[place]);
  if (corrected) {
    words = better;
    points = await pointsOf(words, start);
    document.getElementById("asked").textContent = asked;
    document.getElementById("corrected").textContent = words.join(" ");
  }
  const found = ranked(points);
  document.getElementById("found-corrected").hidden = !corrected;
  document.getElementById("found-none").hidden = found.length > 0;
  document.getElementById("found").hidden = found.length === 0;
  document.getElementById("found-count").textContent = found.length.toLocaleString(document.documentElement.lang);
  document.getElementById("found-list").replaceChildren(...(await titlesOf(found.slice(0, MOST), start)).map(row));
}

const asked = new URLSearchParams(location.search).get("q")?.trim();
if (asked) await search(asked.slice(0, 200));
