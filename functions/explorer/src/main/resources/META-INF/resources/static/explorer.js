// What is quicker with a script; every page can be read and used without.
"use strict";
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
});
// What is too large is said before it is sent.
for (const input of document.querySelectorAll("input[data-most]")) {
  input.addEventListener("change", () => {
    const size = input.files[0]?.size ?? 0, most = Number(input.dataset.most);
    const mb = bytes => (bytes / 1048576).toFixed(1) + " MB";
    input.setCustomValidity(size > most ? `This file has ${mb(size)}; at most ${mb(most)} are taken.` : "");
    input.reportValidity();
  });
}
// On a phone the pages stand in a row that is wider than the screen.
const here = document.querySelector("nav [aria-current]"), row = here?.closest("nav");
if (row) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
// Many pictures are gone from the web: their place says so.
function gone(picture) {
  const said = document.createElement("span");
  said.className = "gate";
  said.textContent = "This picture could not be loaded.";
  picture.replaceWith(said);
}
document.addEventListener("error", event => event.target.matches?.(".tile img, .picture img") && gone(event.target), true);
document.querySelectorAll(".picture img").forEach(picture => picture.complete && picture.naturalWidth === 0 && gone(picture));
