// Before printing all rows are made and all is laid out in the open; afterwards the page is as it was.

export function preparePrinting(table, overview) {
  let wasOpen = true;
  addEventListener("beforeprint", () => {
    table.append({ all: true });
    table.spanColumns({ printed: true });
    wasOpen = overview.open;
    overview.open = true;
  });
  addEventListener("afterprint", () => {
    overview.open = wasOpen;
    table.spanColumns();
  });
}
