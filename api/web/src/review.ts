// Deciding by key: each button names its own. A needed field that is empty is asked for first.
import { byId } from "./dom";

const form = byId<HTMLFormElement>("decision");

function pressed(key: string): HTMLButtonElement | undefined {
  return [...form.querySelectorAll<HTMLButtonElement>("button[data-key]")].find((button) => button.dataset["key"] === key);
}

function firstEmpty(): HTMLInputElement | undefined {
  return [...form.querySelectorAll<HTMLInputElement>("[data-empty]")].find((field) => field.value.trim() === "");
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (typing && event.key === "Escape" && event.target instanceof HTMLInputElement) event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const button = pressed(event.key);
  if (!button) return;
  event.preventDefault();
  const empty = button.value === "accept" ? firstEmpty() : undefined;
  if (empty) empty.focus();
  else form.requestSubmit(button);
});

(form.querySelector<HTMLInputElement>("[aria-invalid]") ?? undefined)?.focus();
