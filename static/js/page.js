// What the public pages do beyond links and forms. Each module is one behaviour; every page works without any.
import { start as copy } from "./copy.js";
import { start as density } from "./density.js";
import { start as downloading } from "./downloading.js";
import { start as list } from "./list.js";
import { start as narrow } from "./narrow.js";
import { start as recent } from "./recent.js";
import { REPLACED } from "./replace.js";
import { start as sheet } from "./sheet.js";
import { start as suggest } from "./suggest.js";

// These look at elements of the page and so begin again when a part of it was replaced; the others listen once.
const again = [copy, density, narrow, recent, suggest];

for (const start of [list, sheet, downloading, ...again]) start();
document.addEventListener(REPLACED, () => again.forEach((start) => start()));
