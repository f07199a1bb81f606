// The table's order, by any of its columns.

export function sortable(table: HTMLTableElement): void {
  table.querySelectorAll<HTMLElement>("th[data-sort]").forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head));
  });
}

function sort(table: HTMLTableElement, head: HTMLElement): void {
  const up = head.getAttribute("aria-sort") !== "ascending";
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const column = [...(head.parentElement?.children ?? [])].indexOf(head);
  const body = table.tBodies[0];
  if (!body) return;
  const value = (row: HTMLTableRowElement) => {
    const cell = row.cells[column];
    return cell?.dataset["rank"]?.padStart(3, "0") ?? cell?.textContent?.trim() ?? "";
  };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, value: value(row) }));
  rows.sort((one, other) => order.compare(one.value, other.value) * (up ? 1 : -1));
  body.append(...rows.map(({ row }) => row));
}
