// The search of a published site. It works from a folder: what it looks in comes as scripts, one part at a time, since
// browsers let a page from a disk fetch nothing. Words are folded here as the record folds them (record/fold.py).
"use strict";

const SHOWN = 25, LOOKED_AT = 3000, FILES_OF_A_WORD = 6, WAIT = 120;
const KINDS = ["Names", "Facts", "Reports"];
const COMMON = -1;  // before the numbers of a word that more things have
const coming = new Map();

/** Takes what a part hands over; each part is loaded once. */
const shelf = {
  kept: {},
  start(told) { this.kept.start = told; },
  words(number, found) { this.kept[`words-${number}`] = found; },
  things(number, found) { this.kept[`things-${number}`] = found; },
};

function part(name) {
  if (!coming.has(name)) {
    coming.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onload = () => done(shelf.kept[name]);
      script.onerror = () => failed(new Error(`${script.src} is missing`));
      document.head.append(script);
    }));
  }
  return coming.get(name);
}

const SAME = { "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e",
  "ی": "ي", "ک": "ك", "ة": "ه", "ى": "ي", "ہ": "ه" };

/** Text without case, accents, vowel signs and apostrophes; words parted by single blanks. */
function folded(text) {
  const bare = text.replace(/[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "").normalize("NFKD")
    .toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/\p{M}/gu, "");
  const same = [...bare].map((letter) => SAME[letter] ?? letter).join("");
  return same.replace(/['’‘ʼʾʿ`´ʹʻ′ˈ״׳]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** A word in Latin letters without vowels and doublings; "" where too little is left. */
function rough(word, letters) {
  const latin = [...word].map((letter) => letters[letter] ?? letter).join("").replace(/[^a-z0-9]/g, "");
  let bare = latin.replace(/(?<=[bcdgjkpstz])h/g, "").replace(/^[aeiou]+/, "a").replace(/[qc]/g, "k");
  bare = (bare.slice(0, 1) + bare.slice(1).replace(/[aeiouwy]/g, "")).replace(/(.)\1+/g, "$1");
  return bare.length > 1 ? bare : "";
}

/** The numbers of the things that have a word, or one that begins so. */
async function numbers(word, whole) {
  const { words } = shelf.kept.start;
  const end = `${word}\uffff`, found = new Set();
  let common = false, at = words.findLastIndex((first) => first <= word);
  for (let n = Math.max(at, 0), read = 0; n < words.length && read < FILES_OF_A_WORD && words[n] <= end; n += 1, read += 1) {
    const held = await part(`words-${n}`);
    for (const [key, steps] of Object.entries(held)) {
      if (whole ? key !== word : !key.startsWith(word)) continue;
      let number = 0;
      for (const step of steps) {
        if (step === COMMON) { common = true; continue; }
        found.add(number += step);
      }
    }
  }
  return { found, common };
}

/** The things that have all words. Of a word that too many have only the best are known: it is looked for in the text. */
async function having(words, whole = false) {
  const each = await Promise.all(words.map((word) => numbers(word, whole)));
  const rare = each.filter((one) => !one.common);
  const sets = (rare.length ? rare : each).map((one) => one.found).sort((a, b) => a.size - b.size);
  if (!sets.length) return [];
  return [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((a, b) => a - b);
}

async function thing(number) {
  const { things } = shelf.kept.start;
  const file = Math.floor(number / things);
  return (await part(`things-${file}`))[number - file * things];
}

/** The first few of each kind that really have the words. */
async function first(found, words, met) {
  const { kinds } = shelf.kept.start;
  const shown = KINDS.map(() => []), totals = KINDS.map(() => 0);
  let looked = 0;
  for (const number of found) {
    const kind = kinds.findIndex((end) => number < end);
    totals[kind] += 1;
    if (shown[kind].length >= SHOWN || looked >= LOOKED_AT) continue;
    looked += 1;
    const one = await thing(number);
    if (one && met(one, words)) shown[kind].push(one); else totals[kind] -= 1;
  }
  return { shown, totals };
}

const latin = (text) => [...text].map((letter) => shelf.kept.start.letters[letter] ?? letter).join("");
function has([, text, , names = []], words) {
  const all = [text, ...names].map((name) => ` ${folded(name)} `).join("");
  return words.every((word) => all.includes(` ${word}`) || latin(all).includes(` ${latin(word)}`)) || names.length > 0;
}

/** Whole names first, then what has all the words, then names that are spelled nearly so. */
async function search(query) {
  const words = folded(query).split(" ").filter(Boolean);
  if (!words.length) return null;
  const exact = await having([`=${words.join(" ")}`], true);
  const some = await having(words);
  const found = [...exact, ...some.filter((number) => !exact.includes(number))];
  if (found.length) return { ...await first(found, words, has), near: false };
  const bare = words.map((word) => rough(word, shelf.kept.start.letters)).filter(Boolean).map((word) => `~${word}`);
  return { ...await first(await having(bare, true), words, () => true), near: true };
}

function entry([file, text, told, names = []], words) {
  const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
  link.href = `../${file}`;
  link.dir = "auto";
  link.textContent = text;
  item.append(link);
  const met = names.find((name) => name !== text && words.every((word) => ` ${folded(name)}`.includes(` ${word}`)));
  if (met && !words.every((word) => ` ${folded(text)}`.includes(` ${word}`))) {
    const also = document.createElement("span");
    also.dir = "auto";
    also.textContent = met;
    item.append(", also ", also);
  }
  small.textContent = told;
  item.append(" ", small);
  return item;
}

function show(answer, query) {
  const words = folded(query).split(" "), box = document.getElementById("found"), said = document.getElementById("said");
  box.replaceChildren();
  const total = answer ? answer.totals.reduce((a, b) => a + b, 0) : 0;
  if (!answer) { said.textContent = ""; return; }
  said.textContent = total ? `${total.toLocaleString("en")} found${answer.near ? ", spelled nearly so" : ""}`
    : "Nothing in this record has these words.";
  KINDS.forEach((kind, at) => {
    if (!answer.shown[at].length) return;
    const section = document.createElement("section"), heading = document.createElement("h2"), list = document.createElement("ul");
    heading.textContent = `${kind} ${answer.totals[at].toLocaleString("en")}`;
    list.className = "plainlist";
    list.append(...answer.shown[at].map((one) => entry(one, words)));
    section.append(heading, list);
    if (answer.totals[at] > answer.shown[at].length) {
      const rest = document.createElement("p");
      rest.className = "rest";
      rest.textContent = `and ${(answer.totals[at] - answer.shown[at].length).toLocaleString("en")} more: add a word`;
      section.append(rest);
    }
    box.append(section);
  });
}

async function begin() {
  const field = document.getElementById("q"), said = document.getElementById("said");
  await part("start");
  let last = 0, timer;
  const look = async () => {
    const mine = last += 1, query = field.value;
    try {
      const answer = await search(query);
      if (mine === last) show(answer, query);
    } catch (error) { said.textContent = `The search cannot be read: ${error.message}`; }
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, WAIT); });
  field.form.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  document.documentElement.dataset.search = "ready";
  await look();
}

begin();
