// On every page: suggestions under the search fields, and forms that submit when a choice changes.
import { enhance } from "./suggest";

document.querySelectorAll<HTMLInputElement>("input[data-suggest]").forEach(enhance);
document.querySelectorAll<HTMLSelectElement>("select[data-submit]").forEach((choice) => {
  choice.addEventListener("change", () => choice.form?.requestSubmit());
});
