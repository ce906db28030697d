const team = document.getElementById("team");
team?.addEventListener("change", () => team.form.submit());

const find = document.getElementById("find");
const channel = document.getElementById("channel");
const all = channel === null ? [] : [...channel.options];

find?.addEventListener("input", () => {
  const wanted = find.value.trim().replace(/^#/, "").toLowerCase();
  channel.replaceChildren(
    ...all.filter((option) => option.selected || option.text.toLowerCase().includes(wanted)),
  );
});
