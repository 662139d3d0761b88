// The form for files works without this. With it: files can be dropped, the bar shows how much is sent, and each
// document is told as soon as it is done. All that comes from a file is set as text, never as mark-up.
const form = document.getElementById("add");
const chosen = document.getElementById("files");
const drop = document.querySelector(".drop");
const bar = document.getElementById("sent");
const said = document.getElementById("said");
document.querySelector(".with-script").hidden = false;

function cell(row, text, href) {
  const made = row.insertCell();
  const inside = href ? made.appendChild(document.createElement("a")) : made;
  if (href) inside.href = href;
  inside.textContent = text;
}

function tell(one) {
  const row = document.getElementById("rows").insertRow();
  cell(row, one.source);
  cell(row, one.outcome);
  if (one.report_id) cell(row, one.title || one.report_id, "/reports/" + encodeURIComponent(one.report_id));
  else cell(row, one.reason + (one.remedy ? " (" + one.remedy + ")" : ""));
}

function send(files) {
  const body = new FormData();
  for (const file of files) body.append("files", file);
  const asked = new XMLHttpRequest();
  let done = 0, kept = 0, lost = 0;
  document.getElementById("under-way").hidden = document.getElementById("kept").hidden = false;
  document.getElementById("rows").replaceChildren();
  asked.open("POST", "/add");
  asked.setRequestHeader("Accept", "application/x-ndjson");
  asked.upload.onprogress = (event) => {
    bar.max = event.total;
    bar.value = event.loaded;
    said.textContent = event.loaded < event.total ? "" : "All sent; they are being read.";
  };
  asked.onprogress = () => {
    if (asked.status !== 200) return;
    const lines = asked.responseText.slice(done).split("\n").slice(0, -1);
    for (const line of lines) {
      done += line.length + 1;
      const one = JSON.parse(line);
      tell(one);
      if (one.report_id && one.outcome !== "withdrawn") kept += 1; else lost += 1;
    }
    document.getElementById("counts").textContent = kept + " in the ledger, " + lost + " not taken in.";
  };
  asked.onload = () => {
    asked.onprogress();
    const refused = { 401: "A token that may write is needed.", 403: "This token may only read.", 413: "That is too much at once." };
    said.textContent = asked.status === 200 ? "Done." : refused[asked.status] || "It was not taken: status " + asked.status + ".";
  };
  asked.onerror = () => { said.textContent = "The server was not reached, or broke off. What is listed is kept."; };
  asked.send(body);
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(chosen.files); });
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) send(event.dataTransfer.files); });
