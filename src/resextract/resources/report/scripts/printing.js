// Before printing all rows are made and all is laid out in the open; afterwards the page is as it was.

import { find } from "./elements.js";

export function preparePrinting(table, overview) {
  let wasOpen = true;
  addEventListener("beforeprint", () => {
    table.append({ all: true });
    wasOpen = overview.open;
    overview.open = true;
    find("page").classList.add("is-printing");
  });
  addEventListener("afterprint", () => {
    overview.open = wasOpen;
    find("page").classList.remove("is-printing");
  });
}
