/**
 * The policy page's whole style. It stands inside the page, and the page's security policy lets in its hash alone.
 * Nothing in it says left or right, so it holds for both directions. Its last lines are for scripts whose letters are
 * joined or carry signs above and below, and for Korean, which breaks between words.
 */
import { createHash } from "node:crypto";

export const policyStyle = `
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #fff; --ink: #1d1c1a; --quiet: #5f5c56; --line: #e3dfd8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #161616; --card: #1f1f1e; --ink: #f0eeea; --quiet: #b3afa7; --line: #383634; }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; overflow-wrap: break-word; }
main { margin-inline: auto; max-inline-size: 42rem; padding-block: clamp(2rem, 7vw, 4.5rem) 4rem; padding-inline: 1.25rem; }
h1 { font-size: clamp(1.8rem, 6vw, 2.6rem); font-weight: 650; letter-spacing: -.02em; line-height: 1.15; text-wrap: balance; }
h2 { font-size: 1.2rem; font-weight: 650; letter-spacing: -.01em; line-height: 1.3; }
header p { color: var(--quiet); margin-top: 1rem; }
section { display: grid; gap: .7rem; margin-top: 2.6rem; }
.brief { margin-top: 2rem; }
.brief dl { display: grid; gap: 1px; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); overflow: hidden; border: 1px solid var(--line); border-radius: 14px; background: var(--line); }
.brief dl div { background: var(--card); padding: 1rem 1.1rem; }
.brief dt { color: var(--quiet); font-size: .875rem; font-weight: 400; }
.brief dd { font-weight: 600; line-height: 1.35; margin-top: .2rem; }
ul { display: grid; gap: .5rem; list-style: none; }
li { display: flex; flex-wrap: wrap; gap: .1rem .8rem; justify-content: space-between; border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: .7rem 1rem; }
li strong { font-weight: 600; min-width: 0; }
li span { color: var(--quiet); }
section dl { border-top: 1px solid var(--line); }
section dl div { border-bottom: 1px solid var(--line); padding: .9rem 0; }
dt { font-weight: 600; }
section dd { margin-top: .15rem; }
@media (min-width: 40rem) { section dl div { display: grid; gap: 1.5rem; grid-template-columns: 11rem 1fr; } section dd { margin-top: 0; } }
.addition { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; white-space: pre-line; }
footer { border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; margin-top: 3rem; padding-top: 1rem; }
:is(:lang(ar), :lang(hi), :lang(ja), :lang(ko), :lang(zh)) :is(h1, h2) { letter-spacing: normal; }
:is(:lang(ar), :lang(hi)) :is(h1, h2, .brief dd) { line-height: 1.5; }
:lang(ko) { word-break: keep-all; }
`;

export const policySecurity = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(policyStyle).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
