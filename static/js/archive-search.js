// Searches an archive without a server: folds what is asked as the index was folded, and fetches the few pieces it needs.
const TOP = new URL("../../", location.href);
const INDEX = new URL("index/", location.href);
const MOST = 40;
const MARK = /\p{M}/u;

async function fetched(name) {
  const answer = await fetch(new URL(name, INDEX));
  if (!answer.ok) throw new Error(name);
  return answer.json();
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

async function recordsWith(word, start) {
  const points = new Map();
  for (const form of formsOf(word, start)) {
    const letters = [...form].slice(0, start.letters);
    const name = letters.map((letter) => letter.codePointAt(0).toString(16)).join("-");
    if (!start.pieces.includes(name)) continue;
    for (const [known, row] of Object.entries(await fetched(`words-${name}.json`))) {
      const near = nearness(known, form);
      if (!near) continue;
      const rarity = Math.log(1 + start.records / (row.length / 2));
      for (let place = 0; place < row.length; place += 2) {
        points.set(row[place], Math.max(points.get(row[place]) ?? 0, near * rarity * row[place + 1]));
      }
    }
  }
  return points;
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
  const found = ranked(await Promise.all(wordsOf(asked, start).map((word) => recordsWith(word, start))));
  document.getElementById("found-none").hidden = found.length > 0;
  document.getElementById("found").hidden = found.length === 0;
  document.getElementById("found-count").textContent = found.length.toLocaleString(document.documentElement.lang);
  document.getElementById("found-list").replaceChildren(...(await titlesOf(found.slice(0, MOST), start)).map(row));
}

const asked = new URLSearchParams(location.search).get("q")?.trim();
if (asked) await search(asked.slice(0, 200));
